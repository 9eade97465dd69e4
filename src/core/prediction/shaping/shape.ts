import { indentation } from './indentation.ts';
import { nextLine } from './next-line.ts';
import type { ShapingContext, ShapingRule } from './rule.ts';
import { textAfterCursor } from './text-after-cursor.ts';
import { trailingBlanks } from './trailing-blanks.ts';

/** In this order: what is cut by one rule is judged by the next. */
const rules: readonly ShapingRule[] = [textAfterCursor, nextLine, indentation, trailingBlanks];

/** Makes a continuation fit to be shown; the empty text means that nothing is left to show. */
export function shape(text: string, context: ShapingContext): string {
  for (const rule of rules) {
    text = rule(text, context);
    if (text === '') return '';
  }
  return text;
}
