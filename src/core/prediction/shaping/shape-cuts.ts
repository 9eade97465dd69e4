import type { Cut } from '../cut.ts';
import type { ShapingContext } from './rule.ts';
import { shape, type Firing } from './shape.ts';

/** A cut as it may be shown, and what was done to it. */
export interface ShapedCut extends Cut {
  readonly fired: readonly Firing[];
}

/**
 * Shapes every cut of a search, so that the choice falls among texts that may be shown. Each cut is the beginning of the
 * next; what would follow the last of them stands in the context. Of cuts that become the same text the most probable stays; a text cut short is at least as probable as before.
 */
export function shapeCuts(cuts: readonly Cut[], context: ShapingContext): readonly ShapedCut[] {
  const longest = cuts.at(-1)?.text ?? '';
  const shaped = new Map<string, ShapedCut>();
  for (const { text: offered, probability, ...others } of cuts) {
    const { text, fired } = shape(offered, {
      ...context,
      following: longest.slice(offered.length) + context.following,
    });
    if (text !== '' && probability > (shaped.get(text)?.probability ?? 0)) {
      shaped.set(text, { ...others, text, probability, fired });
    }
  }
  return [...shaped.values()];
}
