import { isCloser, isOpener, openerFor } from './brackets.ts';
import { lex } from './lexer.ts';
import type { Open } from './lines-above.ts';
import { openBehind } from './lines-above.ts';
import type { ShapingContext } from './rule.ts';

/**
 * Ends a text before a bracket that closes what nobody opened: neither the text, nor the line before the cursor, nor the
 * lines above. Closers that begin their line always pass: they close a block, and where it began may be far above.
 */
export function cutUnopenedClosers(text: string, context: ShapingContext): string {
  const { prefix, above, syntax } = context;
  if (!syntax.paired) return text;
  // Nearly always the line itself opened it.
  const onLine = firstUnopened(text, above.openOnLine(prefix), context);
  if (onLine === text.length || !above.areAll) return text;
  return text.slice(0, firstUnopened(text, openBehind(prefix, syntax, above.open), context));
}

/** Where `text` first closes what is not open; its length where it never does. */
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
