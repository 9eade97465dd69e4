/** Throws a RangeError unless `block` holds at least `length` elements. */
export function requireLength(length: number, block: { readonly length: number }): void {
  if (!(block.length >= length)) {
    throw new RangeError(`A view needs ${length} elements of a block of ${block.length}.`);
  }
}
