import type { NgramCounts } from './ngram-counts.ts';

/** What is subtracted from the counts 1, 2, and 3 or more, and given to the next lower order. */
export type Discounts = readonly [number, number, number];

/**
 * Chen and Goodman (1999), equation 26: Y = n1 / (n1 + 2 n2), D_c = c − (c + 1) Y n_{c+1} / n_c, where n_c is how many
 * n-grams of the order have the count c. Where there are too few to estimate from, typical values.
 */
export function estimateDiscounts(counts: NgramCounts, order: number): Discounts {
  const [n1, n2, n3, n4] = counts.countsOfCounts(order);
  if (Math.min(n1, n2, n3, n4) < 20) return [0.7, 1, 1.2];
  const Y = n1 / (n1 + 2 * n2);
  return [1 - (2 * Y * n2) / n1, 2 - (3 * Y * n3) / n2, 3 - (4 * Y * n4) / n3].map((d, i) =>
    Math.min(Math.max(d, 0.1), i + 0.9),
  ) as unknown as Discounts;
}
