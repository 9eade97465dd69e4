export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** The median of an even number of values is the mean of the two in the middle. */
export function spreadOf(values: readonly number[]): Spread {
  if (values.length === 0) throw new RangeError('Nothing was measured.');
  const sorted = values.toSorted((a, b) => a - b);
  const at = (place: number): number => sorted.at(place);
  const half = sorted.length / 2;
  const median = (at(Math.floor(half)) + at(Math.ceil(half) - 1)) / 2;
  return { median, least: at(0), most: at(-1) };
}
