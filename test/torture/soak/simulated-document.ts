import type { Position, TextDocument, TextDocumentChangeEvent } from 'vscode';

/** Where a text is replaced: lines and UTF-16 code units, from 0. */
export interface Stretch {
  readonly line: number;
  readonly character: number;
  readonly endLine: number;
  readonly endCharacter: number;
}

/** A document as the editor shows it to extensions, as far as Tacit looks. */
export class SimulatedDocument {
  readonly path: string;
  readonly uri: { toString(): string };
  readonly languageId = 'typescript';
  version = 1;
  isClosed = false;
  #lines: string[];

  constructor(path: string, text: string) {
    this.path = path;
    this.uri = { toString: () => `file:///${path}` };
    this.#lines = text.split('\n');
  }

  get lineCount(): number {
    return this.#lines.length;
  }

  get whole(): Stretch {
    const endLine = this.lineCount - 1;
    return { line: 0, character: 0, endLine, endCharacter: this.lineAt(endLine).text.length };
  }

  getText(): string {
    return this.#lines.join('\n');
  }

  lineAt(line: number): { text: string; range: { end: { line: number; character: number } } } {
    const text = this.#lines[line] ?? '';
    return { text, range: { end: { line, character: text.length } } };
  }

  offsetAt({ line, character }: { readonly line: number; readonly character: number }): number {
    return this.#lines.slice(0, line).reduce((sum, { length }) => sum + length + 1, character);
  }

  /** Replaces a stretch. Returns what the editor tells of it. */
  replace(stretch: Stretch, text: string): TextDocumentChangeEvent {
    const { line, character, endLine, endCharacter } = stretch;
    const [start, end] = [
      { line, character },
      { line: endLine, character: endCharacter },
    ];
    const rangeOffset = this.offsetAt(start);
    const rangeLength = this.offsetAt(end) - rangeOffset;
    const [first, last] = [this.lineAt(line).text, this.lineAt(endLine).text];
    const lines = `${first.slice(0, character)}${text}${last.slice(endCharacter)}`.split('\n');
    this.#lines.splice(line, endLine - line + 1, ...lines);
    this.version++;
    const contentChanges = [{ range: { start, end }, rangeOffset, rangeLength, text }];
    return { document: this.forEditor(), contentChanges } as unknown as TextDocumentChangeEvent;
  }

  forEditor(): TextDocument {
    return this as unknown as TextDocument;
  }
}

export function positionAt(line: number, character: number): Position {
  return { line, character } as Partial<Position> as Position;
}
