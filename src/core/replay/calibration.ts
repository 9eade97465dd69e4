/** The suggestions that were shown with probabilities in one tenth of the scale. */
export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  readonly shown: number;
  /** The mean probability with which they were shown. */
  readonly probability: number;
  /** The share of them that was right. */
  readonly precision: number;
}

const BIN_COUNT = 10;

/** Whether suggestions that are shown with probability p are right in a share p of all cases. */
export class Calibration {
  readonly #bins = Array.from({ length: BIN_COUNT }, () => ({ shown: 0, right: 0, probability: 0 }));

  add(probability: number, right: boolean): void {
    const bin = this.#bins[Math.min(BIN_COUNT - 1, Math.floor(probability * BIN_COUNT))]!;
    bin.shown++;
    bin.probability += probability;
    if (right) bin.right++;
  }

  /** The bins that are not empty. */
  get table(): readonly ReliabilityBin[] {
    return this.#bins.flatMap(({ shown, right, probability }, i) =>
      shown === 0
        ? []
        : [
            {
              from: i / BIN_COUNT,
              to: (i + 1) / BIN_COUNT,
              shown,
              probability: probability / shown,
              precision: right / shown,
            },
          ],
    );
  }

  /** Σ_bins share of the bin · |precision − probability| (Naeini, Cooper and Hauskrecht, AAAI 2015). */
  get expectedError(): number {
    const total = this.#bins.reduce((sum, { shown }) => sum + shown, 0);
    const error = this.#bins.reduce((sum, { right, probability }) => sum + Math.abs(right - probability), 0);
    return total === 0 ? 0 : error / total;
  }
}
