import { gateOf } from '../prediction/eagerness.ts';
import { type Chosen, Gate } from '../prediction/gate/gate.ts';
import type { Judge } from '../prediction/gate/judge.ts';
import type { Offer } from '../prediction/gate/offer.ts';
import { averagePace, type Pace, READ_BEYOND } from '../prediction/gate/reading-time.ts';
import { kindOf } from '../prediction/gate/signals.ts';
import { countCodePoints } from '../text/code-points.ts';
import { emptyTimedTally, type TimedTally } from './timed-tally.ts';
import type { TypedText } from './typed-text.ts';

export interface TimedTypistOptions {
  /** What the gate believes of the typist. */
  readonly pace: Pace;
  /** The gate's least probability. */
  readonly floor: number;
  /** g: the share of new suggestions that the typist looks at. */
  readonly looks: number;
  /** Whether the typist takes the beginning of a wrong suggestion, word by word, where that saves keys. */
  readonly takesWords: boolean;
  /** Which right suggestions the typist takes; all unless given. */
  readonly wants?: (chosen: Chosen, offer: Offer) => boolean;
}

/** One who looks at everything, behind the gate of an editor in which nothing is set. `key`: K, in seconds. */
export function attentiveTypist(key: number): TimedTypistOptions {
  const { look, floor } = gateOf('balanced', false);
  return { pace: { ...averagePace, key, look }, floor, looks: 1, takesWords: false };
}

/** A suggestion that the gate has let through. */
export interface Looked extends Chosen {
  readonly position: number;
  readonly isRight: boolean;
}

/**
 * Types a text as `SimulatedTypist` does, behind the editor's own gate, and counts what takes time: keys, looks and the
 * characters read. A suggestion is new where it is not just the rest of the one before, and is looked at once. It is
 * taken if it is right. A wrong one is read to its first wrong character and a little further. What stands is not
 * replaced while it is typed through.
 */
export class TimedTypist {
  readonly #typed: TypedText;
  readonly #options: TimedTypistOptions;
  readonly #gate: Gate;
  readonly #onLooked: ((looked: Looked) => void) | undefined;
  readonly #tally: { -readonly [Count in keyof TimedTally]: TimedTally[Count] };
  #position: number;
  #standing: (Chosen & { readonly isSeen: boolean }) | undefined;
  #suggested = 0;

  /** `judge` learns from what the typist does. */
  constructor(
    typed: TypedText,
    options: TimedTypistOptions,
    judge: Judge,
    onLooked?: (looked: Looked) => void,
  ) {
    this.#typed = typed;
    this.#options = options;
    this.#gate = new Gate(judge);
    this.#onLooked = onLooked;
    this.#position = typed.cursorAt(0);
    this.#tally = { ...emptyTimedTally, characters: typed.characters };
  }

  get position(): number {
    return this.#position;
  }

  get tally(): TimedTally {
    return this.#tally;
  }

  /** Presses one key, or as many as it takes to accept some words. */
  press(offer: Offer): void {
    const standing = this.#standing;
    const isNew = !standing;
    const chosen = standing ?? this.#choose(offer);
    const typed = this.#typed;
    const position = this.#position;
    const isSeen = standing?.isSeen ?? (chosen !== undefined && this.#look());
    const isRight = chosen !== undefined && typed.text.startsWith(chosen.text, position);
    const isTaken =
      chosen !== undefined && isSeen && isRight && (this.#options.wants?.(chosen, offer) ?? true);
    const tally = this.#tally;
    if (chosen && isNew && isSeen) this.#read(chosen, isRight);
    const words = chosen && isNew && isSeen && !isRight ? this.#rightWords(chosen) : undefined;
    tally.keys += words?.keys ?? 1;
    const next = isTaken ? chosen.text : (words?.text ?? typed.characterAt(position));
    const end = typed.cursorAt(position + next.length);
    if (isTaken) this.#take(chosen, end);
    else if (words) tally.completed += typed.charactersBetween(position, end);
    this.#moveTo(end, isTaken || !chosen ? undefined : { ...chosen, isSeen });
  }

  #choose(offer: Offer): Chosen | undefined {
    const chosen = this.#gate.choose(offer, { ...this.#options, mayWait: true });
    if (chosen) {
      this.#tally.shown++;
      const isRight = this.#typed.text.startsWith(chosen.text, this.#position);
      this.#onLooked?.({ ...chosen, position: this.#position, isRight });
    }
    return chosen;
  }

  /** Every 1/g-th suggestion is looked at. */
  #look(): boolean {
    const before = Math.floor(this.#suggested * this.#options.looks);
    this.#suggested++;
    return Math.floor(this.#suggested * this.#options.looks) > before;
  }

  #read({ text }: Chosen, isRight: boolean): void {
    const length = countCodePoints(text);
    this.#tally.looks++;
    this.#tally.read += isRight ? length : Math.min(length, this.#rightLength(text) + READ_BEYOND);
  }

  /** The code units of a text that are right. */
  #rightLength(text: string): number {
    let length = 0;
    while (length < text.length && text[length] === this.#typed.text[this.#position + length]) length++;
    return length;
  }

  /** The words at the beginning of a wrong text that are right, if taking them one by one saves at least two keys. */
  #rightWords({ text }: Chosen): { readonly text: string; readonly keys: number } | undefined {
    if (!this.#options.takesWords) return undefined;
    const right = this.#rightLength(text);
    let [end, keys] = [0, 0];
    for (const { 0: word, index } of text.matchAll(/\s*(?:[\p{L}\p{N}_$]+|[^\s\p{L}\p{N}_$]+)/gu)) {
      if (index + word.length > right) break;
      [end, keys] = [index + word.length, keys + 1];
    }
    return end - keys >= 2 ? { text: text.slice(0, end), keys } : undefined;
  }

  #take(chosen: Chosen, end: number): void {
    const tally = this.#tally;
    const length = this.#typed.charactersBetween(this.#position, end);
    tally.taken++;
    tally.completed += length;
    if (kindOf(chosen.text) === 'several') {
      tally.severalTaken++;
      tally.severalCompleted += length;
    }
    this.#gate.taken(chosen);
  }

  /** Notes what was inserted up to `end`, and what stands there now of what was shown. */
  #moveTo(end: number, shown: (Chosen & { readonly isSeen: boolean }) | undefined): void {
    const inserted = this.#typed.text.slice(this.#position, end);
    this.#gate.typed(inserted.length);
    this.#standing = undefined;
    if (shown) {
      if (shown.text.length > inserted.length && shown.text.startsWith(inserted)) {
        this.#standing = { ...shown, text: shown.text.slice(inserted.length) };
      } else if (shown.text !== inserted) {
        this.#tally.refused++;
        if (kindOf(shown.text) === 'several') this.#tally.severalRefused++;
        this.#gate.refused(shown);
      } else if (shown.isSeen) this.#gate.typedThrough(shown);
    }
    this.#position = end;
  }
}
