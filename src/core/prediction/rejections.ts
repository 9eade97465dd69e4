/** What was shown at a place and not taken. */
interface Rejected {
  readonly line: number;
  /** The line's text before the cursor when it was shown. */
  readonly prefix: string;
  readonly text: string;
}

/** So many are remembered, the last ones. */
const MOST = 32;

/** Suggestions that were shown and then typed past otherwise: at the same place they are not offered again. */
export class Rejections {
  #rejected: readonly Rejected[] = [];

  add(rejected: Rejected): void {
    this.#rejected = [...this.#rejected.slice(1 - MOST), rejected];
  }

  /** The texts that are not to be offered at a place. */
  at(line: number, prefix: string): readonly string[] {
    return this.#rejected
      .filter((rejected) => rejected.line === line && rejected.prefix === prefix)
      .map(({ text }) => text);
  }
}
