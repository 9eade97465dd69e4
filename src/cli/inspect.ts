import type { StoredModel } from '../core/modelfile/model-file.ts';
import { isTied } from '../core/model/model-shape.ts';
import { elements } from '../core/tensor/tensor-layout.ts';
import { Arguments } from './arguments.ts';
import { exitStatus } from './exit.ts';
import { print } from './print.ts';
import { readModel } from './read-model.ts';

/** `tacit inspect FILE`: prints what a model file holds. */
export async function inspect(args: readonly string[]): Promise<number> {
  const read = new Arguments(args, [], ['json']);
  const path = read.onlyPositional('The model file');
  const { model, bytes } = await readModel(path);
  if (read.flag('json')) print({ file: path, bytes, ...describe(model) });
  else process.stdout.write(`${[`${path}: ${bytes} bytes`, ...lines(model)].join('\n')}\n`);
  return exitStatus.done;
}

/** For programs. */
function describe({ card, parameters, moments }: StoredModel) {
  const { shape, options, tokenizer, provenance, figures } = card;
  const tensors = [...parameters].map(([name, tensor]) => ({ name, shape: tensor.shape }));
  return {
    shape,
    options,
    tokenizer: tokenizer.kind,
    provenance,
    figures,
    parameters: tensors.reduce((sum, tensor) => sum + elements(tensor.shape), 0),
    tensors,
    resumable: moments !== undefined,
  };
}

/** For people. */
function lines(model: StoredModel): readonly string[] {
  const { shape, tokenizer, provenance, figures, parameters, tensors, resumable } = describe(model);
  const { layers, cell, hidden, embedding, vocabulary } = shape;
  const { steps, seconds, tokens, finished, validationBitsPerCharacter: bits } = figures;
  const { files, workspace, corpusDigest, created, tacitVersion } = provenance;
  const embedded = `${embedding === 0 ? 'none' : embedding}${isTied(shape) ? ' (tied to the output)' : ''}`;
  const state = `${finished ? 'finished' : 'not finished'}${resumable ? ', can be resumed' : ''}`;
  return [
    `network     ${layers} × ${cell.toUpperCase()} of ${hidden}, embedding ${embedded}, ${parameters} parameters`,
    `tokens      ${vocabulary}, ${tokenizer}`,
    `learned     ${files} files of ${workspace}, digest ${corpusDigest}`,
    `training    ${steps} steps, ${seconds.toFixed(1)} s, ${tokens} tokens, ${state}`,
    `validation  ${bits === undefined ? 'none held out' : `${bits.toFixed(4)} bits per character`}`,
    `written     ${created === undefined ? '' : `${created} `}by Tacit ${tacitVersion}`,
    ...tensors.map((tensor) => `tensor      ${tensor.name} (${tensor.shape.join(', ')})`),
  ];
}
