import type { Chosen, Gate } from './gate/gate.ts';
import { movedLine } from './moved-line.ts';
import type { LineEdit, LineSplice } from './open-document.ts';
import type { CursorRequest } from './predictor.ts';
import { isTaken, LastTaken } from './taken.ts';
import type { Shown } from './typed-through.ts';

/** A text that was shown, and to whom. */
export type ShownText = Shown & Pick<Chosen, 'signals'> & { readonly request: CursorRequest };

/** What is shown in one document, and what edits make of it. */
export class ShownTexts {
  /** The best first. Only one who asks is shown several. */
  all: readonly ShownText[] = [];
  readonly #lastTaken = new LastTaken<ShownText>();

  /** Called before the document follows the edit. The gate learns what was taken, and what was taken back. */
  learnFrom(edit: LineEdit, gate: Gate): void {
    const takenBack = this.#lastTaken.takenBack(edit);
    if (takenBack) gate.takenBack(takenBack);
    const taken = this.all.find((shown) => isTaken(shown, edit));
    if (!taken) return;
    if (taken.signals) gate.taken(taken);
    this.#lastTaken.note(taken);
    this.all = [];
  }

  /** Called after the document has followed the edit. */
  follow(edit: LineEdit, splice: LineSplice): void {
    this.all = this.all.flatMap((shown) => {
      const line = movedLine(shown, edit, splice);
      return line === undefined ? [] : [{ ...shown, line }];
    });
  }
}
