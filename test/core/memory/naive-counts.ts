/** Text to count: the tokens from `from` on are counted; those before them are only context. */
export interface Counted {
  readonly tokens: readonly number[];
  readonly from: number;
}

/**
 * The count of each n-gram up to an order, from the definition: a longest one counts as often as it occurs, a shorter
 * one as often as different tokens (or nothing at all) precede it.
 */
export function naiveCounts(texts: readonly Counted[], order: number): Map<string, number> {
  const longest: number[][] = [];
  for (const { tokens, from } of texts) {
    for (let i = from; i < tokens.length; i++) {
      const start = Math.max(0, i - order + 1, from - order + 1);
      longest.push(tokens.slice(start, i + 1));
    }
  }
  const counts = new Map<string, number>();
  for (const ngram of longest) add(counts, ngram.join(' '));
  // From long to short: each different n-gram counts once for what it is without its first token.
  for (let length = order; length > 1; length--) {
    const different = [...counts.keys()].filter((ngram) => ngram.split(' ').length === length);
    for (const ngram of different) add(counts, ngram.slice(ngram.indexOf(' ') + 1));
  }
  return counts;
}

function add(counts: Map<string, number>, ngram: string): void {
  counts.set(ngram, (counts.get(ngram) ?? 0) + 1);
}
