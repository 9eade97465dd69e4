import type { TextDocument } from 'vscode';
import type { LineEdit } from '../../core/prediction/open-document.ts';

/** Longer documents are mirrored in part: all of one would take the extension host's thread too long. */
const LONGEST_WHOLE = 1_000_000;
const MOST_LINES_WHOLE = 50_000;
/** What of a long document is mirrored, around a line. The predictor looks no further, even in short documents. */
const LINES_ABOVE = 6000;
const LINES_BELOW = 2000;
const CHARACTERS_ABOVE = 500_000;
const CHARACTERS_BELOW = 200_000;
/** In UTF-16 code units. */
const LONGEST_LINE = 1_000_000;

/** Returns whether a line is too long for suggestions. Nobody has typed such a line. */
export function isLineTooLong(document: TextDocument, line: number): boolean {
  return line < document.lineCount && document.lineAt(line).text.length > LONGEST_LINE;
}

/** The lines of a document that are mirrored. It keeps up with the edits. */
export class DocumentWindow {
  /** The lines are [first, end). */
  #first: number;
  #end: number;
  /** The line around which the window was opened. */
  #middle: number;

  /** Opens a window around a line: on the whole document, unless that is long. */
  constructor(document: TextDocument, line: number) {
    const { lineCount } = document;
    const isShort = lineCount <= MOST_LINES_WHOLE && lengthOf(document) <= LONGEST_WHOLE;
    this.#middle = line;
    this.#first = isShort ? 0 : firstAbove(document, line);
    this.#end = isShort ? lineCount : endBelow(document, line);
  }

  get first(): number {
    return this.#first;
  }

  /** Returns the text of the window, as the document is now. */
  textOf(document: TextDocument): string {
    if (this.#isWhole(document)) return document.getText();
    const lines: string[] = [];
    for (let line = this.#first; line < this.#end; line++) lines.push(document.lineAt(line).text);
    return lines.join('\n');
  }

  /** Returns whether the window still shows enough around this line. */
  serves(document: TextDocument, line: number): boolean {
    const middle = this.#middle;
    if (this.#isWhole(document)) return document.lineCount <= MOST_LINES_WHOLE;
    if (line < middle) return this.#first === 0 || middle - line <= (middle - this.#first) / 2;
    return this.#end >= document.lineCount || line - middle <= (this.#end - 1 - middle) / 2;
  }

  /**
   * Follows an edit of the document. Returns the edit as one of the window's text, undefined if it was elsewhere, and
   * 'lost' if the window is of no use after it.
   */
  follow(edit: LineEdit): LineEdit | 'lost' | undefined {
    const { startLine, endLine, text } = edit;
    if (startLine >= this.#end) return undefined;
    if (text.length > LONGEST_WHOLE) return 'lost';
    const added = (text.match(/\r\n|\r|\n/g)?.length ?? 0) - (endLine - startLine);
    const first = this.#first;
    if (endLine >= first && (startLine < first || endLine >= this.#end)) return 'lost';
    if (endLine < first) this.#first += added;
    if (endLine <= this.#middle) this.#middle += added;
    this.#end += added;
    return endLine < first ? undefined : { ...edit, startLine: startLine - first, endLine: endLine - first };
  }

  #isWhole({ lineCount }: TextDocument): boolean {
    return this.#first === 0 && this.#end === lineCount;
  }
}

function firstAbove(document: TextDocument, line: number): number {
  let room = CHARACTERS_ABOVE;
  let first = line;
  while (first > 0 && line - first < LINES_ABOVE) {
    room -= document.lineAt(first - 1).text.length + 1;
    if (room < 0) break;
    first--;
  }
  return first;
}

function endBelow(document: TextDocument, line: number): number {
  let room = CHARACTERS_BELOW;
  let end = line + 1;
  while (end < document.lineCount && end - line < LINES_BELOW) {
    room -= document.lineAt(end).text.length + 1;
    if (room < 0) break;
    end++;
  }
  return end;
}

/** Returns the length of the text, without making the text. */
function lengthOf(document: TextDocument): number {
  return document.offsetAt(document.lineAt(document.lineCount - 1).range.end);
}
