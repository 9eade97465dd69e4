import { integerFrom, numberFrom } from '../../base/guards.ts';
import { judgeWeights } from './judge-weights.ts';
import { FIRST_TASTE, signalNames } from './signals.ts';

/** How sure it is, before anything was seen of a person, that a weight is the shipped one: 1 / variance. */
const PRIOR = { general: 100, taste: 4 } as const;
/** No weight and no precision comes near it, and with none above it no sum of them overflows. */
const LARGEST_LEARNED = 1e12;

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
  readonly #weights = Float64Array.from(signalNames, (_, i) => judgeWeights[i] ?? 0);
  readonly #precision = Float64Array.from(signalNames, (_, i) =>
    i < FIRST_TASTE ? PRIOR.general : PRIOR.taste,
  );
  #events = 0;
  readonly #onLearned: (() => void) | undefined;

  /** @param onLearned - called after each event */
  constructor(onLearned?: () => void) {
    this.#onLearned = onLearned;
  }

  /** How many events it has learned from. */
  get events(): number {
    return this.#events;
  }

  /** What it believes now, to be stored. */
  get learned(): LearnedJudge {
    return {
      signature: JUDGE_SIGNATURE,
      weights: [...this.#weights],
      precision: [...this.#precision],
      events: this.#events,
    };
  }

  /** Goes on from what was stored. What was learned with other signals or other shipped weights is not used. */
  restore({ signature, weights, precision, events }: LearnedJudge): void {
    if (signature !== JUDGE_SIGNATURE) return;
    this.#weights.set(weights);
    this.#precision.set(precision);
    this.#events = events;
  }

  /** Forgets what it has learned of this person. */
  forget(): void {
    this.restore(new Judge().learned);
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
    this.#onLearned?.();
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

/** Whether a value is a judge as it is stored, whatever its signals were. */
export function isLearnedJudge(value: unknown): value is LearnedJudge {
  if (typeof value !== 'object' || value === null) return false;
  const { signature, weights, precision, events } = value as Partial<Record<keyof LearnedJudge, unknown>>;
  const isVector = (numbers: unknown, least: number): boolean =>
    Array.isArray(numbers) && numbers.every((x) => numberFrom(least, LARGEST_LEARNED)(x));
  const isMine = signature === JUDGE_SIGNATURE;
  const hasSize = (numbers: unknown): boolean =>
    !isMine || (numbers as unknown[]).length === signalNames.length;
  return (
    typeof signature === 'string' &&
    isVector(weights, -LARGEST_LEARNED) &&
    // It only grows.
    isVector(precision, PRIOR.taste) &&
    hasSize(weights) &&
    hasSize(precision) &&
    integerFrom(0)(events)
  );
}
