/** The most memory that this process held in the machine's chips (its resident set), at the times it was looked at. */
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
