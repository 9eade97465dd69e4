import { chooseCut, SHORTEST_SUGGESTION } from '../prediction/choose-cut.ts';
import type { Cut } from '../prediction/cut.ts';
import { withoutRejected } from '../prediction/rejected-text.ts';
import { countCodePoints, isHighSurrogate, isLowSurrogate } from '../text/code-points.ts';
import { emptyTally, type Tally } from './tally.ts';

export interface TypistOptions {
  /** The lowest probability of a suggestion that is shown. */
  readonly threshold: number;
  /** Whether what was shown and not accepted is not offered again. */
  readonly rejections: boolean;
}

/**
 * The simulated typist may be shown one suggestion before each character. If it is exactly what comes next, the typist
 * accepts it with one key. Otherwise the typist types the next character, also with one key.
 */
export class SimulatedTypist {
  readonly #text: string;
  readonly #options: TypistOptions;
  #position = 0;
  readonly #tally: { -readonly [Count in keyof Tally]: Tally[Count] };
  /** What was shown at the last position, without the character typed since; undefined if nothing was. */
  #stillShown: string | undefined;
  /** Texts known to be wrong for what is still to come: they were shown, and something else was typed. */
  #rejected: string[] = [];
  /** Called once for each suggestion that is shown, with whether it was right. */
  readonly #onShown: ((probability: number, right: boolean) => void) | undefined;

  constructor(text: string, options: TypistOptions, onShown?: (probability: number, right: boolean) => void) {
    this.#text = text;
    this.#options = options;
    this.#onShown = onShown;
    this.#tally = { ...emptyTally, characters: countCodePoints(text) };
  }

  /** Where the next key goes, in UTF-16 code units. Cuts are requested nowhere else. */
  get position(): number {
    return this.#position;
  }

  get tally(): Tally {
    return this.#tally;
  }

  /** Presses one key, with these texts to choose a suggestion from. */
  press(cuts: readonly Cut[]): void {
    const { threshold, rejections } = this.#options;
    const offered = rejections ? withoutRejected(cuts, this.#rejected) : cuts;
    const shown = chooseCut(offered, { threshold, shortest: SHORTEST_SUGGESTION });
    const right = shown !== undefined && this.#text.startsWith(shown.text, this.#position);
    const isNew = shown !== undefined && shown.text !== this.#stillShown;
    if (shown && isNew) this.#onShown?.(shown.probability, right);
    const typed = right ? shown.text : this.#nextCharacter();
    const tally = this.#tally;
    tally.keys++;
    tally.positions++;
    if (shown) tally.shownPositions++;
    if (isNew) tally.shown++;
    if (right) {
      tally.accepted++;
      tally.completed += countCodePoints(typed);
    }
    if (shown && !right) this.#rejected.push(shown.text);
    this.#rejected = this.#rejected
      .filter((text) => text.startsWith(typed))
      .map((text) => text.slice(typed.length));
    this.#stillShown =
      shown && !right && shown.text.startsWith(typed) ? shown.text.slice(typed.length) : undefined;
    this.#position += typed.length;
  }

  #nextCharacter(): string {
    const [at, text] = [this.#position, this.#text];
    const isPair = isHighSurrogate(text.charCodeAt(at)) && isLowSurrogate(text.charCodeAt(at + 1));
    return text.slice(at, at + (isPair ? 2 : 1));
  }
}
