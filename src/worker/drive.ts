import type { BoundedWork } from '../core/base/bounded-work.ts';
import type { Platform } from './platform.ts';

/** Does bounded work, and lets messages in after each piece. */
export async function drive<T>(work: BoundedWork<T>, platform: Platform): Promise<T> {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    await platform.breathe();
  }
}

/** The same work, which ends with undefined as soon as nobody wants it any more. */
export function* whileWanted<T>(work: BoundedWork<T>, wanted: () => boolean): BoundedWork<T | undefined> {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    yield;
    if (!wanted()) return undefined;
  }
}
