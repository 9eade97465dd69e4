import { WordIndex } from '../memory/word-index.ts';

/** The words of a document's lines, each line counted as it last was. */
export class DocumentWords {
  readonly index = new WordIndex();
  #lines: (string | undefined)[] = [];

  isCounted(line: number): boolean {
    return this.#lines[line] !== undefined;
  }

  set(line: number, text: string): void {
    const known = this.#lines[line];
    if (known === text) return;
    if (known !== undefined) this.index.remove(known);
    this.index.add(text);
    this.#lines[line] = text;
  }

  /** Follows an edit that replaced lines [from, from + removed) by `inserted` others, which are not counted yet. */
  splice(from: number, removed: number, inserted: number): void {
    const replaced = this.#lines.splice(from, removed, ...new Array<undefined>(inserted).fill(undefined));
    for (const line of replaced) if (line !== undefined) this.index.remove(line);
  }
}
