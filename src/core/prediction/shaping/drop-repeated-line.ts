import { closing, mayNotRepeat } from './repeated-lines.ts';
import type { ShapingContext } from './rule.ts';

/**
 * Never repeats the lines around. A text ends before a line that stands in the file's list of imports already, or that
 * the text itself has just had. It is dropped if it makes its line a copy of the next one, or would do so together with
 * what follows it. A text of several lines ends before the next line, and loses the lines at its end with which the
 * next lines begin.
 */
export function dropRepeatedLine(text: string, context: ShapingContext): string {
  const kept = beforeLinesBelow(beforeLinesAbove(text, context), context);
  // What is left may be a copy now that it ends here.
  return kept === text ? text : dropRepeatedLine(kept, { ...context, following: '' });
}

function beforeLinesAbove(text: string, { prefix, suffix, following, above }: ShapingContext): string {
  const lines = text.split('\n');
  const [rest = '', ...more] = following.split('\n');
  const leads = more.length === 0 && suffix.trim() === '';
  for (const [i, own] of lines.entries()) {
    const isLast = i === lines.length - 1;
    const begun = (i === 0 ? prefix : '') + own;
    const coming = isLast ? rest + suffix : '';
    const line = (begun + coming).trim();
    const before = i === 0 ? '' : ((i === 1 ? prefix : '') + lines[i - 1]!).trim();
    // `import` is how other imports begin, too: the text is no copy until it comes to what is imported.
    const mayTurn = wordsIn(begun) < 2 && wordsIn(coming) > 0;
    const isCopy =
      above.imports.includes((begun + (isLast ? suffix : '')).trim()) ||
      (!mayTurn && above.imports.includes(line)) ||
      ((line === before || begun.trim() === before) && mayNotRepeat(before)) ||
      // The search has not come to the end of the line, but it is on its way there.
      (isLast && leads && !mayTurn && above.imports.some((known) => line !== '' && known.startsWith(line)));
    if (isCopy) return lines.slice(0, i).join('\n');
  }
  return text;
}

function beforeLinesBelow(text: string, { prefix, suffix, following, nextLines }: ShapingContext): string {
  const below = nextLines[0]?.trim();
  if (below === undefined) return text;
  const mayComeTwice = below.length <= 2 || closing.test(below);
  const [first = '', ...others] = text.split('\n');
  if (others.length === 0) {
    const whole = text + (following.split('\n')[0] ?? '');
    const isCopy = [text, whole].some((line) => (prefix + line + suffix).trim() === below);
    return isCopy && !mayComeTwice ? '' : text;
  }
  const lines = [(prefix + first).trim(), ...others.map((line) => line.trim())];
  // What closes a block below closes the block that the text is in.
  for (let from = mayComeTwice ? 1 : 0; from < lines.length; from++) {
    const filled = lines.slice(from).filter((line) => line !== '');
    const leadsToBelow =
      filled.length > 0 && filled.every((line, i) => i >= nextLines.length || line === nextLines[i]?.trim());
    if (leadsToBelow || (from > 0 && lines[from] === below && mayNotRepeat(below)))
      return [first, ...others].slice(0, from).join('\n');
  }
  return text;
}

function wordsIn(text: string): number {
  return text.match(/[\p{L}\p{N}_$]+/gu)?.length ?? 0;
}
