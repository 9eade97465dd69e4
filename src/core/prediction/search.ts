import type { Tokenizer } from '../text/tokenizer.ts';
import type { BoundedWork } from '../base/bounded-work.ts';
import type { CursorState } from './context-states.ts';
import type { Cut } from './cut.ts';
import { heal, type HealedStart } from './healing.ts';
import { PieceIndex, type PieceRange } from './piece-index.ts';
import type { Place } from './place.ts';
import type { WordGuide } from './word-guide.ts';

export interface SearchLimits {
  /** The search ends where the text so far is less probable than this. */
  readonly leastProbability: number;
  /** The longest text, in UTF-16 code units. */
  readonly longest: number;
  /** The most lines: with 1 the search ends at the end of the cursor's line. */
  readonly lines: number;
}

/** A cut, and the place after it if it ends with a token. */
export interface PlacedCut extends Cut {
  readonly place: Place | undefined;
}

/** What may come next, each text the beginning of the next one. */
export interface FoundCuts {
  readonly cuts: readonly PlacedCut[];
  /** What would follow the last of them, as far as the search has looked. */
  readonly beyond: string;
}

const nothing: FoundCuts = { cuts: [], beyond: '' };

/** A place on the path. */
interface Step {
  readonly place: Place;
  /** The probability of all tokens up to the place. */
  readonly mass: number;
  /** The length of the spelled text up to the place. */
  readonly at: number;
}

/** The number of last places on the path from which one long token may reach the end of the text. */
const STEPS_BACK = 4;

/**
 * Finds the text that is most likely to come, character by character, and the probability of each of its beginnings.
 *
 * Users do not see tokens: "val" may come as part of the token "value", as "val", or as "v" and "al". The probability
 * of a text is therefore a sum over the ways to write it that follow the path: all its tokens up to some place on the
 * path, and then one token that reaches the end of the text or goes beyond it. Ways that leave the path earlier count
 * as nothing, and are not computed. Without the sum, beginnings of words would seem less probable than they are. The
 * sum is worth one to four percentage points of keystrokes saved.
 */
export class Search {
  readonly #tokenizer: Tokenizer;
  readonly #index: PieceIndex;
  readonly #sums = new WeakMap<Place, Float64Array>();

  constructor(tokenizer: Tokenizer) {
    this.#tokenizer = tokenizer;
    this.#index = new PieceIndex(tokenizer.pieces);
  }

  /**
   * The text that is most likely to come after the cursor, cut after each of its characters, within the limits. With a
   * guide, the text that is most likely among those whose words are known.
   */
  *cuts(cursor: CursorState, limits: SearchLimits, guide?: WordGuide): BoundedWork<FoundCuts> {
    const starts = yield* heal(cursor, this.#tokenizer, this.#index, guide);
    const [best] = starts;
    if (!best) return nothing;

    const cuts: PlacedCut[] = [];
    const path: Step[] = [];
    let spelled = '';
    let piece = best.overhang;
    let word = guide?.afterAll(piece);
    let here = { place: best.from.after(best.token), mass: best.probability, at: piece.length };
    for (let steps = 1; ; steps++) {
      // Every character of the token is a place to cut.
      for (let length = 1; length <= piece.length; length++) {
        const longer = spelled + piece.slice(0, length);
        if (lineBreaks(longer) === limits.lines) return { cuts, beyond: '' };
        const text = this.#tokenizer.unspell(longer);
        const probability = agreeing(starts, longer) + this.#leadingTo(longer, path);
        if (probability < limits.leastProbability || text.length > limits.longest) {
          const whole = this.#tokenizer.unspell(spelled + piece);
          return { cuts, beyond: whole.slice(cuts.at(-1)?.text.length ?? 0) };
        }
        const place = length === piece.length ? here.place : undefined;
        // A spelling that is cut inside a character reads back with a replacement character. It is no place to cut.
        if (!text.includes('\ufffd')) cuts.push({ text, probability, place });
      }
      path.push(here);
      spelled += piece;
      const token = this.#likeliest(here.place, word, guide);
      if (token < 0) return { cuts, beyond: '' };
      piece = this.#tokenizer.pieces[token]!;
      for (const letter of piece) word = word === undefined ? undefined : guide?.after(word, letter);
      const mass = here.mass * here.place.distribution[token]!;
      here = { place: here.place.after(token), mass, at: spelled.length + piece.length };
      if (steps % 8 === 0) yield;
    }
  }

  /**
   * The probability of the tokens up to a place on the path, and then of one that reaches the end of the text or goes
   * beyond it; summed over the places.
   */
  #leadingTo(spelled: string, path: readonly Step[]): number {
    let sum = 0;
    for (const { place, mass, at } of path.slice(-STEPS_BACK)) {
      sum += mass * this.#massOf(place, this.#index.rangeOf(spelled.slice(at)));
    }
    return sum;
  }

  /**
   * The token that is reached character by character, each time the character with the most probability after it. The
   * token is taken where ending there is more probable than continuing with any one character. −1 for none.
   */
  #likeliest(place: Place, word: string | undefined, guide: WordGuide | undefined): number {
    for (let text = ''; ;) {
      const { ending, next } = this.#index.continuations(text);
      let [best, most] = ['', ending < 0 ? 0 : place.distribution[ending]!];
      for (const { character, range } of next) {
        const mass = this.#massOf(place, range);
        if (mass <= most) continue;
        if (guide && word !== undefined && guide.after(word, character) === undefined) continue;
        [best, most] = [character, mass];
      }
      if (best === '') return ending;
      text += best;
      if (word !== undefined) word = guide?.after(word, best);
    }
  }

  #massOf(place: Place, { from, to }: PieceRange): number {
    if (from === to) return 0;
    let sums = this.#sums.get(place);
    if (!sums) {
      sums = this.#index.cumulative(place.distribution);
      this.#sums.set(place, sums);
    }
    return sums[to]! - sums[from]!;
  }
}

/** The share of the healed starts whose overhang begins with the text. */
function agreeing(starts: readonly HealedStart[], spelled: string): number {
  return starts.reduce(
    (sum, start) => (start.overhang.startsWith(spelled) ? sum + start.probability : sum),
    0,
  );
}

function lineBreaks(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
