import type { Tokenizer } from '../text/tokenizer.ts';
import { characterKind, type CharacterKind } from './code-tokens.ts';

/**
 * How far the text behind the cursor has come on its way to a code token: directly behind a word, which has ended there;
 * in the white space before the token; or inside a word.
 */
export type Progress = 'after-word' | 'gap' | 'word';

/** What a stretch of spelled text does to that. */
export interface Outcome {
  /** `complete`: the code token is known. `impossible`: the text goes on with the word that has ended, or is none. */
  readonly progress: Progress | 'complete' | 'impossible';
  /** What it adds to the code token, spelled. */
  readonly letters: string;
  /** The beginning of a character whose spelling it does not finish. */
  readonly pending: string;
}

/** No character is spelled longer than an escape and its four digits, or four bytes. */
const LONGEST_SPELLING = 5;
/** Spellings begun that are remembered, with an outcome for each piece. */
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

  /** The outcome of any spelled text. What stands behind a complete token is of no concern. */
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
    // What is not whole reads back with a replacement mark, as does the replacement mark.
    if (!text.includes('\ufffd') || this.#tokenizer.spell(text) === spelled) return characterKind(text);
    return spelled.length < LONGEST_SPELLING ? 'begun' : 'broken';
  }
}
