import { SPECIAL_TOKENS, type Tokenizer } from '../text/tokenizer.ts';
import type { BoundedWork } from './bounded-work.ts';
import type { CursorState } from './context-states.ts';
import type { Cut } from './cut.ts';
import { heal } from './healing.ts';
import { PieceIndex } from './piece-index.ts';
import type { Place } from './place.ts';

export interface SearchLimits {
  /** The search ends where the text so far is less probable than this. */
  readonly leastProbability: number;
  /** Longest text, in UTF-16 code units. */
  readonly longest: number;
  /** Most lines: 1 ends with the line of the cursor. */
  readonly lines: number;
}

/**
 * From the healed tokens the most probable token is taken again and again. Every place on the way where the text may be
 * cut is handed back; which of them is shown is for `chooseCut` to say.
 */
export class Search {
  readonly #tokenizer: Tokenizer;
  readonly #index: PieceIndex;

  constructor(tokenizer: Tokenizer) {
    this.#tokenizer = tokenizer;
    this.#index = new PieceIndex(tokenizer.pieces);
  }

  *cuts(cursor: CursorState, limits: SearchLimits): BoundedWork<FoundCuts> {
    const starts = yield* heal(cursor, this.#tokenizer, this.#index);
    const best = starts[0];
    if (!best) return nothing;

    // Other healed starts that hold the same text and more agree with the first cut.
    let probability = 0;
    for (const start of starts) {
      if (start.overhang.startsWith(best.overhang)) probability += start.probability;
    }
    let spelled = best.overhang;
    let place: Place | undefined;
    const cuts: PlacedCut[] = [];
    for (let steps = 1; ; steps++) {
      const end = endOfLines(spelled, limits.lines);
      const text = this.#tokenizer.unspell(spelled.slice(0, end));
      if (probability < limits.leastProbability || text.length > limits.longest) {
        return { cuts, beyond: text.slice(cuts.at(-1)?.text.length ?? 0) };
      }
      place = place ?? best.from.behind(best.token);
      const isWhole = end === spelled.length;
      // A spelling cut inside a character reads back with a replacement mark: no place to cut.
      if (text !== '' && !text.includes('\ufffd'))
        cuts.push({ text, probability, place: isWhole ? place : undefined });
      if (!isWhole) break;
      const token = mostProbable(place.distribution);
      if (token < SPECIAL_TOKENS) break;
      probability *= place.distribution[token]!;
      spelled += this.#tokenizer.pieces[token]!;
      place = place.behind(token);
      if (steps % 8 === 0) yield;
    }
    return { cuts, beyond: '' };
  }
}

/** What may come next, each text the beginning of the next. */
export interface FoundCuts {
  readonly cuts: readonly PlacedCut[];
  /** What would follow the last of them, as far as it was looked at. */
  readonly beyond: string;
}

const nothing: FoundCuts = { cuts: [], beyond: '' };

/** A cut, and the place behind it where it ends with a token. */
export interface PlacedCut extends Cut {
  readonly place: Place | undefined;
}

/** Where the line break stands that ends so many lines; the text's length where it has fewer. */
function endOfLines(text: string, lines: number): number {
  let end = -1;
  for (let k = 0; k < lines; k++) {
    end = text.indexOf('\n', end + 1);
    if (end < 0) return text.length;
  }
  return end;
}

function mostProbable(distribution: Float32Array): number {
  let best = 0;
  for (let token = 1; token < distribution.length; token++) {
    if (distribution[token]! > distribution[best]!) best = token;
  }
  return best;
}
