import { NgramTree, NONE, ROOT } from './ngram-tree.ts';

/** How many n-grams of one order have the count 1, 2, 3 and 4: what discounts are estimated from. */
export type CountsOfCounts = readonly [number, number, number, number];

/**
 * Counts of all n-grams up to an order.
 *
 * Only the longest n-gram at each token is counted outright. When it is seen for the first time, the n-gram without its
 * first token is counted once, and so on down to single tokens. A lower order therefore counts in how many different
 * contexts its n-grams occur, as in Kneser and Ney (1995), and as PPM's update exclusion does. Removing runs the same
 * steps in reverse, so after any adding and removing the counts are those of what is left.
 *
 * Contexts and continuations are nodes of a tree, which are valid only until the counts change.
 */
export class NgramCounts {
  /** The length of the longest n-gram, in tokens. */
  readonly order: number;
  readonly #tree = new NgramTree();
  /** counts[k − 1][c − 1]: the number of n-grams of length k with the count c. */
  readonly #countsOfCounts: Float64Array[];
  /** Nodes of the n-grams that end at the last token read, by length. Used only while counts change. */
  readonly #ending: Int32Array;
  #version = 0;

  constructor(order: number) {
    this.order = order;
    this.#countsOfCounts = Array.from({ length: order }, () => new Float64Array(4));
    this.#ending = new Int32Array(order + 1);
  }

  /** Grows with every change, so that what was derived from the counts can be known to be out of date. */
  get version(): number {
    return this.#version;
  }

  /** The bytes that the n-grams take: see `NgramTree.bytes`. */
  get bytes(): number {
    return this.#tree.bytes;
  }

  /** The number of n-grams, including those that only lead to longer ones. */
  get size(): number {
    return this.#tree.size;
  }

  /** Makes room for this many n-grams at once. */
  reserve(ngrams: number): void {
    this.#tree.reserve(ngrams);
  }

  /** Makes room for as many n-grams as take this many bytes. */
  reserveBytes(bytes: number): void {
    this.#tree.reserveBytes(bytes);
  }

  /** Counts tokens[i] for from <= i < to, each in the context of up to order − 1 tokens before it. */
  add(tokens: ArrayLike<number>, from: number, to = tokens.length): void {
    this.#change(tokens, from, to, 1);
  }

  /** Removes what `add` with the same arguments counted. Throws a RangeError when that was never counted. */
  remove(tokens: ArrayLike<number>, from: number, to = tokens.length): void {
    this.#change(tokens, from, to, -1);
  }

  /**
   * The nodes of the contexts that end at tokens[end − 1]: out[k] is the one of the last k tokens, out[0] the root.
   * Returns the length of the longest that was found; a context that nothing has ever followed does not count as found.
   */
  contexts(tokens: ArrayLike<number>, end: number, out: Int32Array): number {
    const tree = this.#tree;
    out[0] = ROOT;
    const longest = Math.min(this.order - 1, end);
    let found = 0;
    for (let length = 1; length <= longest; length++) {
      let node = ROOT;
      for (let i = end - length; i < end; i++) {
        node = tree.find(node, tokens[i]!);
        if (node === NONE) return found;
      }
      if (tree.distinct[node] === 0) return found;
      out[length] = node;
      found = length;
    }
    return found;
  }

  /** The sum of the counts of a context's continuations. */
  total(context: number): number {
    return this.#tree.total[context]!;
  }

  /** How many different tokens follow a context. */
  distinct(context: number): number {
    return this.#tree.distinct[context]!;
  }

  /** The first of a context's continuations, or 0; `next` gives the others. Some may have the count 0. */
  first(context: number): number {
    return this.#tree.child[context]!;
  }

  next(continuation: number): number {
    return this.#tree.sibling[continuation]!;
  }

  token(continuation: number): number {
    return this.#tree.token[continuation]!;
  }

  count(continuation: number): number {
    return this.#tree.count[continuation]!;
  }

  /** `order`: a length in tokens. */
  countsOfCounts(order: number): CountsOfCounts {
    const [one = 0, two = 0, three = 0, four = 0] = this.#countsOfCounts[order - 1] ?? [];
    return [one, two, three, four];
  }

  #change(tokens: ArrayLike<number>, from: number, to: number, by: 1 | -1): void {
    if (from >= to) return;
    this.#version++;
    const [tree, ending] = [this.#tree, this.#ending];
    const start = Math.max(0, from - this.order + 1);
    for (let i = start; i < to; i++) {
      const token = tokens[i]!;
      // A token that is only context is never the end of a longest n-gram.
      const longest = Math.min(i < from ? this.order - 1 : this.order, i - start + 1);
      // From the longest down, so that ending[k − 1] is still the n-gram that ends before this token.
      for (let k = longest; k >= 1; k--) {
        const context = ending[k - 1]!;
        const known = k > 1 && context === NONE ? NONE : tree.find(context, token);
        ending[k] = known === NONE && by > 0 ? tree.append(context, token) : known;
      }
      if (i < from) continue;
      for (let k = longest; k >= 1 && this.#recount(ending[k]!, k, by); k--);
      if (by < 0) for (let k = longest; k >= 1; k--) tree.dropUnused(ending[k]!);
    }
  }

  /** Changes a count by one. Returns true if it was or becomes 0: then the next lower order changes, too. */
  #recount(node: number, order: number, by: 1 | -1): boolean {
    const tree = this.#tree;
    const before = tree.count[node]!;
    const after = before + by;
    if (node === NONE || after < 0)
      throw new RangeError('An n-gram that was never counted cannot be removed.');
    const context = tree.parent[node]!;
    const counts = this.#countsOfCounts[order - 1]!;
    if (before >= 1 && before <= 4) counts[before - 1]!--;
    if (after >= 1 && after <= 4) counts[after - 1]!++;
    tree.count[node] = after;
    tree.total[context]! += by;
    if (before !== 0 && after !== 0) return false;
    tree.distinct[context]! += by;
    return true;
  }
}
