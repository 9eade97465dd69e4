/** The hash table has at least this many places for each n-gram. */
const SLOTS_PER_NODE = 2;
const MOST_LEADERS = 10;

/**
 * Counts all n-grams up to an order, in a trie whose nodes are in flat arrays. A node is the n-gram on the path to
 * it; node 0 is the empty one. Counts can be taken back.
 */
export class NgramCounter {
  readonly order: number;
  readonly #parents: Int32Array;
  readonly #tokens: Int32Array;
  /** How often the n-gram was seen, and how often something followed it. */
  readonly #counts: Int32Array;
  readonly #followed: Int32Array;
  /** The n-grams that are longer by one token, as linked lists. */
  readonly #firstChildren: Int32Array;
  readonly #nextSiblings: Int32Array;
  /** Nodes by parent and token; 0 means none. */
  readonly #slots: Int32Array;
  #nodes = 1;
  /** The nodes that `mostFrequent` has found since the counts last changed. */
  readonly #leaders = new Map<number, readonly number[]>();

  /** For at most `capacity` tokens. */
  constructor(order: number, capacity: number) {
    this.order = order;
    const nodes = 1 + order * capacity;
    this.#parents = new Int32Array(nodes);
    this.#tokens = new Int32Array(nodes);
    this.#counts = new Int32Array(nodes);
    this.#followed = new Int32Array(nodes);
    this.#firstChildren = new Int32Array(nodes);
    this.#nextSiblings = new Int32Array(nodes);
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(SLOTS_PER_NODE * nodes)));
  }

  static of(order: number, files: readonly Int32Array[]): NgramCounter {
    const counter = new NgramCounter(
      order,
      files.reduce((sum, { length }) => sum + length, 0),
    );
    for (const tokens of files) for (let at = 0; at < tokens.length; at++) counter.count(tokens, at, 1);
    return counter;
  }

  /** Counts each n-gram that ends with tokens[at], or takes it back with -1. */
  count(tokens: Int32Array, at: number, times: 1 | -1): void {
    this.#leaders.clear();
    for (let from = Math.max(0, at + 1 - this.order); from <= at; from++) {
      let node = 0;
      for (let i = from; i < at; i++) node = this.#child(node, tokens[i]);
      this.#followed[node] += times;
      this.#counts[this.#child(node, tokens[at])] += times;
    }
  }

  /**
   * The nodes of the contexts that end before tokens[at], from the empty one on, each longer by a token, up to the last
   * that something has followed.
   */
  contexts(tokens: Int32Array, at: number): number[] {
    const nodes: number[] = [];
    for (let length = 0; length < this.order && length <= at; length++) {
      let node = 0;
      for (let i = at - length; i < at; i++) {
        node = this.#find(node, tokens[i]);
        if (node === 0) return nodes;
      }
      if (this.#followed[node] === 0) return nodes;
      nodes.push(node);
    }
    return nodes;
  }

  /** How often `token` follows the context, as a share of the times that anything follows it. */
  share(context: number, token: number): number {
    const node = this.#find(context, token);
    return node === 0 ? 0 : this.#counts[node] / this.#followed[context];
  }

  /** At most ten tokens that followed a context most often. */
  mostFrequent(context: number): number[] {
    let leaders = this.#leaders.get(context);
    if (leaders === undefined) {
      leaders = this.#findLeaders(context);
      this.#leaders.set(context, leaders);
    }
    return leaders.map((node) => this.#tokens[node]);
  }

  #findLeaders(context: number): number[] {
    const best: number[] = [];
    for (let node = this.#firstChildren[context]; node !== 0; node = this.#nextSiblings[node]) {
      const count = this.#counts[node];
      if (count === 0 || (best.length === MOST_LEADERS && count <= this.#counts[best[MOST_LEADERS - 1]]))
        continue;
      let place = best.length;
      while (place > 0 && this.#counts[best[place - 1]] < count) place--;
      best.splice(place, 0, node);
      best.length = Math.min(best.length, MOST_LEADERS);
    }
    return best;
  }

  #find(parent: number, token: number): number {
    return this.#slots[this.#slotOf(parent, token)];
  }

  #child(parent: number, token: number): number {
    const slot = this.#slotOf(parent, token);
    if (this.#slots[slot] === 0) {
      const node = this.#nodes++;
      if (node === this.#parents.length) throw new RangeError('There are more tokens than the capacity.');
      this.#parents[node] = parent;
      this.#tokens[node] = token;
      this.#nextSiblings[node] = this.#firstChildren[parent];
      this.#firstChildren[parent] = node;
      this.#slots[slot] = node;
    }
    return this.#slots[slot];
  }

  /** The slot of a node, whether the node exists or not. */
  #slotOf(parent: number, token: number): number {
    const mask = this.#slots.length - 1;
    let slot = (Math.imul(parent, 0x9e3779b1) ^ Math.imul(token + 1, 0x85ebca6b)) >>> 0;
    slot = (slot ^ (slot >>> 15)) & mask;
    for (;;) {
      const node = this.#slots[slot];
      if (node === 0 || (this.#parents[node] === parent && this.#tokens[node] === token)) return slot;
      slot = (slot + 1) & mask;
    }
  }
}
