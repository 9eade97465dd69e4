import { isCloser, isOpener, openerFor } from './brackets.ts';
import { lex } from './lexer.ts';
import type { Open } from './lines-above.ts';
import { openAfter } from './lines-above.ts';
import type { ShapingContext } from './rule.ts';

/**
 * Ends a text before a bracket that closes something never opened: neither in the text, nor in the line before the
 * cursor, nor in the lines above. Closers at the start of their line are always allowed: they close a block, which may
 * begin far above.
 */
export function cutUnopenedClosers(text: string, context: ShapingContext): string {
  const { prefix, above, syntax } = context;
  if (!syntax.paired) return text;
  // In nearly all cases it was opened on the line itself.
  const onLine = firstUnopened(text, above.openOnLine(prefix), context);
  if (onLine === text.length || !above.areAll) return text;
  return text.slice(0, firstUnopened(text, openAfter(prefix, syntax, above.open), context));
}

/** The position at which `text` first closes what is not open; its length if it never does. */
function firstUnopened(text: string, { within, brackets }: Open, { prefix, syntax }: ShapingContext): number {
  const open = [...brackets];
  let found = text.length;
  lex(text, syntax, within, (at, held) => {
    if (held || found < text.length) return;
    const character = text[at]!;
    if (isOpener(character)) open.push(character);
    else if (!isCloser(character)) return;
    else if (open.at(-1) === openerFor(character)) open.pop();
    else if (!beginsItsLine(prefix + text.slice(0, at))) found = at;
  });
  return found;
}

function beginsItsLine(before: string): boolean {
  return /^[\s\])}]*$/.test(before.slice(before.lastIndexOf('\n') + 1));
}
