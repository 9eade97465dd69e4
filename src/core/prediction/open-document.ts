import { normalizeLineEnds } from '../text/line-ends.ts';

/** One replaced stretch of a document. Lines and characters (UTF-16 code units) count from 0, as in the editor. */
export interface LineEdit {
  readonly startLine: number;
  readonly startCharacter: number;
  readonly endLine: number;
  readonly endCharacter: number;
  readonly text: string;
}

/** What an edit did to the lines: `inserted` lines replaced [line, line + removed). The edit touched each of these. */
export interface LineSplice {
  readonly line: number;
  readonly removed: number;
  readonly inserted: number;
}

/** The lines of a document that is open in the editor, kept up to date by edits. */
export class OpenDocument {
  /** As in `SourceFile.path`; the model reads it before the text. */
  readonly path: string;
  #lines: string[];

  constructor(path: string, text: string) {
    this.path = path;
    this.#lines = normalizeLineEnds(text).split('\n');
  }

  get lineCount(): number {
    return this.#lines.length;
  }

  /** The line without its break; empty after the last line. */
  line(index: number): string {
    return this.#lines[index] ?? '';
  }

  /** Applies one edit and returns which lines were replaced. Positions outside the document are moved into it. */
  apply(edit: LineEdit): LineSplice {
    const last = this.#lines.length - 1;
    const startLine = Math.min(edit.startLine, last);
    const endLine = Math.min(Math.max(edit.endLine, startLine), last);
    const before = this.line(startLine).slice(0, edit.startCharacter);
    const after = this.line(endLine).slice(edit.endCharacter);
    const inserted = (before + normalizeLineEnds(edit.text) + after).split('\n');
    const removed = endLine - startLine + 1;
    // Replacing a word in all of a long file is thousands of edits, most of them within a line.
    if (inserted.length === removed) {
      for (const [i, line] of inserted.entries()) this.#lines[startLine + i] = line;
    } else {
      this.#lines = this.#lines.slice(0, startLine).concat(inserted, this.#lines.slice(endLine + 1));
    }
    return { line: startLine, removed, inserted: inserted.length };
  }
}
