import { grown } from '../base/grown.ts';

/** The root, which is the empty n-gram. It is no node's child, so as a child or sibling 0 means that there is none. */
export const ROOT = 0;
export const NONE = 0;
/** The parent of a free node. */
const FREE = -1;
const FIRST_CAPACITY = 1 << 10;
/** By how much the room for nodes grows. The smaller the factor, the nearer `bytes` is to what is reserved. */
const GROWTH = 1.25;
/** What a node takes in the arrays below, and in a table that is half full. */
const BYTES_PER_NODE = 30 + 8;

/**
 * A tree of n-grams: each node is an n-gram, and its children are the n-grams that are one token longer. A node is a
 * number, by which its values are found in the arrays. They are public, because counting is nothing but reading and
 * writing them; `append` and `reserve` may replace them by longer ones.
 *
 * A child is found by (parent, token) in a hash table, and all children by their siblings. A removed node is free for
 * the next n-gram, so nodes are valid only until the tree changes.
 */
export class NgramTree {
  /** An n-gram's last token. */
  token = new Uint16Array(FIRST_CAPACITY);
  parent = new Int32Array(FIRST_CAPACITY);
  count = new Int32Array(FIRST_CAPACITY);
  /** The first child. */
  child = new Int32Array(FIRST_CAPACITY);
  /** The next child of the same parent; the next free node, for a free one. */
  sibling = new Int32Array(FIRST_CAPACITY);
  /** The sum of the children's counts. */
  total = new Int32Array(FIRST_CAPACITY);
  /** The number of children that are counted. */
  distinct = new Int32Array(FIRST_CAPACITY);
  /** The previous child of the same parent. */
  #previous = new Int32Array(FIRST_CAPACITY);
  /** Open addressing by (parent, token), at most two thirds full. */
  #table = new Int32Array(2 * FIRST_CAPACITY);
  /** Nodes that have ever been used. */
  #nodes = 1;
  /** The first free node among them. */
  #free = NONE;
  #used = 1;

  /** The number of nodes, the root included. */
  get size(): number {
    return this.#used;
  }

  /** What the nodes take. About as many bytes are reserved as the most they have ever taken, and room to grow. */
  get bytes(): number {
    return BYTES_PER_NODE * this.#used;
  }

  /** Makes room for this many nodes at once. Growing step by step would leave several smaller arrays behind. */
  reserve(nodes: number): void {
    if (nodes > this.token.length) this.#growTo(nodes);
  }

  /** Makes room for as many nodes as take this many `bytes`. */
  reserveBytes(bytes: number): void {
    this.reserve(Math.ceil(bytes / BYTES_PER_NODE));
  }

  /** The child of `context` that ends with `token`, or NONE. */
  find(context: number, token: number): number {
    const [table, parents, tokens] = [this.#table, this.parent, this.token];
    const mask = table.length - 1;
    for (let slot = hash(context, token) & mask; ; slot = (slot + 1) & mask) {
      const node = table[slot]!;
      if (node === NONE || (parents[node] === context && tokens[node] === token)) return node;
    }
  }

  /** Adds a child, which must not be there yet, with the count 0. */
  append(context: number, token: number): number {
    if (this.#free === NONE && this.#nodes === this.token.length) {
      this.#growTo(Math.ceil(this.token.length * GROWTH));
    }
    const node = this.#free === NONE ? this.#nodes++ : this.#free;
    if (node === this.#free) this.#free = this.sibling[node]!;
    this.#used++;
    this.token[node] = token;
    this.parent[node] = context;
    const first = this.child[context]!;
    this.sibling[node] = first;
    this.#previous[node] = NONE;
    if (first !== NONE) this.#previous[first] = node;
    this.child[context] = node;
    this.#enter(node);
    return node;
  }

  /** Frees a node that has neither a count nor children, and then the contexts that only led to it. */
  dropUnused(node: number): void {
    while (node !== NONE && this.count[node] === 0 && this.child[node] === NONE) {
      const context = this.parent[node]!;
      if (context === FREE) return;
      this.#leave(node);
      const [previous, next] = [this.#previous[node]!, this.sibling[node]!];
      if (previous === NONE) this.child[context] = next;
      else this.sibling[previous] = next;
      if (next !== NONE) this.#previous[next] = previous;
      this.parent[node] = FREE;
      this.sibling[node] = this.#free;
      this.#free = node;
      this.#used--;
      node = context;
    }
  }

  #enter(node: number): void {
    const mask = this.#table.length - 1;
    let slot = hash(this.parent[node]!, this.token[node]!) & mask;
    while (this.#table[slot] !== NONE) slot = (slot + 1) & mask;
    this.#table[slot] = node;
  }

  /** Takes a node out of the table, and moves up what a search would not find past the gap (Knuth 6.4, algorithm R). */
  #leave(node: number): void {
    const mask = this.#table.length - 1;
    let gap = hash(this.parent[node]!, this.token[node]!) & mask;
    while (this.#table[gap] !== node) gap = (gap + 1) & mask;
    for (let slot = (gap + 1) & mask; this.#table[slot] !== NONE; slot = (slot + 1) & mask) {
      const other = this.#table[slot]!;
      const home = hash(this.parent[other]!, this.token[other]!) & mask;
      if (((slot - home) & mask) < ((slot - gap) & mask)) continue;
      this.#table[gap] = other;
      gap = slot;
    }
    this.#table[gap] = NONE;
  }

  #growTo(capacity: number): void {
    this.token = grown(this.token, capacity);
    this.parent = grown(this.parent, capacity);
    this.count = grown(this.count, capacity);
    this.child = grown(this.child, capacity);
    this.sibling = grown(this.sibling, capacity);
    this.total = grown(this.total, capacity);
    this.distinct = grown(this.distinct, capacity);
    this.#previous = grown(this.#previous, capacity);
    if (this.#table.length >= 1.5 * capacity) return;
    let slots = this.#table.length;
    while (slots < 1.5 * capacity) slots *= 2;
    this.#table = new Int32Array(slots);
    for (let node = 1; node < this.#nodes; node++) if (this.parent[node] !== FREE) this.#enter(node);
  }
}

/** The finaliser of MurmurHash3 (Appleby, public domain) over both numbers. */
function hash(context: number, token: number): number {
  let h = Math.imul(context, 0x9e3779b1) ^ Math.imul(token + 1, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
