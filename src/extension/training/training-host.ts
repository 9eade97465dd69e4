import type { PresetName } from '../../core/training/training-options.ts';
import type { Failure } from '../../protocol/failure.ts';
import type { FileReference, TrainerContract } from '../../protocol/trainer-contract.ts';
import type { TacitState } from '../api.ts';
import type { Log } from '../log.ts';
import type { Lock, StartedThread } from '../platform.ts';
import type { EarlierRuns } from './training-plan.ts';

/** What changed about the training; a failure is not yet put into the user's words. */
export type TrainingNews = Partial<Omit<TacitState, 'message' | 'failure'>> & {
  readonly failure?: Failure | undefined;
};

/** What a training session needs of the editor and the runtime. */
export interface TrainingHost {
  startThread(): Promise<StartedThread<TrainerContract>>;
  /** Undefined when another window holds the lock. */
  acquireLock(): Promise<Lock | undefined>;
  /** Every file to learn from; ends early, with what it has, when the signal is given. */
  listFiles(signal: AbortSignal): Promise<readonly FileReference[]>;
  settings(): {
    readonly auto: boolean;
    readonly minutes: number;
    readonly cpu: number;
    readonly threads: number;
    /** Threads that the machine runs at once. */
    readonly cores: number;
    readonly preset: PresetName;
  };
  earlierRuns(): EarlierRuns;
  storeEarlierRuns(runs: EarlierRuns): void;
  readonly modelPath: string | undefined;
  readonly workspaceName: string;
  readonly log: Log;
  report(news: TrainingNews): void;
  /** Has this model serve from now on. */
  serveModel(bytes: Uint8Array<ArrayBuffer>): void;
  /** Has the stored model serve, if another window has written it since. */
  serveStoredModel(): Promise<void>;
  /** Called when the trainer's thread has started or ended. */
  threadCountChanged(): void;
}
