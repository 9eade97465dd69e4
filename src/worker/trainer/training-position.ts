import type { NamedTensors } from '../../core/tensor/tensor-layout.ts';

/** Where a run is. */
export interface TrainingPosition {
  readonly step: number;
  readonly epoch: number;
  /** Batches of this epoch that have been learned. */
  readonly batch: number;
  /** Seconds of training, without pauses. */
  readonly seconds: number;
  /** Tokens learned. */
  readonly tokens: number;
  /** As last measured; undefined before the first evaluation and where no file is held out. */
  readonly validationBitsPerCharacter: number | undefined;
}

export const atTheStart: TrainingPosition = {
  step: 0,
  epoch: 0,
  batch: 0,
  seconds: 0,
  tokens: 0,
  validationBitsPerCharacter: undefined,
};

/** A run at one moment, with all that it takes to serve its model and to continue it. */
export interface Snapshot {
  readonly position: TrainingPosition;
  readonly parameters: NamedTensors;
  readonly moments: NamedTensors;
  /** The peak rate of this part of the run. It is smaller than at first where the run has broken down before. */
  readonly learningRate: number;
  /** Whether the run is over, so that there is nothing to continue. */
  readonly finished: boolean;
}
