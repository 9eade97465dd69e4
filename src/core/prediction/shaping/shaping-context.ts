import { secretSpans } from '../../text/secret-shapes.ts';
import type { OpenDocument } from '../open-document.ts';
import { LinesAbove } from './lines-above.ts';
import type { ShapingContext, SuggestInside } from './rule.ts';
import { rememberLast } from './remember-last.ts';
import { syntaxOf } from './syntax.ts';

/** How the editor is set where text is suggested. */
export interface EditorSettings {
  readonly insertSpaces: boolean;
  readonly tabSize: number;
  /** 'on' unless given. */
  readonly inComments?: SuggestInside;
  readonly inStrings?: SuggestInside;
}

/** So many lines above tell in what comment, string or bracket the cursor stands. */
const LINES_ABOVE = 200;
/** So many lines below are compared with a suggestion. */
const LINES_BELOW = 4;
/** Blank lines that are passed over on the way to them, at most. */
const LINES_PASSED = 8;

/** What the shaping rules look at around the cursor, which stands between `prefix` and `suffix` in `line`. */
export function shapingContext(
  document: Pick<OpenDocument, 'path' | 'line' | 'lineCount'>,
  line: number,
  prefix: string,
  suffix: string,
  { insertSpaces, tabSize, inComments = 'on', inStrings = 'on' }: EditorSettings,
): ShapingContext {
  const first = Math.max(0, line - LINES_ABOVE);
  const above = Array.from({ length: Math.max(0, line - first) }, (_, i) => document.line(first + i));
  const nextLines: string[] = [];
  for (let k = line + 1; k < document.lineCount && k <= line + LINES_PASSED; k++) {
    const text = document.line(k).trim();
    if (text !== '' && nextLines.length < LINES_BELOW) nextLines.push(text);
  }
  const syntax = syntaxOf(document.path);
  return {
    prefix,
    suffix,
    following: '',
    isCut: false,
    above: new LinesAbove(above, first === 0, syntax),
    nextLines,
    syntax,
    secretsIn: rememberLast(secretSpans),
    insertSpaces,
    tabSize,
    inComments,
    inStrings,
  };
}
