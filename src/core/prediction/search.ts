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
  /** Keeps to words that are known; every text may come unless given. */
  readonly guide?: WordGuide | undefined;
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

/** Where a search leaves the text that is most likely to come, for another. */
export interface Fork {
  /** A beginning of that text, which ends with a token; undefined at the cursor. */
  readonly after: PlacedCut | undefined;
  /** 1 for the token that comes second there, 2 for the third, and so on. */
  readonly rank: number;
  /** Of the text up to there, and of that token. */
  readonly probability: number;
}

/** How many other tokens are considered at one place. */
const OTHER_TOKENS = 3;

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
  *cuts(cursor: CursorState, limits: SearchLimits, fork?: Fork): BoundedWork<FoundCuts> {
    if (fork?.after) return yield* this.#cutsAfter(fork.after, { ...fork, after: undefined }, cursor, limits);
    const { guide } = limits;
    const starts = yield* heal(cursor, this.#tokenizer, this.#index, guide);
    const best = starts[fork?.rank ?? 0];
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
        if (lineBreaks(longer) === limits.lines) return { cuts, beyond: '\n' };
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

  /** Where the text that is most likely to come may be left for another one, the most probable ones first. */
  *forks(cursor: CursorState, limits: SearchLimits): BoundedWork<Fork[]> {
    const starts = yield* heal(cursor, this.#tokenizer, this.#index, limits.guide);
    const forks: Fork[] = starts
      .slice(1, 1 + OTHER_TOKENS)
      .map(({ probability }, other) => ({ after: undefined, rank: other + 1, probability }));
    for (const cut of (yield* this.cuts(cursor, limits)).cuts) {
      if (!cut.place) continue;
      for (const [other, share] of nextLargest(cut.place.distribution).entries()) {
        forks.push({ after: cut, rank: other + 1, probability: cut.probability * share });
      }
    }
    return forks
      .filter(({ probability }) => probability >= limits.leastProbability)
      .sort((a, b) => b.probability - a.probability);
  }

  /** Cuts of the texts that begin with `begun`. */
  *#cutsAfter(
    begun: PlacedCut,
    fork: Fork,
    { settled }: CursorState,
    { leastProbability, longest, lines, guide }: SearchLimits,
  ): BoundedWork<FoundCuts> {
    const { text, probability, place } = begun;
    if (!place) return nothing;
    const rest = {
      leastProbability: leastProbability / probability,
      longest: longest - text.length,
      lines: lines - lineBreaks(text),
      guide: guide?.following(text),
    };
    const { cuts, beyond } = yield* this.cuts({ place, partial: '', settled }, rest, fork);
    const whole = cuts.map((cut) => ({
      ...cut,
      text: text + cut.text,
      probability: probability * cut.probability,
    }));
    return { cuts: whole, beyond };
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

/** The probabilities of the tokens after the most probable one, as many as are considered. */
function nextLargest(distribution: Float32Array): number[] {
  const largest = new Array<number>(1 + OTHER_TOKENS).fill(0);
  for (const p of distribution) {
    if (p <= largest.at(-1)!) continue;
    largest[OTHER_TOKENS] = p;
    largest.sort((a, b) => b - a);
  }
  return largest.slice(1);
}

function lineBreaks(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
