import { createInterface } from 'node:readline';
import { score } from '../core/prediction/score.ts';
import { Arguments } from './arguments.ts';
import { exitStatus } from './exit.ts';
import { loadModelArgument } from './model-argument.ts';
import { print } from './print.ts';

/** `tacit score FILE`: prints how probable each line of standard input is by the model. */
export async function scoreTexts(args: readonly string[]): Promise<number> {
  const read = new Arguments(args, [], ['json']);
  const { network, tokenizer } = await loadModelArgument(read.onlyPositional('The model file'));
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    const { text, log2Probability, characters, bitsPerCharacter } = score(network, tokenizer, line);
    if (read.flag('json')) print({ text, log2Probability, characters, bitsPerCharacter });
    else process.stdout.write(`${bitsPerCharacter.toFixed(3)} bits per character  ${text}\n`);
  }
  return exitStatus.done;
}
