/** A copy with room for `capacity` numbers, which begins like the array. */
export function grown(array: Int32Array, capacity: number): Int32Array<ArrayBuffer>;
export function grown(array: Uint16Array, capacity: number): Uint16Array<ArrayBuffer>;
export function grown(array: Int32Array | Uint16Array, capacity: number): Int32Array | Uint16Array {
  const copy = array instanceof Int32Array ? new Int32Array(capacity) : new Uint16Array(capacity);
  copy.set(array);
  return copy;
}
