import { severalLinesBar, SHORTEST_SUGGESTION } from '../choose-cut.ts';
import type { Cut } from '../cut.ts';
import type { Judge } from './judge.ts';
import type { Offer } from './offer.ts';
import { expectedSeconds, type Pace } from './reading-time.ts';
import { signalsAlong } from './signals.ts';

/** A text that the gate lets through. */
export interface Chosen extends Cut {
  /** How probable it is, as the judge sees it, that the text is right and is taken. */
  readonly judged: number;
  readonly signals: Float64Array | undefined;
}

/** What the gate asks of a text. */
export interface GateOptions {
  readonly pace: Pace;
  /** The least probability, before any refusal. */
  readonly floor: number;
  /** Whether a text may be kept back until it is surer. One who pauses types nothing that makes it so. */
  readonly mayWait: boolean;
}

/** The bar rises by this with each refusal in a row, up to `HIGHEST`. */
const RISE = 0.1;
const HIGHEST = 0.85;
/** After so many refusals in a row nothing new is shown for so many characters. */
const QUIET = { after: 3, characters: 8 } as const;
/** How far the gate looks along the likeliest text for a better moment, in UTF-16 code units. */
const WAIT_AT_MOST = 12;

/** A text that may be shown, with what there is to choose it by. */
interface Candidate extends Chosen {
  /** The keys that it replaces: the editor indents new lines itself. */
  readonly keys: number;
  readonly lineBreaks: number;
  /** Seconds that are expected to be saved behind it, once it was taken. */
  behind: number;
}

/**
 * Decides what is worth a look, in one document. A text k of n_k characters that is right with probability p_k saves
 *   S_k = E(n_k, p_k, 1) + p_k B_k,   B_k = max_m E(n_m − n_k, p_m / p_k, 1) + (p_m / p_k) B_m,
 * where E is `expectedSeconds` and B_k is what the next texts m save behind it. Of the texts that are likely enough and
 * save time themselves, the one with the largest S is shown, and only where that is more than can be saved by waiting for
 * the next j characters of the likeliest text, which come with probability P_j:
 *   S_k >= max_{j,m} E(n_m − j, p_m, P_j) + p_m B_m.
 * What is right is as right one character later, and what is wrong has often shown itself by then.
 */
export class Gate {
  readonly #judge: Judge;
  /** Refusals since something was taken. */
  #refusals = 0;
  /** Characters until something new may be shown. */
  #quietFor = 0;

  constructor(judge: Judge) {
    this.#judge = judge;
  }

  /** The text to show, or undefined. */
  choose({ cuts, path, around }: Offer, { pace, floor, mayWait }: GateOptions): Chosen | undefined {
    if (this.#quietFor > 0) return undefined;
    const bar = Math.max(floor, Math.min(HIGHEST, floor + RISE * this.#refusals));
    const signalsOf = around && signalsAlong(path, around);
    const candidates: Candidate[] = [];
    for (const cut of cuts) {
      // The judge corrects probabilities; it does not turn them over.
      if (cut.text.length < SHORTEST_SUGGESTION || cut.probability < floor / 2) continue;
      const signals = signalsOf?.(cut);
      const judged = signals ? this.#judge.probability(signals) : cut.probability;
      const { text, probability } = cut;
      candidates.push({ text, probability, signals, judged, behind: 0, ...keysOf(text) });
    }
    const least: Least = (lineBreaks) => (lineBreaks > 0 ? severalLinesBar(bar) : bar);
    lookBehind(candidates, pace, least);
    let chosen: Candidate | undefined;
    let most = 0;
    for (const each of candidates) {
      const { judged, keys, lineBreaks, behind } = each;
      const alone = expectedSeconds(keys, judged, 1, pace);
      const saved = alone + judged * behind;
      if (judged >= least(lineBreaks) && alone > 0 && saved > most) [most, chosen] = [saved, each];
    }
    const isKept = chosen && mayWait && isBetterLater(candidates, path, least, { pace, most });
    return isKept ? undefined : chosen;
  }

  /** Called when `count` characters were typed. */
  typed(count: number): void {
    this.#quietFor = Math.max(0, this.#quietFor - count);
  }

  /** Called when what was shown was taken. */
  taken({ signals }: Pick<Chosen, 'signals'>): void {
    this.#refusals = 0;
    if (signals) this.#judge.learn(signals, true);
  }

  /** Called when what was taken was taken back: what was learned when it was taken is unlearned first. */
  takenBack({ signals }: Pick<Chosen, 'signals'>): void {
    for (let times = 0; signals && times < 2; times++) this.#judge.learn(signals, false);
  }

  /** Called when what was shown was typed to its end: it was right, and not wanted. */
  typedThrough({ signals }: Pick<Chosen, 'signals'>): void {
    if (signals) this.#judge.learn(signals, false);
  }

  /** Called when something else was typed than what was shown. */
  refused({ signals }: Pick<Chosen, 'signals'>): void {
    this.#refusals++;
    if (this.#refusals >= QUIET.after) this.#quietFor = QUIET.characters;
    if (signals) this.#judge.learn(signals, false);
  }
}

/** The keys that a text replaces, without the indentation that the editor inserts, and its line breaks. */
function keysOf(text: string): Pick<Candidate, 'keys' | 'lineBreaks'> {
  let [keys, lineBreaks] = [text.length, 0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at)) {
    lineBreaks++;
    for (at++; text[at] === ' ' || text[at] === '\t'; at++) keys--;
  }
  return { keys, lineBreaks };
}

/** The least probability of a text with so many line breaks. */
type Least = (lineBreaks: number) => number;

/** Fills in what is expected to be saved behind each text, longer ones first. */
function lookBehind(candidates: readonly Candidate[], pace: Pace, least: Least): void {
  for (let k = candidates.length - 1; k >= 0; k--) {
    const taken = candidates[k]!;
    for (let m = k + 1; m < candidates.length; m++) {
      const next = candidates[m]!;
      const share = next.judged / taken.judged;
      if (share > 1 || share < least(next.lineBreaks - taken.lineBreaks)) continue;
      const alone = expectedSeconds(next.keys - taken.keys, share, 1, pace);
      if (alone > 0) taken.behind = Math.max(taken.behind, alone + share * next.behind);
    }
  }
}

/** Whether more is expected to be saved if some characters of the likeliest text come first. */
function isBetterLater(
  candidates: readonly Candidate[],
  path: readonly Cut[],
  least: Least,
  { pace, most }: { readonly pace: Pace; readonly most: number },
): boolean {
  for (const { text, probability: reached } of path) {
    const j = text.length;
    if (j > WAIT_AT_MOST || reached <= 0) return false;
    for (const { judged, keys, lineBreaks, behind } of candidates) {
      const n = keys - j;
      const right = Math.min(judged, reached);
      if (n < SHORTEST_SUGGESTION || right < least(lineBreaks) * reached) continue;
      const alone = expectedSeconds(n, right, reached, pace);
      if (alone > 0 && alone + right * behind > most) return true;
    }
  }
  return false;
}
