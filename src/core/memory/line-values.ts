/** A value for each of some lines of a document, which moves with its line. */
export class LineValues<T> {
  #values: (T | undefined)[] = [];

  /** No line from here on has a value. */
  get length(): number {
    return this.#values.length;
  }

  get(line: number): T | undefined {
    return this.#values[line];
  }

  set(line: number, value: T): void {
    this.#values[line] = value;
  }

  /** Follows an edit that replaced lines [from, from + removed) by `inserted` others. Returns the values of these lines. */
  splice(from: number, removed: number, inserted: number): readonly (T | undefined)[] {
    const values = this.#values;
    const replaced = values.slice(from, from + removed);
    // Below the last value there is nothing to move, and nothing to keep in mind of what is typed there.
    if (from >= values.length) return replaced;
    if (inserted === removed) values.fill(undefined, from, from + removed);
    else {
      const empty = new Array<undefined>(inserted).fill(undefined);
      this.#values = values.slice(0, from).concat(empty, values.slice(from + removed));
    }
    return replaced;
  }
}
