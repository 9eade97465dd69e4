import type { Tokenizer } from '../text/tokenizer.ts';
import { characterKind, type CharacterKind } from './code-tokens.ts';

/**
 * How far the text after the cursor has come on its way to a code token: directly after a word that has ended; in the
 * white space before the token; or inside a word.
 */
export type Progress = 'after-word' | 'gap' | 'word';

/** The effect of a stretch of spelled text. */
export interface Outcome {
  /** `complete`: the code token is known. `impossible`: the text continues the word that has ended, or is no text. */
  readonly progress: Progress | 'complete' | 'impossible';
  /** What is added to the code token, spelled. */
  readonly letters: string;
  /** The beginning of a character whose spelling is not finished. */
  readonly pending: string;
}

/** No character's spelling is longer: it is an escape and four digits, or four bytes. */
const LONGEST_SPELLING = 5;
/** The most tables of outcomes that are remembered, each with one outcome for every piece. */
const REMEMBERED_OUTCOMES = 64;

/** Follows pieces of a vocabulary to the end of a code token. */
export class TokenProgress {
  readonly #tokenizer: Tokenizer;
  readonly #kinds = new Map<string, CharacterKind | 'begun' | 'broken'>();
  readonly #outcomes = new Map<string, readonly Outcome[]>();

  constructor(tokenizer: Tokenizer) {
    this.#tokenizer = tokenizer;
  }

  /** The outcome of each piece, by token. */
  outcomes(progress: Progress, pending: string): readonly Outcome[] {
    const key = `${progress} ${pending}`;
    const known = this.#outcomes.get(key);
    if (known) return known;
    const outcomes = this.#tokenizer.pieces.map((piece) => this.advance(progress, pending, piece));
    if (this.#outcomes.size >= REMEMBERED_OUTCOMES) this.#outcomes.clear();
    this.#outcomes.set(key, outcomes);
    return outcomes;
  }

  /** The outcome of any spelled text. What follows a complete token does not matter. */
  advance(progress: Progress, pending: string, spelled: string): Outcome {
    let letters = '';
    for (const unit of spelled) {
      const character = pending + unit;
      const kind = this.#kindOf(character);
      pending = kind === 'begun' ? character : '';
      switch (kind) {
        case 'begun':
          break;
        case 'letter':
          if (progress === 'after-word') return { progress: 'impossible', letters: '', pending: '' };
          progress = 'word';
          letters += character;
          break;
        case 'sign':
        case 'space':
          if (progress === 'word') return { progress: 'complete', letters, pending: '' };
          if (kind === 'sign') return { progress: 'complete', letters: character, pending: '' };
          progress = 'gap';
          break;
        case 'broken':
          return { progress: 'impossible', letters: '', pending: '' };
      }
    }
    return { progress, letters, pending };
  }

  #kindOf(spelled: string): CharacterKind | 'begun' | 'broken' {
    let kind = this.#kinds.get(spelled);
    if (kind === undefined) {
      kind = this.#readKind(spelled);
      this.#kinds.set(spelled, kind);
    }
    return kind;
  }

  #readKind(spelled: string): CharacterKind | 'begun' | 'broken' {
    const text = this.#tokenizer.unspell(spelled);
    // What is incomplete reads back with a replacement character; so does the replacement character itself.
    if (!text.includes('\ufffd') || this.#tokenizer.spell(text) === spelled) return characterKind(text);
    return spelled.length < LONGEST_SPELLING ? 'begun' : 'broken';
  }
}
