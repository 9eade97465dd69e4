/**
 * A queue of pairs of tokens, most frequent first, and ties in the order of their keys, so that the order of pushing
 * does not matter. A binary heap in two parallel arrays.
 */
export class PairQueue {
  readonly #counts: number[] = [];
  readonly #keys: number[] = [];

  push(count: number, key: number): void {
    let child = this.#keys.length;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (!this.#precedes(count, key, parent)) break;
      this.#move(parent, child);
      child = parent;
    }
    this.#counts[child] = count;
    this.#keys[child] = key;
  }

  /** Takes out the first pair; undefined when the queue is empty. */
  pop(): { count: number; key: number } | undefined {
    const lastCount = this.#counts.pop();
    const lastKey = this.#keys.pop();
    if (lastCount === undefined || lastKey === undefined) return undefined;
    const size = this.#keys.length;
    if (size === 0) return { count: lastCount, key: lastKey };
    const first = { count: this.#counts[0]!, key: this.#keys[0]! };
    let parent = 0;
    for (;;) {
      let child = 2 * parent + 1;
      if (child >= size) break;
      if (child + 1 < size && this.#firstOf(child, child + 1) === child + 1) child++;
      if (this.#precedes(lastCount, lastKey, child)) break;
      this.#move(child, parent);
      parent = child;
    }
    this.#counts[parent] = lastCount;
    this.#keys[parent] = lastKey;
    return first;
  }

  #firstOf(a: number, b: number): number {
    return this.#precedes(this.#counts[a]!, this.#keys[a]!, b) ? a : b;
  }

  #precedes(count: number, key: number, at: number): boolean {
    const other = this.#counts[at]!;
    return count > other || (count === other && key < this.#keys[at]!);
  }

  #move(from: number, to: number): void {
    this.#counts[to] = this.#counts[from]!;
    this.#keys[to] = this.#keys[from]!;
  }
}
