import { resolve } from 'node:path';
import type { Failure } from '../protocol/failure.ts';
import type { Notify } from '../protocol/server.ts';
import type {
  TrainerContract,
  TrainingEnd,
  TrainingProgress,
  TrainParams,
} from '../protocol/trainer-contract.ts';
import { TrainerSession } from '../worker/trainer/trainer-session.ts';
import { badInput, CommandEnd, commandFailed, exitStatus } from './exit.ts';
import { cliPlatform } from './platform.ts';
import { log } from './print.ts';
import type { TrainingArguments } from './training-arguments.ts';

export interface TrainingRequest extends Pick<TrainParams, 'files' | 'modelPath' | 'workspaceName'> {
  readonly training: TrainingArguments;
  /** The model file whose run is to be continued. */
  readonly resume: string | undefined;
  readonly onProgress: (progress: TrainingProgress) => void;
}

export interface FinishedRun extends TrainingEnd {
  /** Whether a signal ended it. The model was saved. */
  readonly interrupted: boolean;
}

/** Trains as the worker does, but on this process's own thread. SIGINT and SIGTERM end the run in good order. */
export async function runTraining(request: TrainingRequest): Promise<FinishedRun> {
  const { files, modelPath, workspaceName, resume, onProgress } = request;
  const { preset, options, kernels, threads } = request.training;
  const problems: Failure[] = [];
  const notify: Notify<TrainerContract> = (name, payload) => {
    const events = { [name]: payload } as Partial<TrainerContract['notices']>;
    if (events.corpus) {
      const { files: taken, characters, validationFiles, omissions } = events.corpus;
      log(
        `${taken} files, ${characters} characters; ${validationFiles} held out, ${omissions.length} left out`,
      );
    }
    if (events.progress) onProgress(events.progress);
    if (events.problem) problems.push(events.problem);
  };
  const session = new TrainerSession(cliPlatform(kernels), notify);
  if (resume !== undefined) await openExisting(session, resume);
  const interruption = { requested: false };
  const interrupt = (): void => {
    interruption.requested = true;
    session.stop();
  };
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const end = await session.train({
    files,
    preset,
    options,
    threads,
    resume: resume !== undefined,
    modelPath,
    workspaceName,
  });
  process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  if (!end.ok) throw interruption.requested ? interruptedEarly() : commandFailed(end.failure);
  for (const problem of problems) throw commandFailed(problem);
  return { ...end.value, interrupted: interruption.requested };
}

async function openExisting(session: TrainerSession, path: string): Promise<void> {
  const opened = await session.open(resolve(path));
  if (!opened.ok) throw commandFailed(opened.failure);
  if (opened.value.problem) throw commandFailed(opened.value.problem);
  if (!opened.value.model)
    throw badInput(`There is no model file ${path}. Check the path given to --resume.`);
}

function interruptedEarly(): CommandEnd {
  return new CommandEnd(exitStatus.interrupted, 'Interrupted before anything was learned.');
}
