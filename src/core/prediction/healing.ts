import type { Tokenizer } from '../text/tokenizer.ts';
import type { BoundedWork } from '../base/bounded-work.ts';
import type { CursorState } from './context-states.ts';
import type { PieceIndex } from './piece-index.ts';
import type { Place } from './place.ts';
import type { WordGuide } from './word-guide.ts';

/** A way to write the partial text in tokens, of which the last one reaches its end or goes beyond it. */
export interface HealedStart {
  /** The place before the last token. */
  readonly from: Place;
  readonly token: number;
  /** What the last token holds beyond the partial text, spelled. */
  readonly overhang: string;
  /** The probability of these tokens, given that the text begins with the partial text. */
  readonly probability: number;
}

interface Path {
  readonly place: Place;
  readonly rest: string;
  readonly probability: number;
}

/**
 * The most places from which further tokens are tried. With fewer, nothing is found inside long identifiers, which
 * tokens can write in many ways.
 */
const MOST_EXPANSIONS = 32;
/** The most starts that are returned. */
const MOST_STARTS = 8;
/** What is less probable than this share of the best start is not looked at. */
const NEGLIGIBLE = 1e-3;

/**
 * Token healing. What is typed of a word rarely ends where a token ends: "retu" may be the beginning of "return". So
 * all token paths that agree with the partial text are searched, best first. Probabilities are normalised over what was
 * found and what was left open. With a guide, only starts that lead to known words are returned. Returns the most probable
 * start first.
 */
export function* heal(
  { place, partial }: CursorState,
  tokenizer: Tokenizer,
  index: PieceIndex,
  guide?: WordGuide,
): BoundedWork<HealedStart[]> {
  const open: Path[] = [{ place, rest: partial, probability: 1 }];
  let foundMass = 0;
  const found: HealedStart[] = [];
  for (let expansion = 0; expansion < MOST_EXPANSIONS && open.length > 0; expansion++) {
    const path = takeBest(open);
    // What is still open can hardly change the answer.
    if (found.length > 0 && path.probability < NEGLIGIBLE * found[0]!.probability) {
      open.push(path);
      break;
    }
    const { distribution } = path.place;
    for (const token of index.startingWith(path.rest)) {
      const probability = path.probability * distribution[token]!;
      const overhang = tokenizer.pieces[token]!.slice(path.rest.length);
      const isNegligible = probability < NEGLIGIBLE * (found[0]?.probability ?? 0);
      if (!isNegligible && guide && guide.afterAll(overhang) === undefined) {
        // A name that no longer exists says nothing about which of the others is meant.
        if (!guide.isGone(overhang)) foundMass += probability;
        continue;
      }
      foundMass += probability;
      if (isNegligible) continue;
      found.push({ from: path.place, token, overhang, probability });
    }
    for (const token of index.beginningOf(path.rest)) {
      const probability = path.probability * distribution[token]!;
      const rest = path.rest.slice(tokenizer.pieces[token]!.length);
      open.push({ place: path.place.after(token), rest, probability });
    }
    found.sort((a, b) => b.probability - a.probability);
    found.length = Math.min(found.length, MOST_STARTS);
    if (expansion % 8 === 7) yield;
  }
  let total = foundMass;
  for (const { probability } of open) total += probability;
  if (!(total > 0)) return [];
  return found.map((start) => ({ ...start, probability: start.probability / total }));
}

function takeBest(open: Path[]): Path {
  let best = 0;
  for (let i = 1; i < open.length; i++) if (open[i]!.probability > open[best]!.probability) best = i;
  return open.splice(best, 1)[0]!;
}
