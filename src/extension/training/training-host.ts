import type { PresetName } from '../../core/training/training-options.ts';
import type { Failure } from '../../protocol/failure.ts';
import type { FileReference, ForgetParams, TrainerContract } from '../../protocol/trainer-contract.ts';
import type { TacitState } from '../api.ts';
import type { Log } from '../log.ts';
import type { Lock, StartedThread } from '../platform.ts';
import type { EarlierRuns } from './training-plan.ts';

/** What has changed about the training. A failure is not yet described in the user's language. */
export type TrainingNews = Partial<Omit<TacitState, 'message' | 'failure'>> & {
  readonly failure?: Failure | undefined;
};

/** What a training session needs of the editor and the runtime. */
export interface TrainingHost {
  startThread(): Promise<StartedThread<TrainerContract>>;
  /** Resolves to undefined when another window holds the lock. */
  acquireLock(): Promise<Lock | undefined>;
  /** Lists every file to learn from. When the signal is aborted, it ends early with what it has found. */
  listFiles(signal: AbortSignal): Promise<readonly FileReference[]>;
  settings(): {
    readonly auto: boolean;
    readonly minutes: number;
    readonly cpu: number;
    readonly threads: number;
    /** How many threads the machine can run at the same time. */
    readonly cores: number;
    readonly preset: PresetName;
    /** As in `TrainParams`. */
    readonly allowedSecrets: readonly string[];
  };
  earlierRuns(): EarlierRuns;
  storeEarlierRuns(runs: EarlierRuns): void;
  /** Where the model is stored; undefined if it only lives as long as the window. */
  readonly modelPath: string | undefined;
  readonly workspaceName: string;
  readonly log: Log;
  report(news: TrainingNews): void;
  /** Uses this model for suggestions from now on. */
  serveModel(bytes: Uint8Array<ArrayBuffer>): void;
  /** Uses the stored model for suggestions, if another window has written it since. */
  serveStoredModel(): Promise<void>;
  /** Returns what a thread must be told first. */
  forgotten(): Pick<ForgetParams, 'paths' | 'barred'>;
  /** Called when the trainer's thread has started or ended. */
  threadCountChanged(): void;
}
