import { countCodePoints, isHighSurrogate, isLowSurrogate } from '../text/code-points.ts';

/**
 * A text as it is typed into an editor, which indents new lines by itself. What the editor inserts is no key and no
 * character, with suggestions or without.
 */
export class TypedText {
  readonly text: string;
  /** The code points that are typed, or come with suggestions. */
  readonly characters: number;
  /** For the start of a line that the editor indents: where the indentation ends. */
  readonly #indented = new Map<number, number>();

  /** @param indentation - returns what the editor inserts in a new line, from the last line above that is not blank */
  constructor(text: string, indentation: (above: string) => string = () => '') {
    this.text = text;
    let characters = countCodePoints(text);
    let above = '';
    let start = 0;
    for (const [number, line] of text.split('\n').entries()) {
      const inserted = number === 0 ? 0 : sharedLength(line, indentation(above));
      if (inserted > 0) this.#indented.set(start, start + inserted);
      characters -= inserted;
      if (line.trim() !== '') above = line;
      start += line.length + 1;
    }
    this.characters = characters;
  }

  /** Where the cursor is once everything before `position` is typed. */
  cursorAt(position: number): number {
    return this.#indented.get(position) ?? position;
  }

  /** The code points in [from, to) that the editor does not insert. */
  charactersBetween(from: number, to: number): number {
    let count = countCodePoints(this.text.slice(from, to));
    for (let at = this.text.indexOf('\n', from); at >= 0 && at < to; at = this.text.indexOf('\n', at + 1)) {
      count -= Math.min(this.cursorAt(at + 1), to) - Math.min(at + 1, to);
    }
    return count;
  }

  /** The character at a position: two code units for a pair. */
  characterAt(position: number): string {
    const { text } = this;
    const isPair =
      isHighSurrogate(text.charCodeAt(position)) && isLowSurrogate(text.charCodeAt(position + 1));
    return text.slice(position, position + (isPair ? 2 : 1));
  }
}

/** How much of the line's own indentation the editor has inserted. */
function sharedLength(line: string, inserted: string): number {
  let shared = 0;
  while (shared < inserted.length && line[shared] === inserted[shared]) shared++;
  // Nobody keeps indentation in a line that is blank.
  return shared === line.length ? 0 : shared;
}
