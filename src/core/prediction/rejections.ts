/** What was shown at a place and not accepted. */
interface Rejected {
  readonly line: number;
  /** The line's text before the cursor when it was shown. */
  readonly prefix: string;
  readonly text: string;
}

/** The most rejections that are remembered. */
const MOST = 32;

/** Suggestions that were shown, after which something else was typed. They are not offered again at the same place. */
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
}
