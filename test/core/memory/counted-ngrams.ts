import type { NgramCounts } from '../../../src/core/memory/ngram-counts.ts';

/** All that is counted, by n-gram. Two memories that agree in this predict the same. */
export function countedNgrams(counts: NgramCounts): Map<string, number> {
  const found = new Map<string, number>();
  const visit = (context: number, path: readonly number[]): void => {
    let total = 0;
    let distinct = 0;
    for (let node = counts.first(context); node !== 0; node = counts.next(node)) {
      const ngram = [...path, counts.token(node)];
      const count = counts.count(node);
      if (count > 0) found.set(ngram.join(' '), count);
      total += count;
      distinct += count > 0 ? 1 : 0;
      visit(node, ngram);
    }
    if (counts.total(context) !== total || counts.distinct(context) !== distinct) {
      throw new Error(`Behind "${path.join(' ')}" the sums are wrong.`);
    }
  };
  visit(0, []);
  for (let order = 1; order <= counts.order; order++) {
    counts.countsOfCounts(order).forEach((times, index) => {
      if (times > 0) found.set(`${order}-grams counted ${index + 1} times`, times);
    });
  }
  return found;
}
