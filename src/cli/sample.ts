import { sample } from '../core/prediction/sample.ts';
import { Arguments } from './arguments.ts';
import { exitStatus } from './exit.ts';
import { loadModelArgument } from './model-argument.ts';

/** `tacit sample FILE`: prints a text while the model draws it. */
export async function sampleText(args: readonly string[]): Promise<number> {
  const read = new Arguments(args, ['prompt', 'length', 'temperature', 'top-k', 'top-p', 'seed']);
  const path = read.onlyPositional('The model file');
  const options = {
    prompt: read.text('prompt') ?? '',
    length: read.wholeNumber('length', 1, 1_000_000) ?? 400,
    temperature: read.number('temperature', 0.01, 10) ?? 0.7,
    topK: read.wholeNumber('top-k', 0, 65_536) ?? 0,
    topP: read.number('top-p', 0, 1) ?? 1,
    seed: read.wholeNumber('seed', 0, 2 ** 31 - 1) ?? 1,
  };
  const { network, tokenizer } = await loadModelArgument(path);
  process.stdout.write(options.prompt);
  for (const text of sample(network, tokenizer, options)) {
    if (text !== '' && !process.stdout.write(text)) await drained();
  }
  process.stdout.write('\n');
  return exitStatus.done;
}

function drained(): Promise<void> {
  return new Promise((resolve) => process.stdout.once('drain', resolve));
}
