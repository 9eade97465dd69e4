import { estimateDiscounts, type Discounts } from './discounts.ts';
import type { NgramCounts } from './ngram-counts.ts';

/** How well a context is known. */
export interface ContextMatch {
  /** The length of the longest context that was found, in tokens: 0 when not even the last token was. */
  readonly length: number;
  /** How often something followed that context, and how many different tokens did. */
  readonly total: number;
  readonly distinct: number;
}

/** A context's own part of the estimate: (c(h w) − D(c)) / c(h) for each continuation w, and γ(h). */
interface Continuations {
  readonly tokens: Uint16Array;
  readonly shares: Float32Array;
  readonly gamma: number;
}

/** A context with more continuations than this is copied into arrays once: following links through memory is slow. */
const LONG = 12;
/** The most contexts that are kept as arrays: some megabytes. */
const MOST_KEPT = 4096;

/**
 * What comes next according to a set of counts: interpolated absolute discounting with three discounts (Chen and
 * Goodman 1999, section 5.1; since lower orders count contexts, it is their modified Kneser-Ney),
 *   p_k(w | h) = (c(h w) − D(c)) / c(h) + γ(h) · p_{k−1}(w | h′),   γ(h) = Σ D / c(h),
 * from the longest context h that was found down to p_{−1}, which is uniform.
 */
export class NgramEstimate {
  readonly #counts: NgramCounts;
  readonly #given: readonly Discounts[] | undefined;
  readonly #contexts: Int32Array;
  /** The version of the counts from which the fields below were derived. */
  #derivedAt = -1;
  #discounts: readonly Discounts[] = [];
  #lowest = new Float32Array(0); // (V): p_0
  readonly #kept = new Map<number, Continuations>();

  /** `discounts`: for each order, the shortest first; estimated from the counts unless given. */
  constructor(counts: NgramCounts, discounts?: readonly Discounts[]) {
    this.#counts = counts;
    this.#given = discounts;
    this.#contexts = new Int32Array(counts.order);
  }

  /** The most tokens of a context that the estimate looks at. */
  get longestContext(): number {
    return this.#counts.order - 1;
  }

  /** The length of the longest context before `end` that was found, in tokens. */
  matchLength(tokens: ArrayLike<number>, end: number): number {
    return this.#counts.contexts(tokens, end, this.#contexts);
  }

  /** out (V) = p(· | the tokens before `end`), which sums to one. */
  fill(out: Float32Array, tokens: ArrayLike<number>, end: number): ContextMatch {
    const counts = this.#counts;
    this.#derive(out.length);
    const longest = counts.contexts(tokens, end, this.#contexts);
    out.fill(0);
    let mass = 1;
    for (let k = longest; k >= 1; k--) mass *= this.#add(out, this.#contexts[k]!, k, mass);
    const lowest = this.#lowest;
    for (let v = 0; v < out.length; v++) out[v]! += mass * lowest[v]!;
    const top = this.#contexts[longest]!;
    return { length: longest, total: counts.total(top), distinct: counts.distinct(top) };
  }

  /** Adds `mass` times a context's own part (k: its length). Returns the share γ that is left to shorter ones. */
  #add(out: Float32Array, context: number, k: number, mass: number): number {
    const counts = this.#counts;
    const total = counts.total(context);
    if (total === 0) return 1;
    if (counts.distinct(context) > LONG) {
      const { tokens, shares, gamma } = this.#laidOut(context, k);
      for (let i = 0; i < tokens.length; i++) out[tokens[i]!]! += mass * shares[i]!;
      return gamma;
    }
    const [one, two, more] = this.#discounts[k]!;
    let taken = 0;
    for (let w = counts.first(context); w !== 0; w = counts.next(w)) {
      const count = counts.count(w);
      if (count === 0) continue;
      const discount = count === 1 ? one : count === 2 ? two : more;
      taken += discount;
      out[counts.token(w)]! += (mass * (count - discount)) / total;
    }
    return taken / total;
  }

  #laidOut(context: number, k: number): Continuations {
    const known = this.#kept.get(context);
    if (known) return known;
    const made = this.#layOut(context, k);
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
    this.#kept.set(context, made);
    return made;
  }

  #layOut(context: number, k: number): Continuations {
    const counts = this.#counts;
    const [one, two, more] = this.#discounts[k]!;
    const total = counts.total(context);
    const tokens = new Uint16Array(counts.distinct(context));
    const shares = new Float32Array(tokens.length);
    let taken = 0;
    let i = 0;
    for (let w = counts.first(context); w !== 0; w = counts.next(w)) {
      const count = counts.count(w);
      if (count === 0) continue;
      const discount = count === 1 ? one : count === 2 ? two : more;
      taken += discount;
      tokens[i] = counts.token(w);
      shares[i++] = (count - discount) / total;
    }
    return { tokens, shares, gamma: taken / total };
  }

  /** Brings the discounts and p_0 up to date with the counts. */
  #derive(V: number): void {
    const counts = this.#counts;
    if (this.#derivedAt === counts.version && this.#lowest.length === V) return;
    this.#derivedAt = counts.version;
    this.#kept.clear();
    this.#discounts =
      this.#given ?? Array.from({ length: counts.order }, (_, k) => estimateDiscounts(counts, k + 1));
    if (this.#lowest.length === V) this.#lowest.fill(0);
    else this.#lowest = new Float32Array(V);
    const gamma = this.#add(this.#lowest, 0, 0, 1);
    for (let v = 0; v < V; v++) this.#lowest[v]! += gamma / V;
  }
}
