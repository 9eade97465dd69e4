import { SPECIAL_TOKENS, type Tokenizer } from '../text/tokenizer.ts';
import type { BoundedWork } from './bounded-work.ts';
import type { Cut } from './cut.ts';
import { heal } from './healing.ts';
import type { CursorState } from './context-states.ts';
import type { NextTokenModel } from './next-token-model.ts';
import { PieceIndex } from './piece-index.ts';

export interface SearchLimits {
  /** The search ends where the text so far is less probable than this. */
  readonly leastProbability: number;
  /** Longest text, in UTF-16 code units. */
  readonly longest: number;
}

/**
 * From the healed tokens the most probable token is taken again and again to the end of the line. Every place on the way
 * where the text may be cut is handed back; which of them is shown is for `chooseCut` to say.
 */
export class Search {
  readonly #model: NextTokenModel;
  readonly #tokenizer: Tokenizer;
  readonly #index: PieceIndex;
  readonly #distribution: Float32Array;

  constructor(model: NextTokenModel, tokenizer: Tokenizer) {
    this.#model = model;
    this.#tokenizer = tokenizer;
    this.#index = new PieceIndex(tokenizer.pieces);
    this.#distribution = new Float32Array(tokenizer.size);
  }

  /** What may come behind the cursor, each text the beginning of the next; empty when nothing can be found. */
  *cuts(cursor: CursorState, limits: SearchLimits): BoundedWork<readonly Cut[]> {
    const starts = yield* heal(
      this.#model,
      this.#tokenizer,
      this.#index,
      cursor.state,
      cursor.partial,
      this.#distribution,
    );
    const best = starts[0];
    if (!best) return [];

    // Other healed starts that hold the same text and more agree with the first cut.
    let probability = 0;
    for (const start of starts) {
      if (start.overhang.startsWith(best.overhang)) probability += start.probability;
    }
    let spelled = best.overhang;
    const state = best.state.slice();
    const cuts: Cut[] = [];
    for (let steps = 1; ; steps++) {
      const lineEnd = spelled.indexOf('\n');
      const text = this.#tokenizer.unspell(lineEnd < 0 ? spelled : spelled.slice(0, lineEnd));
      if (probability < limits.leastProbability || text.length > limits.longest) break;
      // A spelling cut inside a character reads back with a replacement mark: no place to cut.
      if (text !== '' && !text.includes('\ufffd')) cuts.push({ text, probability });
      if (lineEnd >= 0) break;
      this.#model.probabilities(state, this.#distribution);
      const token = mostProbable(this.#distribution);
      if (token < SPECIAL_TOKENS) break;
      probability *= this.#distribution[token]!;
      spelled += this.#tokenizer.pieces[token]!;
      this.#model.step(state, token, state);
      if (steps % 8 === 0) yield;
    }
    return cuts;
  }
}

function mostProbable(distribution: Float32Array): number {
  let best = 0;
  for (let token = 1; token < distribution.length; token++) {
    if (distribution[token]! > distribution[best]!) best = token;
  }
  return best;
}
