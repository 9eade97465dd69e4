import { addTallies, precisionError, ratesOf, type Tally } from './tally.ts';
import { SimulatedTypist } from './simulated-typist.ts';
import type { TypedText } from './typed-text.ts';

/**
 * The thresholds that are tried: close to each other where suggestions are improbable, since precision changes most
 * there.
 */
const candidates = Array.from({ length: 72 }, (_, i) => Number((0.02 * 1.055 ** i).toPrecision(3)));
/** The lowest threshold. Cuts below it are never needed. */
export const LEAST_THRESHOLD = candidates[0]!;

/**
 * Finds the threshold that saves most keystrokes with at least a given precision, by trying all of them at once. The
 * precision should hold in other texts, too, so it must exceed the floor by its standard error.
 */
export class ThresholdScan {
  readonly #rejections: boolean;
  readonly #tallies: Tally[][] = candidates.map(() => []);

  constructor(rejections: boolean) {
    this.#rejections = rejections;
  }

  /** One typist for each threshold, to be sent through one file. Then `finish` takes what they did. */
  typists(text: TypedText): readonly SimulatedTypist[] {
    return candidates.map(
      (threshold) => new SimulatedTypist(text, { threshold, rejections: this.#rejections }),
    );
  }

  finish(typists: readonly SimulatedTypist[]): void {
    for (const [i, typist] of typists.entries()) this.#tallies[i]?.push(typist.tally);
  }

  /** The threshold that saves most keystrokes or, if none reaches the precision, the one that comes nearest. */
  best(precisionFloor: number): number {
    const tried = candidates.map((threshold, i) => {
      const tallies = this.#tallies[i] ?? [];
      const { precision, keystrokesSaved } = ratesOf(addTallies(tallies));
      return { threshold, keystrokesSaved, sure: precision - precisionError(tallies) };
    });
    const reaching = tried.filter(({ sure }) => sure >= precisionFloor);
    const first = reaching[0] ?? tried.reduce((a, b) => (b.sure > a.sure ? b : a));
    return reaching.reduce((a, b) => (b.keystrokesSaved > a.keystrokesSaved ? b : a), first).threshold;
  }
}
