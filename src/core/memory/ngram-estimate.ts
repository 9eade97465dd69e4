import { estimateDiscounts, type Discounts } from './discounts.ts';
import type { NgramCounts } from './ngram-counts.ts';

/** How well a context is known. */
export interface ContextMatch {
  /** Length of the longest context that occurs: 0 when not even the last token does. */
  readonly length: number;
  /** How often, and by how many different tokens, that context was gone on from. */
  readonly total: number;
  readonly distinct: number;
}

/** A context's own part of the estimate: (c(h w) − D(c)) / c(h) of its continuations w, and γ(h). */
interface Continuations {
  readonly tokens: Uint16Array;
  readonly shares: Float32Array;
  readonly gamma: number;
}

/** Contexts with more continuations than this are laid out in a row once, since chains through memory are slow. */
const LONG = 12;
/** So many contexts are kept laid out, some megabytes at most. */
const MOST_KEPT = 4096;

/**
 * What comes next by a set of counts: interpolated absolute discounting with three discounts (Chen and Goodman 1999, section
 * 5.1; with the counts' cascade that is modified Kneser-Ney),
 *   p_k(w | h) = (c(h w) − D(c)) / c(h) + γ(h) · p_{k−1}(w | h′),   γ(h) = Σ D / c(h),
 * from the longest context h that occurs down to p_{-1}, which is uniform.
 */
export class NgramEstimate {
  readonly #counts: NgramCounts;
  readonly #given: readonly Discounts[] | undefined;
  readonly #contexts: Int32Array;
  /** What follows was derived from the counts at this version of theirs. */
  #derivedAt = -1;
  #discounts: readonly Discounts[] = [];
  #lowest = new Float32Array(0); // (V): p_0
  readonly #kept = new Map<number, Continuations>();

  /** `discounts`: of every order, shortest first; estimated from the counts unless given. */
  constructor(counts: NgramCounts, discounts?: readonly Discounts[]) {
    this.#counts = counts;
    this.#given = discounts;
    this.#contexts = new Int32Array(counts.order);
  }

  /** The most tokens of a context that the estimate takes into account. */
  get longestContext(): number {
    return this.#counts.order - 1;
  }

  /** out (V) = p(· | tokens before `end`); sums to one. */
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

  /** Adds what a context of length k says, times `mass`, and returns the share γ that is left to shorter ones. */
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

  /** Brings discounts and p_0 up to date with the counts. */
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
