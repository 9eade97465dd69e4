import type { BoundedWork } from '../base/bounded-work.ts';
import type { SimulatedTypist } from './simulated-typist.ts';
import type { TypedSource } from './typed-source.ts';

/**
 * Types a text once for many typists who differ in what they let themselves be shown. Cuts are computed once for all,
 * and only where one of them looks: what a typist accepts, it jumps over. Yields after each place.
 */
export function* replay(
  text: string,
  source: TypedSource,
  typists: readonly SimulatedTypist[],
): BoundedWork<void> {
  let typed = 0;
  for (;;) {
    const at = typists.reduce((least, { position }) => Math.min(least, position), text.length);
    source.type(text.slice(typed, at));
    typed = at;
    if (at === text.length) return;
    const cuts = yield* source.cuts();
    for (const typist of typists) if (typist.position === at) typist.press(cuts);
    yield;
  }
}
