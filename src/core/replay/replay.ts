import type { BoundedWork } from '../base/bounded-work.ts';
import type { SimulatedTypist } from './simulated-typist.ts';
import type { TypedSource } from './typed-source.ts';

/**
 * Types a text once for many typists, who differ in what they want to be shown. Cuts are computed once for all of them,
 * and only where one of them looks: a typist that accepts a text skips over it. Yields after each position.
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
