import type { Cut } from '../cut.ts';
import type { ShapingContext } from './rule.ts';
import { shape } from './shape.ts';

/**
 * Shapes every cut of a search, so that the choice is among texts that may be shown. Each cut is the beginning of the
 * next; what would follow the last one is in the context. Where several cuts become the same text, the most probable
 * one is kept: a text that was cut short is at least as probable as it was.
 */
export function shapeCuts(cuts: readonly Cut[], context: ShapingContext): readonly Cut[] {
  const longest = cuts.at(-1)?.text ?? '';
  const shaped = new Map<string, Cut>();
  for (const cut of cuts) {
    const following = longest.slice(cut.text.length) + context.following;
    const { text } = shape(cut.text, { ...context, following, probability: cut.probability });
    if (text !== '' && cut.probability > (shaped.get(text)?.probability ?? 0)) {
      shaped.set(text, { ...cut, text });
    }
  }
  return [...shaped.values()];
}
