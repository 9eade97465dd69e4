import { type LinePlace, movedLine } from './moved-line.ts';
import type { LineEdit, LineSplice } from './open-document.ts';

/** What was shown at a place and not accepted. */
interface Rejected extends LinePlace {
  readonly text: string;
}

/** The most rejections that are remembered. */
const MOST = 32;

/**
 * Suggestions that were shown, after which something else was typed. They are not offered again at the same place,
 * which moves with the lines around it.
 */
export class Rejections {
  #rejected: readonly Rejected[] = [];

  add(rejected: Rejected): void {
    this.#rejected = [...this.#rejected.slice(1 - MOST), rejected];
  }

  /** The texts that are not offered at a place. */
  at(line: number, prefix: string): readonly string[] {
    return this.#rejected
      .filter((rejected) => rejected.line === line && rejected.prefix === prefix)
      .map(({ text }) => text);
  }

  /** Called for every edit, after the document. */
  edited(edit: LineEdit, splice: LineSplice): void {
    this.#rejected = this.#rejected.flatMap((rejected) => {
      const line = movedLine(rejected, edit, splice);
      return line === undefined ? [] : [{ ...rejected, line }];
    });
  }
}
