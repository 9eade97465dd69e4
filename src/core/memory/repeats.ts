import { grown } from '../base/grown.ts';

/** The fewest tokens that have to agree. Shorter contexts are known by their n-grams. */
export const LEAST_REPEATED = 8;
/** Tokens beyond these are not compared: what agrees so far is a copy. */
export const MOST_REPEATED = 32;
/** Places that are looked at for each context, the newest first. */
const MOST_PLACES = 32;
/** Stands between tokens that do not follow each other. A token with this number is only never found. */
export const BARRIER = 0xffff;
const NONE = -1;
const FIRST_CAPACITY = 1 << 10;
const GROWTH = 1.25;
/** A token and its two links, and a table with one place for each token or more. */
const BYTES_PER_PLACE = 2 + 8 + 6;

/** Places with how many tokens agree up to each. Overwritten by the next search. */
export interface Places {
  readonly at: Int32Array;
  readonly length: Int32Array;
  count: number;
}

export function newPlaces(): Places {
  return { at: new Int32Array(MOST_PLACES), length: new Int32Array(MOST_PLACES), count: 0 };
}

/**
 * Tokens, and where the same tokens stand in them again: a match model without a bound on the context, as in PPM*
 * (Cleary and Teahan 1997) and PAQ (Mahoney 2005). Places are chained by a hash of the last `LEAST_REPEATED` tokens up to
 * them. A link can be taken out of its chain, so that after any adding and removing the chains are those of what is
 * left.
 */
export class Repeats {
  tokens = new Uint16Array(FIRST_CAPACITY);
  /** The next older place in the chain. */
  #older = new Int32Array(FIRST_CAPACITY);
  #newer = new Int32Array(FIRST_CAPACITY);
  /** The newest place of each chain. */
  #newest = new Int32Array(FIRST_CAPACITY).fill(NONE);
  #linked = 0;

  /** What the places take that can be found. */
  get bytes(): number {
    return BYTES_PER_PLACE * this.#linked;
  }

  /** Makes room for this many tokens. */
  reserve(length: number): void {
    if (length <= this.tokens.length) return;
    const capacity = Math.max(length, Math.ceil(this.tokens.length * GROWTH));
    this.tokens = grown(this.tokens, capacity);
    this.#older = grown(this.#older, capacity);
    this.#newer = grown(this.#newer, capacity);
  }

  /** Lets the tokens up to `place` be found. Those before it, back to `LEAST_REPEATED`, have to stay until `unlink`. */
  link(place: number): void {
    if (this.#linked >= this.#newest.length) this.#growTable();
    this.#linked++;
    this.#chain(place);
  }

  /** Undoes `link`. */
  unlink(place: number): void {
    const [older, newer] = [this.#older[place]!, this.#newer[place]!];
    if (newer === NONE) this.#newest[this.#slot(this.tokens, place + 1)] = older;
    else this.#older[newer] = older;
    if (older !== NONE) this.#newer[older] = newer;
    this.#older[place] = NONE;
    this.#newer[place] = NONE;
    this.#linked--;
  }

  /** Where tokens agree with the last ones before `end`, at least `LEAST_REPEATED` of them. */
  find(tokens: ArrayLike<number>, end: number, out: Places): void {
    out.count = 0;
    if (end < LEAST_REPEATED) return;
    let place = this.#newest[this.#slot(tokens, end)]!;
    for (let seen = 0; place !== NONE && seen < MOST_PLACES; seen++, place = this.#older[place]!) {
      const length = this.#agreeing(tokens, end, place);
      if (length < LEAST_REPEATED) continue;
      out.at[out.count] = place;
      out.length[out.count++] = length;
    }
  }

  #agreeing(tokens: ArrayLike<number>, end: number, place: number): number {
    const own = this.tokens;
    const most = Math.min(MOST_REPEATED, end, place + 1);
    let length = 0;
    while (length < most && own[place - length] === tokens[end - 1 - length]) length++;
    return length;
  }

  #chain(place: number): void {
    const slot = this.#slot(this.tokens, place + 1);
    const before = this.#newest[slot]!;
    this.#older[place] = before;
    this.#newer[place] = NONE;
    if (before !== NONE) this.#newer[before] = place;
    this.#newest[slot] = place;
  }

  /** FNV-1a (Fowler, Noll and Vo) over whole tokens, with the finaliser of MurmurHash3. */
  #slot(tokens: ArrayLike<number>, end: number): number {
    let h = 0x811c9dc5;
    for (let i = end - LEAST_REPEATED; i < end; i++) h = Math.imul(h ^ tokens[i]!, 0x01000193);
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    return (h ^ (h >>> 13)) & (this.#newest.length - 1);
  }

  /** Doubles the table. Chains keep their order: the oldest places are chained first. */
  #growTable(): void {
    const newest = this.#newest;
    this.#newest = new Int32Array(2 * newest.length).fill(NONE);
    const chain: number[] = [];
    for (const first of newest) {
      chain.length = 0;
      for (let place = first; place !== NONE; place = this.#older[place]!) chain.push(place);
      for (const place of chain.reverse()) this.#chain(place);
    }
  }
}
