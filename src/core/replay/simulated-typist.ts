import { chooseCut, SHORTEST_SUGGESTION } from '../prediction/choose-cut.ts';
import type { Cut } from '../prediction/cut.ts';
import type { Offer } from '../prediction/gate/offer.ts';
import { withoutRejected } from '../prediction/rejected-text.ts';
import { emptyTally, type Tally } from './tally.ts';
import type { TypedText } from './typed-text.ts';

/** A suggestion that was shown, and is not just the rest of the one before. */
export interface ShownSuggestion extends Cut {
  /** Where in the typed text, in UTF-16 code units. */
  readonly position: number;
  /** Whether it is what comes next. */
  readonly right: boolean;
}

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
  readonly #typed: TypedText;
  readonly #options: TypistOptions;
  #position = 0;
  readonly #tally: { -readonly [Count in keyof Tally]: Tally[Count] };
  /** What was shown at the last position, without the character typed since; undefined if nothing was. */
  #stillShown: string | undefined;
  /** Texts known to be wrong for what is still to come: they were shown, and something else was typed. */
  #rejected: string[] = [];
  readonly #onShown: ((shown: ShownSuggestion) => void) | undefined;

  /** @param onShown - called once for each suggestion that is shown */
  constructor(typed: TypedText, options: TypistOptions, onShown?: (shown: ShownSuggestion) => void) {
    this.#typed = typed;
    this.#options = options;
    this.#onShown = onShown;
    this.#position = typed.cursorAt(0);
    this.#tally = { ...emptyTally, characters: typed.characters };
  }

  /** Where the next key goes, in UTF-16 code units. Cuts are requested nowhere else. */
  get position(): number {
    return this.#position;
  }

  get tally(): Tally {
    return this.#tally;
  }

  /** Presses one key, with these texts to choose a suggestion from. */
  press({ cuts }: Pick<Offer, 'cuts'>): void {
    const { threshold, rejections } = this.#options;
    const offered = rejections ? withoutRejected(cuts, this.#rejected) : cuts;
    const shown = chooseCut(offered, { threshold, shortest: SHORTEST_SUGGESTION });
    const position = this.#position;
    const right = shown !== undefined && this.#typed.text.startsWith(shown.text, position);
    const isNew = shown !== undefined && shown.text !== this.#stillShown;
    if (shown && isNew) this.#onShown?.({ ...shown, position, right });
    const typed = right ? shown.text : this.#typed.characterAt(position);
    const end = this.#typed.cursorAt(position + typed.length);
    const tally = this.#tally;
    tally.keys++;
    tally.positions++;
    if (shown) tally.shownPositions++;
    if (isNew) tally.shown++;
    if (right) {
      tally.accepted++;
      tally.completed += this.#typed.charactersBetween(position, position + typed.length);
    }
    if (shown && !right) this.#rejected.push(shown.text);
    // With a line break comes its indentation.
    const inserted = this.#typed.text.slice(position, end);
    this.#rejected = this.#rejected
      .filter((text) => text.startsWith(inserted))
      .map((text) => text.slice(inserted.length));
    this.#stillShown =
      shown && !right && shown.text.startsWith(inserted) ? shown.text.slice(inserted.length) : undefined;
    this.#position = end;
  }
}
