/** More share the default batch of sixteen lanes among too many: the products become too small. */
const MOST_BY_ITSELF = 4;

/**
 * How many threads may train where the user wishes for so many; 0 leaves it to Tacit: half of the cores, at least one, so
 * that one stays free.
 */
export function trainingThreads(wish: number, cores: number): number {
  if (wish > 0) return Math.min(wish, Math.max(1, cores));
  return Math.min(MOST_BY_ITSELF, Math.max(1, Math.floor(cores / 2)));
}
