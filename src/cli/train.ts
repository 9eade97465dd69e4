import { basename, resolve } from 'node:path';
import { Arguments } from './arguments.ts';
import { exitStatus } from './exit.ts';
import { log, print } from './print.ts';
import { progressLine } from './progress-line.ts';
import { readTrainingArguments, trainingArgumentNames } from './training-arguments.ts';
import { runTraining } from './training-run.ts';
import { walk } from './walk.ts';

/** `tacit train DIR --out FILE`: learns the files of a folder, and writes a model file. */
export async function train(args: readonly string[]): Promise<number> {
  const read = new Arguments(args, ['out', 'resume', ...trainingArgumentNames], ['json']);
  const folder = read.onlyPositional('The folder');
  const out = resolve(read.requiredText('out'));
  const training = readTrainingArguments(read);
  const json = read.flag('json');
  const { seconds, model, interrupted } = await runTraining({
    files: await walk(folder),
    modelPath: out,
    workspaceName: basename(resolve(folder)),
    training,
    resume: read.text('resume'),
    onProgress(progress) {
      if (json) print({ event: 'progress', ...progress });
      else log(progressLine(progress));
    },
  });
  const { steps, parameters, validationBitsPerCharacter } = model;
  if (json) print({ event: 'done', file: out, seconds, steps, parameters, validationBitsPerCharacter });
  const quality =
    validationBitsPerCharacter === undefined
      ? ''
      : `, ${validationBitsPerCharacter.toFixed(3)} bits per character on files held out`;
  log(`${out}: ${parameters} parameters after ${steps} steps in ${seconds.toFixed(1)} s${quality}`);
  return interrupted ? exitStatus.interrupted : exitStatus.done;
}
