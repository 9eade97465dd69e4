import { cutUnclosed } from './cut-unclosed.ts';
import { cutUnopenedClosers } from './cut-unopened-closers.ts';
import { limitCommentsAndStrings } from './limit-comments-and-strings.ts';
import { cutUnknownWord } from './cut-unknown-word.ts';
import { renderIndentation } from './render-indentation.ts';
import { fitMiddleOfLine } from './fit-middle-of-line.ts';
import { dropRepeatedLine } from './drop-repeated-line.ts';
import type { ShapingContext, ShapingRule } from './rule.ts';
import { cutHiddenCharacters } from './cut-hidden-characters.ts';
import { cutSecrets } from './cut-secrets.ts';
import { cutFurtherLines } from './cut-further-lines.ts';
import { cutTextAfterCursor } from './cut-text-after-cursor.ts';
import { trimTrailingBlanks } from './trim-trailing-blanks.ts';

/** In this order: each rule judges what the ones before it left. */
const rules = {
  limitCommentsAndStrings,
  cutFurtherLines,
  cutHiddenCharacters,
  cutSecrets,
  cutUnopenedClosers,
  cutUnknownWord,
  cutUnclosed,
  cutTextAfterCursor,
  fitMiddleOfLine,
  dropRepeatedLine,
  renderIndentation,
  trimTrailingBlanks,
} satisfies Record<string, ShapingRule>;

export type ShapingRuleName = keyof typeof rules;

export const shapingRules = Object.keys(rules) as readonly ShapingRuleName[];

/** A rule that changed a text or, if `after` is empty, dropped it. */
export interface Firing {
  readonly rule: ShapingRuleName;
  readonly before: string;
  readonly after: string;
}

export interface Shaped {
  /** Empty when nothing is left to show. */
  readonly text: string;
  /** In the order of the rules. */
  readonly fired: readonly Firing[];
}

/** Makes a continuation fit to be shown. */
export function shape(text: string, context: ShapingContext): Shaped {
  const fired: Firing[] = [];
  let { following } = context;
  for (const rule of shapingRules) {
    const before = text;
    text = rules[rule](before, { ...context, following, isCut: fired.length > 0 });
    if (text === before) continue;
    fired.push({ rule, before, after: text });
    if (text === '') break;
    // What was cut off would come next now.
    if (before.startsWith(text)) following = before.slice(text.length) + following;
  }
  return { text, fired };
}
