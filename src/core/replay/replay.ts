import type { BoundedWork } from '../base/bounded-work.ts';
import type { Offer } from '../prediction/gate/offer.ts';
import type { TypedSource } from './typed-source.ts';

/** Someone who types a text, with suggestions. */
export interface Typist {
  /** Where the next key goes, in UTF-16 code units. */
  readonly position: number;
  /** Presses the next key, with an offer to choose a suggestion from. */
  press(offer: Offer): void;
}

/**
 * Types a text once for many typists, who differ in what they want to be shown. Cuts are computed once for all of them,
 * and only where one of them looks: a typist that accepts a text skips over it. Yields after each position.
 */
export function* replay(text: string, source: TypedSource, typists: readonly Typist[]): BoundedWork<void> {
  let typed = 0;
  for (;;) {
    const at = typists.reduce((least, { position }) => Math.min(least, position), text.length);
    source.type(text.slice(typed, at));
    typed = at;
    if (at === text.length) return;
    const offer = yield* source.offer();
    for (const typist of typists) if (typist.position === at) typist.press(offer);
    yield;
  }
}
