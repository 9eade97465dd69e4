import { resolve } from 'node:path';
import { decodeModel } from '../core/modelfile/model-file.ts';
import { isTied } from '../core/model/model-shape.ts';
import { elements } from '../core/tensor/tensor-layout.ts';
import { Arguments } from './arguments.ts';
import { nodeFiles } from '../worker/file-system.node.ts';
import { badInput, commandFailed, exitStatus } from './exit.ts';
import { print } from './print.ts';

/** `tacit inspect FILE`: what a model file holds. */
export async function inspect(args: readonly string[]): Promise<number> {
  const read = new Arguments(args, [], ['json']);
  const path = read.onlyPositional('The model file');
  const bytes = await nodeFiles.read(resolve(path));
  if (!bytes.ok) throw commandFailed(bytes.failure);
  if (!bytes.value) throw badInput(`There is no file ${path}. Check the path.`);
  const decoded = decodeModel(bytes.value);
  if (!decoded.ok) throw badInput(`${path}: ${decoded.failure.message}`);
  const { card, parameters, moments } = decoded.model;
  const { shape, options, tokenizer, provenance, figures } = card;
  const tensors = [...parameters].map(([name, { shape: sizes }]) => ({ name, shape: sizes }));
  const count = tensors.reduce((sum, { shape: sizes }) => sum + elements(sizes), 0);
  if (read.flag('json')) {
    print({
      file: path,
      bytes: bytes.value.length,
      shape,
      options,
      tokenizer: tokenizer.kind,
      provenance,
      figures,
      parameters: count,
      tensors,
      resumable: moments !== undefined,
    });
    return exitStatus.done;
  }
  const { layers, cell, hidden, embedding, vocabulary } = shape;
  const { validationBitsPerCharacter: bits } = figures;
  const lines = [
    `${path}: ${bytes.value.length} bytes`,
    `network     ${layers} × ${cell.toUpperCase()} of ${hidden}, embedding ${embedding === 0 ? 'none' : embedding}${isTied(shape) ? ' (tied to the output)' : ''}, ${count} parameters`,
    `tokens      ${vocabulary}, ${tokenizer.kind}`,
    `learned     ${provenance.files} files of ${provenance.workspace}, digest ${provenance.corpusDigest}`,
    `training    ${figures.steps} steps, ${figures.seconds.toFixed(1)} s, ${figures.tokens} tokens, ${figures.finished ? 'finished' : 'not finished'}${moments ? ', can be resumed' : ''}`,
    `validation  ${bits === undefined ? 'none held out' : `${bits.toFixed(4)} bits per character`}`,
    `written     ${provenance.created === undefined ? '' : `${provenance.created} `}by Tacit ${provenance.tacitVersion}`,
    ...tensors.map(({ name, shape: sizes }) => `tensor      ${name} (${sizes.join(', ')})`),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  return exitStatus.done;
}
