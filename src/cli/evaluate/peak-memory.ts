/** The largest resident set of this process, at the times when it was looked at. */
export class PeakMemory {
  #bytes = 0;

  constructor() {
    this.look();
  }

  look(): void {
    this.#bytes = Math.max(this.#bytes, process.memoryUsage.rss());
  }

  get megabytes(): number {
    return this.#bytes / 1e6;
  }
}
