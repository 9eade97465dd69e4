import { LineValues } from '../memory/line-values.ts';
import { WordIndex } from '../memory/word-index.ts';

/** The words of a document's lines, each line counted as it last was. */
export class DocumentWords {
  readonly index = new WordIndex();
  readonly #lines = new LineValues<string>();

  isCounted(line: number): boolean {
    return this.#lines.get(line) !== undefined;
  }

  set(line: number, text: string): void {
    const known = this.#lines.get(line);
    if (known === text) return;
    if (known !== undefined) this.index.remove(known);
    this.index.add(text);
    this.#lines.set(line, text);
  }

  /** Follows an edit that replaced lines [from, from + removed) by `inserted` others, which are not counted yet. */
  splice(from: number, removed: number, inserted: number): void {
    for (const line of this.#lines.splice(from, removed, inserted))
      if (line !== undefined) this.index.remove(line);
  }
}
