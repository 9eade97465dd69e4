/** The number of bounds that a value reaches. `bounds`: the upper ends of all buckets but the highest, ascending. */
export function bucketOf(value: number, bounds: readonly number[]): number {
  let bucket = 0;
  while (bucket < bounds.length && value >= bounds[bucket]!) bucket++;
  return bucket;
}
