import type { BoundedWork } from '../base/bounded-work.ts';
import type { Offer } from '../prediction/gate/offer.ts';
import type { TypedSource } from './typed-source.ts';

/** Shorter words, in UTF-16 code units, are typed faster than they are chosen. */
const SHORTEST_WORD = 3;
const wordPattern = /[\p{L}\p{N}_$]+/gu;
const wordAtEnd = /[\p{L}\p{N}_$]*$/u;

const nothing: Offer = { cuts: [], path: [], around: undefined };

interface Beginning {
  /** How often a word with this beginning was seen. */
  readonly seen: number;
  readonly mostFrequent: string;
  readonly mostRecent: string;
}

/** Words by their beginnings. Counts only grow, so the most frequent word is known without looking at the others. */
export class WordCounts {
  readonly #under: WordCounts | undefined;
  readonly #counts = new Map<string, number>();
  readonly #beginnings = new Map<string, Beginning>();

  /** Counts on top of `under`, which is not changed: those of a file that is being typed, on top of a workspace's. */
  constructor(under?: WordCounts) {
    this.#under = under;
  }

  addAll(text: string): void {
    for (const [word] of text.matchAll(wordPattern)) this.add(word);
  }

  add(word: string): void {
    if (word.length < SHORTEST_WORD) return;
    this.#counts.set(word, (this.#counts.get(word) ?? 0) + 1);
    for (let length = 1; length <= word.length; length++) {
      const beginning = word.slice(0, length);
      const { seen = 0, mostFrequent = word } = this.#beginnings.get(beginning) ?? {};
      this.#beginnings.set(beginning, {
        seen: seen + 1,
        mostFrequent: this.count(word) >= this.count(mostFrequent) ? word : mostFrequent,
        mostRecent: word,
      });
    }
  }

  count(word: string): number {
    return (this.#counts.get(word) ?? 0) + (this.#under?.count(word) ?? 0);
  }

  /** What is known of words with this beginning, here and in `under`. Those seen here are more recent. */
  beginningWith(text: string): Beginning | undefined {
    const here = this.#beginnings.get(text);
    const under = this.#under?.beginningWith(text);
    if (!here || !under) return here ?? under;
    const { mostFrequent } = this.count(here.mostFrequent) >= this.count(under.mostFrequent) ? here : under;
    return { seen: here.seen + under.seen, mostFrequent, mostRecent: here.mostRecent };
  }
}

/**
 * What an editor offers without a language server: the most frequent, or the most recent, of the workspace's words and
 * those typed above that begin like the word at the cursor. Its probability is its share of all such words.
 */
export class WordCompletion implements TypedSource {
  readonly #words: WordCounts;
  readonly #order: 'mostFrequent' | 'mostRecent';
  /** The word that is being typed. */
  #word = '';

  constructor(workspace: WordCounts, order: 'mostFrequent' | 'mostRecent') {
    this.#words = new WordCounts(workspace);
    this.#order = order;
  }

  type(text: string): void {
    const typed = this.#word + text;
    this.#word = wordAtEnd.exec(typed)?.[0] ?? '';
    this.#words.addAll(typed.slice(0, typed.length - this.#word.length));
  }

  *offer(): BoundedWork<Offer> {
    const found = this.#word === '' ? undefined : this.#words.beginningWith(this.#word);
    if (!found) return nothing;
    const offered = found[this.#order];
    const text = offered.slice(this.#word.length);
    if (text === '') return nothing;
    const probability = this.#words.count(offered) / found.seen;
    return { cuts: [{ text, probability }], path: [], around: undefined };
  }
}
