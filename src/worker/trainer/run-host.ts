import type { TrainingProgress } from '../../protocol/trainer-contract.ts';
import type { DutyCycle } from './duty-cycle.ts';
import type { RunControl } from './run-control.ts';
import type { Snapshot } from './training-position.ts';

/** Where a run is at home: what decides over it, what it may take of the machine, and who hears of it. */
export interface RunHost {
  readonly control: RunControl;
  readonly duty: DutyCycle;
  /** Threads that train side by side; where they cannot share memory there is only one. */
  readonly threads: number;
  readonly onProgress: (progress: TrainingProgress) => void;
  /**
   * Called after each evaluation with the best parameters so far, which are to be stored and, if they are new, served. The
   * run waits for it.
   */
  readonly onCheckpoint: (snapshot: Snapshot, isNew: boolean) => Promise<void>;
}
