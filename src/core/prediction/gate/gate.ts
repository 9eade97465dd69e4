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

/**
 * Decides what is worth a look, in one document. Of the texts k that are likely enough, the one is shown that is expected
 * to save most time, and only where that is more than can be saved by waiting for the next j characters of the likeliest
 * text, which come with probability P_j:
 *   show k if  E(n_k, p_k, 1) > 0  and  E(n_k, p_k, 1) >= max_{j,m} E(n_m − j, p_m, P_j),
 * where E is `expectedSeconds`. What is right is as right one character later, and what is wrong has often shown itself by
 * then.
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
    const judged: Chosen[] = [];
    for (const cut of cuts) {
      // The judge corrects probabilities; it does not turn them over.
      if (cut.text.length < SHORTEST_SUGGESTION || cut.probability < floor / 2) continue;
      const signals = signalsOf?.(cut);
      judged.push({ ...cut, signals, judged: signals ? this.#judge.probability(signals) : cut.probability });
    }
    let chosen: Chosen | undefined;
    let most = 0;
    for (const each of judged) {
      const saved = expectedSeconds(each.text.length, each.judged, 1, pace);
      const least = each.text.includes('\n') ? severalLinesBar(bar) : bar;
      if (each.judged >= least && saved > most) [most, chosen] = [saved, each];
    }
    const isKept = chosen && mayWait && isBetterLater(judged, path, { bar, pace, most });
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

/** Whether more is expected to be saved if some characters of the likeliest text come first. */
function isBetterLater(
  judged: readonly Chosen[],
  path: readonly Cut[],
  { bar, pace, most }: { readonly bar: number; readonly pace: Pace; readonly most: number },
): boolean {
  for (const { text, probability: reached } of path) {
    const j = text.length;
    if (j > WAIT_AT_MOST || reached <= 0) return false;
    for (const each of judged) {
      const n = each.text.length - j;
      const right = Math.min(each.judged, reached);
      if (n < SHORTEST_SUGGESTION || right < bar * reached) continue;
      if (expectedSeconds(n, right, reached, pace) > most) return true;
    }
  }
  return false;
}
