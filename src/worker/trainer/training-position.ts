import type { NamedTensors } from '../../core/tensor/tensor-layout.ts';

/** Where a run stands. */
export interface TrainingPosition {
  readonly step: number;
  readonly epoch: number;
  /** Batches of this epoch that were learned. */
  readonly batch: number;
  /** Seconds spent, pauses left out. */
  readonly seconds: number;
  /** Tokens learned. */
  readonly tokens: number;
  /** The last measured; undefined before the first and where no file is held out. */
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

/** What a run holds at a moment: enough to serve it, and to go on from it. */
export interface Snapshot {
  readonly position: TrainingPosition;
  readonly parameters: NamedTensors;
  readonly moments: NamedTensors;
  /** The run is over: there is nothing to go on with. */
  readonly finished: boolean;
}
