import type { BoundedWork } from '../base/bounded-work.ts';
import type { CursorState } from '../prediction/context-states.ts';
import { characterKind, codeTokens } from './code-tokens.ts';
import type { NextTokenSearch } from './next-token-search.ts';

/** A token with a higher rank counts as absent. */
const PLACES_RANKED = 10;

/**
 * How well the next code token is ranked. At the end of each token the score is 1/rank of the one that really follows,
 * or 0 if it is not among the ten most probable. MRR@10 is the mean score.
 */
export class RankTally {
  #tokens = 0;
  #first = 0;
  #reciprocalRanks = 0;

  /** Ranks count from 1; undefined if the token was absent. */
  add(rank: number | undefined): void {
    this.#tokens++;
    if (rank === undefined || rank > PLACES_RANKED) return;
    if (rank === 1) this.#first++;
    this.#reciprocalRanks += 1 / rank;
  }

  /** The number of code tokens, absent ones included. */
  get tokens(): number {
    return this.#tokens;
  }

  /** The share that was ranked first; 0 if there were no tokens. */
  get top1(): number {
    return this.#tokens === 0 ? 0 : this.#first / this.#tokens;
  }

  /** The mean score; 0 if there were no tokens. */
  get mrr10(): number {
    return this.#tokens === 0 ? 0 : this.#reciprocalRanks / this.#tokens;
  }
}

/**
 * Types a file code token by code token, and ranks each one after the first before it is typed. `cursorAfter` types a
 * text at the end, may learn from it, and returns where the model then is.
 */
export function* rankNextTokens(
  text: string,
  search: NextTokenSearch,
  cursorAfter: (typed: string) => BoundedWork<Pick<CursorState, 'place' | 'partial'>>,
  tally: RankTally,
): BoundedWork<void> {
  let typed = 0;
  const tokens = codeTokens(text);
  for (const [i, token] of tokens.entries()) {
    const next = tokens[i + 1];
    if (next === undefined) return;
    const cursor = yield* cursorAfter(text.slice(typed, token.end));
    typed = token.end;
    const afterWord = characterKind(token.text.slice(-1)) === 'letter';
    const ranked = yield* search.after(cursor, afterWord, next.text);
    const place = ranked.findIndex(({ text: foreseen }) => foreseen === next.text);
    tally.add(place < 0 ? undefined : place + 1);
    yield;
  }
}
