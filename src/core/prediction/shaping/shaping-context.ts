import { indentationOf, indentationUnit } from '../../text/indentation.ts';
import type { IsAllowed } from '../../text/secrets/allowed-secrets.ts';
import { secretSpans } from '../../text/secrets/secret-spans.ts';
import type { OpenDocument } from '../open-document.ts';
import { LinesAbove } from './lines-above.ts';
import type { ShapingContext, SuggestInside } from './rule.ts';
import { rememberLast } from './remember-last.ts';
import { type LanguageRules, syntaxOf } from './syntax-of.ts';

/** How the editor is set where a suggestion is requested. */
export interface EditorSettings {
  readonly insertSpaces: boolean;
  readonly tabSize: number;
  /** 'on' unless given. */
  readonly inComments?: SuggestInside;
  readonly inStrings?: SuggestInside;
  /** The editor's name of the document's language, and what it knows of it. Unless given, the path says it. */
  readonly languageId?: string | undefined;
  readonly languageRules?: LanguageRules | undefined;
}

/** Lines above the cursor from which its comment, string or brackets are found. */
const LINES_ABOVE = 200;
/** UTF-16 code units of a line that are looked at. Nobody has typed a longer one. */
const LONGEST_LINE = 4000;
/** Lines below the cursor that a suggestion is compared with. */
const LINES_BELOW = 4;
/** How far below the cursor these are looked for, blank lines included. */
const LINES_PASSED = 8;

/** What the shaping rules look at around the cursor, which is between `prefix` and `suffix` in `line`. */
export function shapingContext(
  document: Pick<OpenDocument, 'path' | 'line' | 'lineCount'>,
  line: number,
  prefix: string,
  suffix: string,
  { insertSpaces, tabSize, inComments = 'on', inStrings = 'on', languageId, languageRules }: EditorSettings,
  isAllowed?: IsAllowed,
): ShapingContext {
  const first = Math.max(0, line - LINES_ABOVE);
  const above = Array.from({ length: Math.max(0, line - first) }, (_, i) =>
    document.line(first + i).slice(0, LONGEST_LINE),
  );
  const nextLines: string[] = [];
  for (let k = line + 1; k < document.lineCount && k <= line + LINES_PASSED; k++) {
    const text = document.line(k).slice(0, LONGEST_LINE).trim();
    if (text !== '' && nextLines.length < LINES_BELOW) nextLines.push(text);
  }
  const syntax = syntaxOf(document.path, languageId, languageRules);
  return {
    prefix,
    suffix,
    following: '',
    isCut: false,
    above: new LinesAbove(above, first === 0, syntax),
    nextLines,
    syntax,
    words: undefined,
    probability: 1,
    secretsIn: rememberLast((text) => secretSpans(text, isAllowed)),
    insertSpaces,
    tabSize,
    units: { file: indentationUnit(indentationOf(above)), project: undefined },
    inComments,
    inStrings,
  };
}
