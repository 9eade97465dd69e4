import { SPECIAL_TOKENS, type Tokenizer } from '../text/tokenizer.ts';
import type { BoundedWork } from './bounded-work.ts';
import { heal } from './healing.ts';
import type { CursorState } from './context-states.ts';
import type { NextTokenModel } from './next-token-model.ts';
import { PieceIndex } from './piece-index.ts';

/** A text that may come next, within the line, and how probable it is. */
export interface Continuation {
  readonly text: string;
  readonly probability: number;
}

export interface SearchLimits {
  /** Least probability of a continuation worth showing. */
  readonly threshold: number;
  /** Longest continuation, in UTF-16 code units. */
  readonly longest: number;
  /** Shortest that saves keys at all. */
  readonly shortest: number;
}

/**
 * From the healed tokens the most probable token is taken again and again to the end of the line; of all the places to
 * cut, the one is taken that maximises the expected number of keystrokes saved,
 *   argmax_k  p_k · (length_k − 1)   among the k with p_k >= threshold,
 * since accepting costs one key (modelling notes, section 7: the best of the rules tried).
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

  /** The best continuation behind the cursor; undefined when nothing is probable enough. */
  *continue(cursor: CursorState, limits: SearchLimits): BoundedWork<Continuation | undefined> {
    const starts = yield* heal(
      this.#model,
      this.#tokenizer,
      this.#index,
      cursor.state,
      cursor.partial,
      this.#distribution,
    );
    const best = starts[0];
    if (!best) return undefined;

    // Other healed starts that hold the same text and more agree with the first cut.
    let probability = 0;
    for (const start of starts) {
      if (start.overhang.startsWith(best.overhang)) probability += start.probability;
    }
    let spelled = best.overhang;
    const state = best.state.slice();
    let chosen: Continuation | undefined;
    let mostSaved = 0;
    for (let steps = 1; ; steps++) {
      const lineEnd = spelled.indexOf('\n');
      const text = this.#tokenizer.unspell(lineEnd < 0 ? spelled : spelled.slice(0, lineEnd));
      if (probability < limits.threshold || text.length > limits.longest) break;
      const saved = probability * (text.length - 1);
      // A spelling cut inside a character reads back with a replacement mark: no place to cut.
      if (saved > mostSaved && text.length >= limits.shortest && !text.includes('\ufffd')) {
        mostSaved = saved;
        chosen = { text, probability };
      }
      if (lineEnd >= 0) break;
      this.#model.probabilities(state, this.#distribution);
      const token = mostProbable(this.#distribution);
      if (token < SPECIAL_TOKENS) break;
      probability *= this.#distribution[token]!;
      spelled += this.#tokenizer.pieces[token]!;
      this.#model.step(state, token, state);
      if (steps % 8 === 0) yield;
    }
    return chosen;
  }
}

function mostProbable(distribution: Float32Array): number {
  let best = 0;
  for (let token = 1; token < distribution.length; token++) {
    if (distribution[token]! > distribution[best]!) best = token;
  }
  return best;
}
