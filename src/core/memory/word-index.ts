import { hash32 } from '../tensor/random.ts';
import { visitWords } from '../text/words.ts';

/** FNV-1a (Fowler, Noll, Vo; RFC 9923): offset basis and prime for 32 bits. */
const FNV_BASIS = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** Longer words, in UTF-16 code units, are data: nobody completes them. */
const LONGEST_WORD = 48;
const FIRST_SLOTS = 1 << 10;
/** Where there are half as many beginnings, the files hold data rather than words. A slot takes 12 bytes. */
const MOST_SLOTS = 1 << 21;

/**
 * The words of texts and their beginnings: which exist, and which did until a while ago. All are in one hash table and
 * are found by the 32 bits that they hash to, so of a million beginnings that are asked for, some hundred seem to exist
 * and do not.
 */
export class WordIndex {
  #keys = new Int32Array(FIRST_SLOTS);
  /** How often the beginning occurs as a whole word. */
  #occurrences = new Uint32Array(FIRST_SLOTS);
  /** How many different words begin with it, itself included. */
  #words = new Uint32Array(FIRST_SLOTS);
  #used = 0;
  /** How many of those are the beginning of some word. */
  #left = 0;
  #isComplete = true;

  /** False once there was no room for all words: then a word that is not found may exist nevertheless. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  add(text: string): void {
    visitWords(text, (from, to) => {
      if (to - from > LONGEST_WORD) return;
      const key = hash(text, from, to);
      const slot = this.#make(key);
      if (slot < 0) return;
      if (this.#occurrences[slot] === 0) this.#addBeginnings(text, from, to);
      // The table may have grown.
      this.#occurrences[this.#find(key)]!++;
    });
  }

  /** Removes the words of a text that was added. */
  remove(text: string): void {
    visitWords(text, (from, to) => {
      if (to - from > LONGEST_WORD) return;
      const slot = this.#find(hash(text, from, to));
      if (slot < 0 || this.#occurrences[slot] === 0) return;
      this.#occurrences[slot]!--;
      if (this.#occurrences[slot] === 0) this.#removeBeginnings(text, from, to);
    });
  }

  holds(word: string): boolean {
    return this.#at(this.#occurrences, word) > 0;
  }

  /** Whether any word begins so. */
  begins(beginning: string): boolean {
    return this.#at(this.#words, beginning) > 0;
  }

  /** How many different words begin so. */
  wordsAfter(beginning: string): number {
    return this.#at(this.#words, beginning);
  }

  /** Whether no word begins so any more, but one did. What went long ago is forgotten when there is no room for it. */
  isGone(beginning: string): boolean {
    const slot = this.#find(hash(beginning, 0, beginning.length));
    return slot >= 0 && this.#words[slot] === 0;
  }

  #at(values: Uint32Array, beginning: string): number {
    const slot = this.#find(hash(beginning, 0, beginning.length));
    return slot < 0 ? 0 : values[slot]!;
  }

  #addBeginnings(text: string, from: number, to: number): void {
    let key: number = FNV_BASIS;
    for (let at = from; at < to; at++) {
      key = step(key, text.charCodeAt(at));
      const slot = this.#make(finished(key));
      if (slot < 0) return;
      if (this.#words[slot]!++ === 0) this.#left++;
    }
  }

  #removeBeginnings(text: string, from: number, to: number): void {
    let key: number = FNV_BASIS;
    for (let at = from; at < to; at++) {
      key = step(key, text.charCodeAt(at));
      const slot = this.#find(finished(key));
      // Where there was no room, not all beginnings were counted.
      if (slot < 0 || this.#words[slot] === 0) return;
      this.#words[slot]!--;
      if (this.#words[slot] === 0) this.#left--;
    }
  }

  #find(key: number): number {
    const mask = this.#keys.length - 1;
    for (let slot = key & mask; ; slot = (slot + 1) & mask) {
      const found = this.#keys[slot]!;
      if (found === key) return slot;
      if (found === 0) return -1;
    }
  }

  /** The slot of a key, which is made if there is none; −1 where there is no room. */
  #make(key: number): number {
    const known = this.#find(key);
    if (known >= 0) return known;
    if (this.#used * 2 >= this.#keys.length) {
      this.#isComplete &&= this.#makeRoom();
      if (!this.#isComplete) return -1;
    }
    this.#used++;
    return this.#place(key);
  }

  #place(key: number): number {
    const mask = this.#keys.length - 1;
    let slot = key & mask;
    while (this.#keys[slot] !== 0) slot = (slot + 1) & mask;
    this.#keys[slot] = key;
    return slot;
  }

  /** Forgets what has gone, if that is a third of all or more; else the table grows. False where it may not. */
  #makeRoom(): boolean {
    const [keys, occurrences, words] = [this.#keys, this.#occurrences, this.#words];
    const slots = 3 * this.#left > 2 * this.#used ? 2 * keys.length : keys.length;
    if (slots > MOST_SLOTS) return false;
    this.#used = this.#left;
    this.#keys = new Int32Array(slots);
    this.#occurrences = new Uint32Array(slots);
    this.#words = new Uint32Array(slots);
    for (const [old, key] of keys.entries()) {
      if (words[old] === 0) continue;
      const slot = this.#place(key);
      this.#occurrences[slot] = occurrences[old]!;
      this.#words[slot] = words[old]!;
    }
    return true;
  }
}

/** The key of text[from, to): never 0, which marks an empty slot. */
function hash(text: string, from: number, to: number): number {
  let key: number = FNV_BASIS;
  for (let at = from; at < to; at++) key = step(key, text.charCodeAt(at));
  return finished(key);
}

function step(key: number, unit: number): number {
  return Math.imul(key ^ unit, FNV_PRIME);
}

function finished(key: number): number {
  return hash32(key) | 0 || 1;
}
