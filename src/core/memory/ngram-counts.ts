/** Node 0 is the root, the empty n-gram. It is nobody's child, so that as a child 0 says that there is none. */
const NONE = 0;
/** The parent of a node that is free. */
const FREE = -1;
const FIRST_CAPACITY = 1 << 10;
/** Room for nodes grows by this factor: the less, the nearer `bytes` is to what is reserved. */
const GROWTH = 1.25;
/** What a node takes in the arrays below, and in a table that is half full. */
const BYTES_PER_NODE = 30 + 8;

/** How many n-grams of one order have the count 1, 2, 3 and 4: what discounts are estimated from. */
export type CountsOfCounts = readonly [number, number, number, number];

/**
 * Counts of all n-grams up to an order, in one tree: a node is an n-gram, its children are the n-grams one token longer.
 *
 * Only the longest n-gram at a place is counted outright. When one of them is seen for the first time, the one without its
 * first token is counted once, and so on downwards: a lower order thus counts in how many different contexts it
 * occurs, as Kneser and Ney (1995) want it, and as PPM's update exclusion does. Taking away runs the same steps back, so
 * that after any adding and removing the counts are those of what is left. A node that no n-gram needs any more is free
 * for the next; nodes are therefore good only until the next change.
 */
export class NgramCounts {
  /** The length of the longest n-gram. */
  readonly order: number;
  /** Of node n: its last token, its parent, its count, its first child, next and previous sibling, the sum and number of its children's counts. */
  #token: Uint16Array;
  #parent: Int32Array;
  #count: Int32Array;
  #child: Int32Array;
  #sibling: Int32Array;
  #previous: Int32Array;
  #total: Int32Array;
  #distinct: Int32Array;
  /** Nodes that were ever used. */
  #nodes = 1;
  /** The first free node among them, 0 for none; the next is its sibling. */
  #free = NONE;
  #used = 1;
  /** Open addressing by (parent, token), at most two thirds full. */
  #table: Int32Array;
  /** counts[k − 1][c − 1]: n-grams of length k with the count c. */
  readonly #countsOfCounts: Float64Array[];
  /** Nodes of the n-grams that end at the token read last, by length; scratch of `add` and `remove`. */
  readonly #ending: Int32Array;
  #version = 0;

  constructor(order: number) {
    this.order = order;
    this.#token = new Uint16Array(FIRST_CAPACITY);
    this.#parent = new Int32Array(FIRST_CAPACITY);
    this.#count = new Int32Array(FIRST_CAPACITY);
    this.#child = new Int32Array(FIRST_CAPACITY);
    this.#sibling = new Int32Array(FIRST_CAPACITY);
    this.#previous = new Int32Array(FIRST_CAPACITY);
    this.#total = new Int32Array(FIRST_CAPACITY);
    this.#distinct = new Int32Array(FIRST_CAPACITY);
    this.#table = new Int32Array(2 * FIRST_CAPACITY);
    this.#countsOfCounts = Array.from({ length: order }, () => new Float64Array(4));
    this.#ending = new Int32Array(order + 1);
  }

  /** Grows with every change: who keeps something that was derived from the counts can tell that it is old. */
  get version(): number {
    return this.#version;
  }

  /** What the n-grams take. About as much is reserved as the most that they ever took, room to grow included. */
  get bytes(): number {
    return BYTES_PER_NODE * this.#used;
  }

  /** Makes room for so many n-grams at once: growing by and by leaves behind what was too small, several times over. */
  reserve(nodes: number): void {
    if (nodes > this.#token.length) this.#growTo(nodes);
  }

  /** As `reserve`, in bytes as they are counted by `bytes`. */
  reserveBytes(bytes: number): void {
    this.reserve(Math.ceil(bytes / BYTES_PER_NODE));
  }

  /** The number of n-grams, those included that only lead to longer ones. */
  get size(): number {
    return this.#used;
  }

  /** Counts tokens[i] for from <= i < to, each in the context of up to order − 1 tokens that stand before it. */
  add(tokens: ArrayLike<number>, from: number, to = tokens.length): void {
    this.#change(tokens, from, to, 1);
  }

  /** Takes away what `add` with the same arguments counted. Throws when that was never counted. */
  remove(tokens: ArrayLike<number>, from: number, to = tokens.length): void {
    this.#change(tokens, from, to, -1);
  }

  /**
   * The nodes of the contexts that end at tokens[end − 1]: out[k] is the one of the last k tokens, out[0] the root.
   * Returns the length of the longest that occurs; a context that was never gone on from does not.
   */
  contexts(tokens: ArrayLike<number>, end: number, out: Int32Array): number {
    out[0] = NONE;
    const longest = Math.min(this.order - 1, end);
    let found = 0;
    for (let length = 1; length <= longest; length++) {
      let node = NONE;
      for (let i = end - length; i < end; i++) {
        node = this.#find(node, tokens[i]!);
        if (node === NONE) return found;
      }
      if (this.#distinct[node] === 0) return found;
      out[length] = node;
      found = length;
    }
    return found;
  }

  /** Sum of the counts of a context's continuations. */
  total(context: number): number {
    return this.#total[context]!;
  }

  /** How many different tokens go on from a context. */
  distinct(context: number): number {
    return this.#distinct[context]!;
  }

  /** The first of a context's continuations, 0 for none; `next` leads on. Some may have the count 0. */
  first(context: number): number {
    return this.#child[context]!;
  }

  next(continuation: number): number {
    return this.#sibling[continuation]!;
  }

  token(continuation: number): number {
    return this.#token[continuation]!;
  }

  count(continuation: number): number {
    return this.#count[continuation]!;
  }

  countsOfCounts(order: number): CountsOfCounts {
    const [one = 0, two = 0, three = 0, four = 0] = this.#countsOfCounts[order - 1] ?? [];
    return [one, two, three, four];
  }

  #change(tokens: ArrayLike<number>, from: number, to: number, by: 1 | -1): void {
    if (from >= to) return;
    this.#version++;
    const ending = this.#ending;
    const start = Math.max(0, from - this.order + 1);
    for (let i = start; i < to; i++) {
      const token = tokens[i]!;
      // What only stands before is never the longest n-gram itself.
      const longest = Math.min(i < from ? this.order - 1 : this.order, i - start + 1);
      // From the longest down, so that ending[k − 1] is still the n-gram that ends before this token.
      for (let k = longest; k >= 1; k--) {
        const context = ending[k - 1]!;
        const known = k > 1 && context === NONE ? NONE : this.#find(context, token);
        ending[k] = known === NONE && by > 0 ? this.#append(context, token) : known;
      }
      if (i < from) continue;
      for (let k = longest; k >= 1 && this.#recount(ending[k]!, k, by); k--);
      if (by < 0) for (let k = longest; k >= 1; k--) this.#dropUnused(ending[k]!);
    }
  }

  /** Changes a count by one; true when the n-gram is new or gone by it, and the next lower order changes too. */
  #recount(node: number, order: number, by: 1 | -1): boolean {
    const before = this.#count[node]!;
    const after = before + by;
    if (node === NONE || after < 0)
      throw new RangeError('An n-gram that was never counted cannot be taken away.');
    const context = this.#parent[node]!;
    const counts = this.#countsOfCounts[order - 1]!;
    if (before >= 1 && before <= 4) counts[before - 1]!--;
    if (after >= 1 && after <= 4) counts[after - 1]!++;
    this.#count[node] = after;
    this.#total[context]! += by;
    if (before !== 0 && after !== 0) return false;
    this.#distinct[context]! += by;
    return true;
  }

  #find(context: number, token: number): number {
    const mask = this.#table.length - 1;
    for (let slot = hash(context, token) & mask; ; slot = (slot + 1) & mask) {
      const node = this.#table[slot]!;
      if (node === NONE || (this.#parent[node] === context && this.#token[node] === token)) return node;
    }
  }

  #append(context: number, token: number): number {
    if (this.#free === NONE && this.#nodes === this.#token.length) {
      this.#growTo(Math.ceil(this.#token.length * GROWTH));
    }
    const node = this.#free === NONE ? this.#nodes++ : this.#free;
    if (node === this.#free) this.#free = this.#sibling[node]!;
    this.#used++;
    this.#token[node] = token;
    this.#parent[node] = context;
    const first = this.#child[context]!;
    this.#sibling[node] = first;
    this.#previous[node] = NONE;
    if (first !== NONE) this.#previous[first] = node;
    this.#child[context] = node;
    this.#enter(node);
    return node;
  }

  /** Frees a node that is not counted and leads nowhere, and then the contexts that only led to it. */
  #dropUnused(node: number): void {
    while (node !== NONE && this.#count[node] === 0 && this.#child[node] === NONE) {
      const context = this.#parent[node]!;
      if (context === FREE) return;
      this.#leave(node);
      const [previous, next] = [this.#previous[node]!, this.#sibling[node]!];
      if (previous === NONE) this.#child[context] = next;
      else this.#sibling[previous] = next;
      if (next !== NONE) this.#previous[next] = previous;
      this.#parent[node] = FREE;
      this.#sibling[node] = this.#free;
      this.#free = node;
      this.#used--;
      node = context;
    }
  }

  #enter(node: number): void {
    const mask = this.#table.length - 1;
    let slot = hash(this.#parent[node]!, this.#token[node]!) & mask;
    while (this.#table[slot] !== NONE) slot = (slot + 1) & mask;
    this.#table[slot] = node;
  }

  /** Takes a node out of the table, and moves up what a search would not find behind the gap (Knuth 6.4, algorithm R). */
  #leave(node: number): void {
    const mask = this.#table.length - 1;
    let gap = hash(this.#parent[node]!, this.#token[node]!) & mask;
    while (this.#table[gap] !== node) gap = (gap + 1) & mask;
    for (let slot = (gap + 1) & mask; this.#table[slot] !== NONE; slot = (slot + 1) & mask) {
      const other = this.#table[slot]!;
      const home = hash(this.#parent[other]!, this.#token[other]!) & mask;
      if (((slot - home) & mask) < ((slot - gap) & mask)) continue;
      this.#table[gap] = other;
      gap = slot;
    }
    this.#table[gap] = NONE;
  }

  #growTo(capacity: number): void {
    const token = new Uint16Array(capacity);
    token.set(this.#token);
    this.#token = token;
    this.#parent = grown(this.#parent, capacity);
    this.#count = grown(this.#count, capacity);
    this.#child = grown(this.#child, capacity);
    this.#sibling = grown(this.#sibling, capacity);
    this.#previous = grown(this.#previous, capacity);
    this.#total = grown(this.#total, capacity);
    this.#distinct = grown(this.#distinct, capacity);
    if (this.#table.length >= 1.5 * capacity) return;
    let slots = this.#table.length;
    while (slots < 1.5 * capacity) slots *= 2;
    this.#table = new Int32Array(slots);
    for (let node = 1; node < this.#nodes; node++) if (this.#parent[node] !== FREE) this.#enter(node);
  }
}

function grown(array: Int32Array, capacity: number): Int32Array<ArrayBuffer> {
  const copy = new Int32Array(capacity);
  copy.set(array);
  return copy;
}

/** The finaliser of MurmurHash3 (Appleby, public domain) over both numbers. */
function hash(context: number, token: number): number {
  let h = Math.imul(context, 0x9e3779b1) ^ Math.imul(token + 1, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
