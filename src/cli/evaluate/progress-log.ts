import { log } from '../print.ts';
import type { OnProgress } from './replay-files.ts';

/** Milliseconds between two lines of the log. */
const EVERY = 5000;

/** Logs how far some work is, every few seconds. */
export function progressLog(what: string): OnProgress {
  const start = performance.now();
  let next = start + EVERY;
  return (share) => {
    const now = performance.now();
    if (now < next || share === 0) return;
    next = now + EVERY;
    const left = ((now - start) * (1 - share)) / share / 1000;
    log(`${what}: ${(100 * share).toFixed(0)} %, ${left.toFixed(0)} s left`);
  };
}
