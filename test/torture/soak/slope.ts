/** A straight line through points, by least squares. */
export interface Slope {
  readonly perUnit: number;
  readonly standardError: number;
}

/** The slope of y over x. Needs three points or more. */
export function slope(points: readonly (readonly [x: number, y: number])[]): Slope {
  const n = points.length;
  const mean = (i: 0 | 1): number => points.reduce((sum, point) => sum + point[i], 0) / n;
  const [meanX, meanY] = [mean(0), mean(1)];
  const spread = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  const perUnit = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / spread;
  const rest = points.reduce((sum, [x, y]) => sum + (y - meanY - perUnit * (x - meanX)) ** 2, 0);
  return { perUnit, standardError: Math.sqrt(rest / (n - 2) / spread) };
}
