import { lineAfter, lineBefore } from './lines.ts';
import type { Name } from './secret-names.ts';
import { isMixed, isQuotedSecret } from './secret-values.ts';
import type { Span } from './span.ts';

const argument = /(["'`])((?:\\.|(?!\1)[^\n\\])*)(?:\1|$)/g;

/** Strings among the arguments from `from` on: all that look like secrets, and what follows a name or is set. */
export function secretArguments(text: string, name: Name, from: number): readonly Span[] {
  const line = lineAfter(text, from);
  const spans: Span[] = [];
  let count = 0;
  let last = 0;
  let isFirst = true;
  const isCall = text[name.to] === '(';
  const isSet = name.isSure && (!isCall || /set_?$/i.test(lineBefore(text, name.from)));
  for (const { index, 0: whole, 2: value } of line.matchAll(argument)) {
    const between = line.slice(last, index);
    if (/[){}]/.test(between)) break;
    const isIndex = between.endsWith('[');
    last = index + whole.length;
    isFirst &&= !between.includes(',');
    const isSure = name.logsIn ? count > 0 && !/^conn/i.test(name.word) : isSet;
    count++;
    // What comes first is a name, unless nothing follows it.
    const isAlone = isFirst && line[last] === ')' && isMixed(value!);
    if (!isIndex && (!isFirst || !name.logsIn || isAlone) && isQuotedSecret(value!, isSure))
      spans.push({ from: from + index + 1, to: from + index + 1 + value!.length });
  }
  // A list is one of a name and a password, or of something else.
  return name.logsIn && !isCall && count !== 2 ? [] : spans;
}
