/** Share of the budget in which the learning rate is brought down once nothing is gained any more. */
const COOLING_SHARE = 0.1;

/** The best that a run has reached on its validation files. */
export interface Best<Kept> {
  /** Bits per character. */
  readonly bits: number;
  /** What scored so: the parameters of that moment. */
  readonly kept: Kept;
}

/**
 * Early stopping (Prechelt 1998, "Early Stopping – But When?"): keeps the best parameters that a run has had, and ends
 * the run early when `patience` evaluations in a row bring no gain. Where a high learning rate gains nothing, a lower
 * one still may. So the run does not stop at once: it first goes through the rest of its learning rate's schedule in a
 * tenth of the budget, which is called cooling here.
 */
export class EarlyStopping<Kept> {
  readonly #patience: number;
  #best: Best<Kept> | undefined;
  #withoutGain = 0;
  /** The part of the budget that was used when cooling began. */
  #coolingFrom: number | undefined;

  /** `best`: what an earlier part of the run has reached. */
  constructor(patience: number, best?: Best<Kept>) {
    this.#patience = patience;
    this.#best = best;
  }

  get best(): Best<Kept> | undefined {
    return this.#best;
  }

  get isCooling(): boolean {
    return this.#coolingFrom !== undefined;
  }

  /**
   * Judges a score. Returns true, and keeps what `keep` returns, unless an earlier score was better or this one is not a
   * finite number.
   */
  judge(bits: number, keep: () => Kept): boolean {
    if (!Number.isFinite(bits) || (this.#best && bits > this.#best.bits)) {
      this.#withoutGain++;
      return false;
    }
    this.#best = { bits, kept: keep() };
    this.#withoutGain = 0;
    return true;
  }

  /** The parameters have learned something that the best ones have not, so the best ones no longer count. */
  forgetBest(): void {
    this.#best = undefined;
  }

  /** Begins cooling, unless it has begun, when patience has run out. `used`: the used part of the budget, 0 to 1. */
  coolIfStalled(used: number): void {
    if (this.#withoutGain >= this.#patience) this.#coolingFrom ??= used;
  }

  /** The part of the budget that will be used when the run ends: all of it, unless cooling has begun. */
  get end(): number {
    return this.#coolingFrom === undefined ? 1 : Math.min(1, this.#coolingFrom + COOLING_SHARE);
  }

  /** How far the learning rate's schedule is, 0 to 1, when a part `used` of the budget is used. */
  progress(used: number): number {
    const from = this.#coolingFrom;
    return from === undefined ? used : Math.min(1, from + ((used - from) / COOLING_SHARE) * (1 - from));
  }
}
