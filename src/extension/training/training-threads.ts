/**
 * With more threads, each gets too few of the default batch's sixteen lanes, and its matrix products become too small.
 */
const MOST_BY_DEFAULT = 4;

/**
 * Returns how many threads may train.
 *
 * @param preferred - the user's setting; 0 stands for half of the cores, so that at least one core stays free
 */
export function trainingThreads(preferred: number, cores: number): number {
  if (preferred > 0) return Math.min(preferred, Math.max(1, cores));
  return Math.min(MOST_BY_DEFAULT, Math.max(1, Math.floor(cores / 2)));
}
