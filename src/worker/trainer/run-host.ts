import type { Setback, TrainingProgress } from '../../protocol/trainer-contract.ts';
import type { DutyCycle } from './duty-cycle.ts';
import type { RunControl } from './run-control.ts';
import type { Snapshot } from './training-position.ts';

/** What a run is given by the session that it belongs to. */
export interface RunHost {
  readonly control: RunControl;
  /** How much of the time it may take. */
  readonly duty: DutyCycle;
  /** Threads that train side by side; where they cannot share memory there is only one. */
  readonly threads: number;
  readonly onProgress: (progress: TrainingProgress) => void;
  /** Called when the run has broken down at a step, and goes on from its last checkpoint with a smaller peak rate. */
  readonly onSetback: (setback: Setback) => void;
  /**
   * Called after each evaluation with the best parameters so far, and where evaluations are rare also in between with the
   * present ones. They are to be stored and, if `isNew`, served. The run waits for it.
   */
  readonly onCheckpoint: (snapshot: Snapshot, isNew: boolean) => Promise<void>;
}
