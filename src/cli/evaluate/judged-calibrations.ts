import { kindOf, type TextKind } from '../../core/prediction/gate/signals.ts';
import { Calibration, type ReliabilityBin } from '../../core/replay/calibration.ts';

/** How often what was judged to be right with some probability was right, for one kind of text. */
export interface JudgedCalibration {
  readonly kind: TextKind | 'all';
  readonly shown: number;
  readonly expectedError: number;
  readonly table: readonly ReliabilityBin[];
}

/** Whether what is judged to be right with a probability is right so often, of all texts and of each kind. */
export class JudgedCalibrations {
  readonly #kinds: Readonly<Record<JudgedCalibration['kind'], Calibration>> = {
    all: new Calibration(),
    short: new Calibration(),
    line: new Calibration(),
    several: new Calibration(),
  };

  add(text: string, judged: number, isRight: boolean): void {
    this.#kinds.all.add(judged, isRight);
    this.#kinds[kindOf(text)].add(judged, isRight);
  }

  /** All texts first. */
  get rows(): readonly JudgedCalibration[] {
    return Object.entries(this.#kinds).map(([kind, { table, expectedError }]) => ({
      kind: kind as JudgedCalibration['kind'],
      shown: table.reduce((sum, { shown }) => sum + shown, 0),
      expectedError,
      table,
    }));
  }
}
