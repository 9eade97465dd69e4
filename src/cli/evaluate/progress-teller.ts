import { tell } from '../print.ts';
import type { OnProgress } from './replay-files.ts';

/** Milliseconds between two lines. */
const EVERY = 5000;

/** Lines on standard error, now and then. */
export function progressTeller(what: string): OnProgress {
  const start = performance.now();
  let next = start + EVERY;
  return (share) => {
    const now = performance.now();
    if (now < next || share === 0) return;
    next = now + EVERY;
    const left = ((now - start) * (1 - share)) / share / 1000;
    tell(`${what}: ${(100 * share).toFixed(0)} %, ${left.toFixed(0)} s left`);
  };
}
