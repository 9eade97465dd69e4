import { ESCAPE } from '../text/alphabet.ts';
import { isWordUnit, wordAtEndOf } from '../text/words.ts';
import type { KnownWords } from './known-words.ts';

/**
 * The beginning of a word at which a spelled text ends; empty between words. `ANYTHING` where no word is looked up: in
 * numbers, and behind letters whose spelling is not themselves.
 */
type WordSoFar = string;
const ANYTHING: WordSoFar = '\0';

/**
 * Keeps a search to words that exist: a character may come if some known word goes on with it, or if the word that it
 * ends is known. What the user has typed counts as known.
 */
export class WordGuide {
  readonly #words: KnownWords;
  readonly #prefix: string;
  /** The beginning of the word at the cursor. */
  readonly typed: WordSoFar;

  constructor(words: KnownWords, prefix: string) {
    this.#words = words;
    this.#prefix = prefix;
    const typed = wordAtEndOf(prefix);
    this.typed = isDigit(typed) ? ANYTHING : typed;
  }

  /** The word after one more spelled character; undefined if that leads to no known word. */
  after(word: WordSoFar, spelled: string): WordSoFar | undefined {
    const unit = spelled.charCodeAt(0);
    if (unit >= 0x80 || spelled === ESCAPE) return ANYTHING;
    if (!isWordUnit(unit)) {
      return word === '' || word === ANYTHING || word === this.typed || this.#words.holds(word)
        ? ''
        : undefined;
    }
    if (word === ANYTHING || (word === '' && isDigit(spelled))) return ANYTHING;
    if (word === '' && spelled === '$') return '';
    return this.#words.begins(word + spelled) ? word + spelled : undefined;
  }

  /** The word after spelled text that comes at the cursor; undefined if it leads to no known word. */
  afterAll(spelled: string): WordSoFar | undefined {
    let word: WordSoFar | undefined = this.typed;
    for (let at = 0; at < spelled.length && word !== undefined; at++) word = this.after(word, spelled[at]!);
    return word;
  }

  /** The guide once a text has come at the cursor. */
  following(text: string): WordGuide {
    return new WordGuide(this.#words, this.#prefix + text);
  }

  /** Whether spelled text at the cursor leads to a word that existed and does not any more. */
  isGone(spelled: string): boolean {
    let end = 0;
    while (end < spelled.length && isWordUnit(spelled.charCodeAt(end))) {
      if (this.#words.isGone(this.typed + spelled.slice(0, ++end))) return true;
    }
    return false;
  }
}

function isDigit(text: string): boolean {
  return text >= '0' && text < ':';
}
