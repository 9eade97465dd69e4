import type { QuantizedRows } from '../core/tensor/kernels.ts';

/** A broken invariant, thrown before any number is touched: every block must hold at least `length` elements. */
export function requireLength(length: number, ...blocks: readonly { readonly length: number }[]): void {
  for (const block of blocks) {
    if (!(block.length >= length)) {
      throw new RangeError(`A kernel needs ${length} elements and was given ${block.length}.`);
    }
  }
}

/** So many whole rows of N numbers lie in `rows`, and (M, N) has room for them from `first` on; how many. */
export function requireRoom(
  { M, N }: QuantizedRows,
  rows: { readonly length: number },
  first: number,
): number {
  const count = N === 0 ? 0 : Math.ceil(rows.length / N);
  requireLength(count * N, rows);
  if (first + count > M) throw new RangeError(`There is no room for ${count} rows from ${first} on.`);
  return count;
}

/** (·, N) must have the first `wanted` rows. */
export function requireRows({ M }: QuantizedRows, wanted: number): void {
  if (wanted > M) throw new RangeError(`There are ${M} rows, not ${wanted}.`);
}

/** Every block must be as long as the first. */
export function requireSameLength(
  first: { readonly length: number },
  ...others: readonly { readonly length: number }[]
): void {
  for (const other of others) {
    if (other.length !== first.length) {
      throw new RangeError(`A kernel needs equal lengths and was given ${first.length} and ${other.length}.`);
    }
  }
}

/** The first `count` indices must lie in [lowest, end). */
export function requireIndices(indices: Int32Array, count: number, lowest: number, end: number): void {
  requireLength(count, indices);
  for (let i = 0; i < count; i++) {
    const index = indices[i];
    if (index < lowest || index >= end) {
      throw new RangeError(`Index ${index} at place ${i} is outside [${lowest}, ${end}).`);
    }
  }
}
