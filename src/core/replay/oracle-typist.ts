import type { Offer } from '../prediction/gate/offer.ts';
import type { Pace } from '../prediction/gate/reading-time.ts';
import { countCodePoints } from '../text/code-points.ts';
import type { TypedText } from './typed-text.ts';

/**
 * The ceiling of what any gate can save with the same texts: knows which are right, is shown only those, and of them
 * only the ones that lie on the fastest way through the text. The time t at a place is the shortest over all ways there:
 *   t(i + 1) <= t(i) + K,   t(i + n) <= t(i) + L + r n + K  for each right text of n characters.
 */
export class OracleTypist {
  readonly #typed: TypedText;
  readonly #pace: Pace;
  /** The shortest time to each place, in seconds. */
  readonly #seconds: Float64Array;
  #position: number;

  constructor(typed: TypedText, pace: Pace) {
    this.#typed = typed;
    this.#pace = pace;
    this.#seconds = new Float64Array(typed.text.length + 1).fill(Infinity);
    this.#position = typed.cursorAt(0);
    this.#seconds[this.#position] = 0;
  }

  get position(): number {
    return this.#position;
  }

  /** The shortest time for the whole text, once it was typed. */
  get seconds(): number {
    return this.#seconds.at(-1)!;
  }

  press({ cuts }: Pick<Offer, 'cuts'>): void {
    const { key, look, character } = this.#pace;
    const position = this.#position;
    const { text } = this.#typed;
    this.#reach(this.#typed.characterAt(position).length, key);
    for (const cut of cuts) {
      if (!text.startsWith(cut.text, position)) continue;
      this.#reach(cut.text.length, look + character * countCodePoints(cut.text) + key);
    }
    let next = position + 1;
    while (next < text.length && this.#seconds[next] === Infinity) next++;
    this.#position = next;
  }

  #reach(length: number, seconds: number): void {
    const place = this.#typed.cursorAt(this.#position + length);
    const sum = this.#seconds[this.#position]! + seconds;
    this.#seconds[place] = Math.min(this.#seconds[place]!, sum);
  }
}
