import { judgeWeights } from './judge-weights.ts';
import { FIRST_TASTE, signalNames } from './signals.ts';

/** How sure it is, before anything was seen of a person, that a weight is the shipped one: 1 / variance. */
const PRIOR = { general: 100, taste: 4 } as const;

/**
 * Judges how probable it is that a text is right and will be taken: a logistic regression on its signals x (D),
 *   p = σ(w · x).
 * It begins with the shipped weights and learns from what one person takes and refuses. Its belief in w is a Gaussian
 * with a diagonal precision q (D), which each event moves by one step of Newton's (Chapelle and Li 2011, algorithm 3,
 * event by event):
 *   q ← q + p (1 − p) x²,   w ← w + (y − p) x / q.
 * The precision before the first event keeps it sane after a few.
 */
export class Judge {
  readonly #weights = Float64Array.from(judgeWeights);
  readonly #precision = Float64Array.from(signalNames, (_, i) =>
    i < FIRST_TASTE ? PRIOR.general : PRIOR.taste,
  );
  #events = 0;

  /** What one person's judge has learned, or nothing. What does not fit the signals is not used. */
  constructor(learned?: LearnedJudge) {
    if (!learned || !fits(learned)) return;
    this.#weights.set(learned.weights);
    this.#precision.set(learned.precision);
    this.#events = learned.events;
  }

  /** How many events it has learned from. */
  get events(): number {
    return this.#events;
  }

  get learned(): LearnedJudge {
    return {
      signature: JUDGE_SIGNATURE,
      weights: [...this.#weights],
      precision: [...this.#precision],
      events: this.#events,
    };
  }

  probability(signals: Float64Array): number {
    const w = this.#weights;
    let z = 0;
    for (let i = 0; i < w.length; i++) z += w[i]! * signals[i]!;
    return 1 / (1 + Math.exp(-z));
  }

  /** Learns that a text with these signals was taken, or was refused. */
  learn(signals: Float64Array, isTaken: boolean): void {
    const p = this.probability(signals);
    for (const [i, x] of signals.entries()) {
      if (x === 0) continue;
      this.#precision[i]! += p * (1 - p) * x * x;
      this.#weights[i]! += (((isTaken ? 1 : 0) - p) * x) / this.#precision[i]!;
    }
    this.#events++;
  }
}

/** A judge as it is stored. */
export interface LearnedJudge {
  /** `JUDGE_SIGNATURE`. */
  readonly signature: string;
  readonly weights: readonly number[];
  readonly precision: readonly number[];
  readonly events: number;
}

/** Of the signals and the shipped weights: what was learned with others is of no use. */
export const JUDGE_SIGNATURE = JSON.stringify([signalNames, judgeWeights]);

function fits({ signature, weights, precision, events }: LearnedJudge): boolean {
  return (
    signature === JUDGE_SIGNATURE &&
    weights.length === signalNames.length &&
    precision.length === signalNames.length &&
    weights.every(Number.isFinite) &&
    precision.every((q) => Number.isFinite(q) && q > 0) &&
    Number.isSafeInteger(events)
  );
}
