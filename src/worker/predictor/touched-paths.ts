interface Touch {
  /** Later ones have higher numbers. */
  readonly number: number;
  readonly isGone: boolean;
}

/**
 * The paths of what was saved or deleted since the files of the workspace were listed. Reading them all takes a while,
 * so a text that is read may be older than the one that was saved. While nothing is read, no path is kept: programs make
 * and remove files under ever new names.
 */
export class TouchedPaths {
  readonly #touches = new Map<string, Touch>();
  #number = 0;
  #readings = 0;
  #withheld: ReadonlySet<string> = new Set();

  /** Keeps the paths until `work`, which reads files, has ended. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#readings++;
    try {
      return await work();
    } finally {
      this.#readings--;
      this.told();
    }
  }

  /** Called when everyone was told of the touches so far. Only what is being read may still be older. */
  told(): void {
    if (this.#readings === 0) this.clear();
  }

  clear(): void {
    this.#touches.clear();
  }

  saved(path: string): void {
    this.#touch(path, false);
  }

  /** `paths`: of files, or of folders with all that is in them. */
  deleted(paths: readonly string[]): void {
    for (const path of paths) this.#touch(path, true);
  }

  /** From now on these files are gone, whatever is saved or listed, and no others. */
  withhold(paths: ReadonlySet<string>): void {
    this.#withheld = paths;
  }

  /** How many touches there were, ever. */
  get count(): number {
    return this.#number;
  }

  /** @param since - a `count`: earlier touches do not matter */
  has(path: string, since = 0): boolean {
    if (this.#withheld.has(path)) return true;
    const last = this.#last(path);
    return last !== undefined && last.number >= since;
  }

  /** Whether it was deleted and has not been saved since, or is withheld. */
  isGone(path: string): boolean {
    return this.#withheld.has(path) || this.#last(path)?.isGone === true;
  }

  #touch(path: string, isGone: boolean): void {
    this.#touches.set(path, { number: this.#number++, isGone });
  }

  /** The last touch of a file, or of a folder around it. */
  #last(path: string): Touch | undefined {
    let last: Touch | undefined;
    for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
      const touch = this.#touches.get(path.slice(0, end));
      if (touch && (!last || touch.number > last.number)) last = touch;
    }
    return last;
  }
}
