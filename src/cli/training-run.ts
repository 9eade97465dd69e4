import type { StoredModel } from '../core/modelfile/model-file.ts';
import type { Notify } from '../protocol/server.ts';
import type {
  TrainerContract,
  TrainingEnd,
  TrainingProgress,
  TrainParams,
} from '../protocol/trainer-contract.ts';
import { TrainerSession } from '../worker/trainer/trainer-session.ts';
import { badInput, CommandEnd, commandFailed, exitStatus } from './exit.ts';
import type { FolderFiles } from './folder-files.ts';
import { describeLeftOut, describeMasked, explainNothing } from './omissions.ts';
import { cliPlatform } from './platform.ts';
import { log } from './print.ts';
import { readModel } from './read-model.ts';
import type { TrainingArguments } from './training-arguments.ts';

export interface TrainingRequest extends Pick<TrainParams, 'modelPath' | 'workspaceName'> {
  readonly source: FolderFiles;
  readonly training: TrainingArguments;
  /** The model file whose run is to be continued. */
  readonly resume: string | undefined;
  readonly onProgress: (progress: TrainingProgress) => void;
}

export interface FinishedRun extends TrainingEnd {
  /** Whether a signal ended it. The model was saved. */
  readonly interrupted: boolean;
}

/** With SIGHUP, the terminal is closed. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Trains as the worker does, but on this process's own thread. A signal ends the run in good order, and so does the end
 * of whoever reads the output.
 */
export async function runTraining(request: TrainingRequest): Promise<FinishedRun> {
  const { source, modelPath, workspaceName, resume, onProgress } = request;
  const { preset, options, kernels, threads, allowedSecrets } = request.training;
  let leftOut = source.passedOver;
  const notify: Notify<TrainerContract> = (name, payload) => {
    const events = { [name]: payload } as Partial<TrainerContract['notices']>;
    if (events.corpus) {
      const { files, characters, validationFiles, omissions, masked, startsOver } = events.corpus;
      leftOut = [...omissions, ...leftOut];
      log(
        `${files} files, ${characters} characters; ${validationFiles} held out, ${omissions.length} left out`,
      );
      if (startsOver) log('a file that the run had learned from is gone, so it begins anew');
      if (files > 0 && leftOut.length > 0) log(`left out: ${describeLeftOut(leftOut)}`);
      const secrets = describeMasked(masked);
      if (secrets !== '') log(`secrets masked: ${secrets}`);
    }
    if (events.problem) log(`${events.problem.message} The training goes on, and will try again.`);
    if (events.progress) onProgress(events.progress);
    if (events.setback) {
      const { step, learningRate } = events.setback;
      log(`training broke down at step ${step} and goes on at the rate ${learningRate}`);
    }
  };
  const session = new TrainerSession(cliPlatform(kernels), notify);
  const earlier = resume === undefined ? undefined : await openExisting(resume);
  if (earlier) session.adopt(earlier);
  const interruption = { requested: false };
  const interrupt = (): void => {
    interruption.requested = true;
    process.exitCode = exitStatus.interrupted;
    session.stop();
  };
  for (const signal of signals) process.once(signal, interrupt);
  process.stdout.on('error', interrupt);
  const end = await session.train({
    files: source.files,
    preset,
    options,
    threads,
    resume: earlier !== undefined,
    modelPath,
    workspaceName,
    allowedSecrets,
  });
  for (const signal of signals) process.off(signal, interrupt);
  process.stdout.off('error', interrupt);
  if (!end.ok) {
    if (interruption.requested) throw interruptedEarly();
    const isNothing = end.failure.code === 'nothing-to-learn';
    throw isNothing ? badInput(explainNothing(source.folder, leftOut)) : commandFailed(end.failure);
  }
  if (end.value.unstored) throw commandFailed(end.value.unstored);
  if (end.value.model.steps === earlier?.card.figures.steps) {
    log('tacit: This run had ended already. Give it more --minutes, --epochs or --steps than it has had.');
  }
  return { ...end.value, interrupted: interruption.requested };
}

/** The model whose run is to be continued. */
async function openExisting(path: string): Promise<StoredModel> {
  const { model } = await readModel(path);
  if (model.moments) return model;
  throw badInput(
    `${path} holds no more than a model is needed for, so its run cannot go on. Leave out --resume to train anew.`,
  );
}

function interruptedEarly(): CommandEnd {
  return new CommandEnd(exitStatus.interrupted, 'Interrupted before anything was learned.');
}
