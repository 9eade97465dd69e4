import type { Tokenizer } from '../text/tokenizer.ts';
import type { BoundedWork } from './bounded-work.ts';
import { chooseCut, type CutChoice } from './choose-cut.ts';
import { ContextStates } from './context-states.ts';
import type { NextTokenModel } from './next-token-model.ts';
import type { LineEdit, OpenDocument } from './open-document.ts';
import type { Search } from './search.ts';
import { shape } from './shaping/shape.ts';
import type { Suggestion } from './suggestion.ts';
import { typedThrough, type Shown } from './typed-through.ts';

/** Where a suggestion is asked for, and how the editor is set there. */
export interface CursorRequest {
  readonly line: number;
  readonly character: number;
  /** The entry selected in the editor's own list: only text that extends it may be shown. */
  readonly selected: { readonly startCharacter: number; readonly text: string } | undefined;
  readonly insertSpaces: boolean;
  readonly tabSize: number;
}

/** Of the network alone; the prototype reached a precision of one half at about this value. */
const choice: CutChoice = { threshold: 0.3, shortest: 3 };

/** Answers what comes next in one document; made anew for each model. */
export class Predictor {
  readonly #document: OpenDocument;
  readonly #states: ContextStates;
  readonly #search: Search;
  #shown: Shown | undefined;

  constructor(model: NextTokenModel, tokenizer: Tokenizer, document: OpenDocument, search: Search) {
    this.#document = document;
    this.#states = new ContextStates(model, tokenizer, document);
    this.#search = search;
  }

  edit(edit: LineEdit): void {
    this.#states.invalidateFrom(this.#document.apply(edit));
  }

  /** `undefined` is the normal "nothing to say". */
  *suggest(request: CursorRequest): BoundedWork<Suggestion | undefined> {
    const { line, character, selected, insertSpaces, tabSize } = request;
    const text = this.#document.line(line);
    const start = selected ? Math.min(selected.startCharacter, character) : wordStart(text, character);
    const typed = text.slice(start, character);
    // What the line would hold before the cursor: the selected entry stands in for what is typed of it.
    const word = selected ? selected.text : typed;
    if (!word.startsWith(typed)) return undefined;
    const prefix = text.slice(0, start) + word;
    const suffix = text.slice(character);

    const context = { prefix, suffix, nextLine: this.#nextLine(line), insertSpaces, tabSize };
    const rest = typedThrough(this.#shown, line, prefix, suffix);
    const found =
      rest !== undefined && this.#shown
        ? { text: rest, probability: this.#shown.probability }
        : yield* this.#find(line, prefix);
    const ghostText = found ? shape(found.text, context) : '';
    if (!found || ghostText === '') {
      this.#shown = undefined;
      return undefined;
    }
    this.#shown = { line, prefix, suffix, ghostText, probability: found.probability };
    return {
      line,
      startCharacter: start,
      endCharacter: character,
      insertText: word + ghostText,
      ghostText: prefix.slice(start + typed.length) + ghostText,
      probability: found.probability,
    };
  }

  *#find(line: number, prefix: string) {
    const cursor = yield* this.#states.at(line, prefix);
    const cuts = yield* this.#search.cuts(cursor, { leastProbability: choice.threshold, longest: 80 });
    return chooseCut(cuts, choice);
  }

  #nextLine(line: number): string | undefined {
    for (let k = line + 1; k < Math.min(this.#document.lineCount, line + 4); k++) {
      const text = this.#document.line(k).trim();
      if (text !== '') return text;
    }
    return undefined;
  }
}

/** The start of the word that ends at `character`. */
function wordStart(text: string, character: number): number {
  const word = /[\p{L}\p{N}_$]*$/u.exec(text.slice(Math.max(0, character - 200), character))?.[0] ?? '';
  return character - word.length;
}
