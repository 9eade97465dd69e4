import type { Kernels } from '../tensor/kernels.ts';
import type { Tokenizer } from '../text/tokenizer.ts';
import type { BoundedWork } from '../base/bounded-work.ts';
import { chooseCut, SHORTEST_SUGGESTION } from './choose-cut.ts';
import { ContextStates, type CursorState } from './context-states.ts';
import type { Cut } from './cut.ts';
import { DocumentCounts } from './document-counts.ts';
import { thresholdOf, type Eagerness } from './eagerness.ts';
import type { Knowledge } from './knowledge.ts';
import type { Orthography } from '../memory/orthography.ts';
import { KnownWords } from './known-words.ts';
import { MixedModel } from './mixed-model.ts';
import { movedLine } from './moved-line.ts';
import type { LineEdit, OpenDocument } from './open-document.ts';
import { withoutRejected } from './rejected-text.ts';
import { Rejections } from './rejections.ts';
import { Search } from './search.ts';
import type { ShapingContext } from './shaping/rule.ts';
import { shape } from './shaping/shape.ts';
import { shapeCuts } from './shaping/shape-cuts.ts';
import { shapingContext, type EditorSettings } from './shaping/shaping-context.ts';
import type { Suggestion } from './suggestion.ts';
import { typedThrough, type Shown } from './typed-through.ts';
import { weighByWhatFollows } from './what-follows.ts';
import { wholeGraphemes } from './whole-graphemes.ts';
import { WordGuide } from './word-guide.ts';

/** Where a suggestion is requested, how the editor is set there, and what the user wants to see. */
export interface CursorRequest extends EditorSettings {
  readonly line: number;
  readonly character: number;
  /** The entry selected in the editor's own completion list. Only text that extends it may be shown. */
  readonly selected: { readonly startCharacter: number; readonly text: string } | undefined;
  readonly eagerness: Eagerness;
  /** Whether more than one line may be suggested; it is on empty lines only. */
  readonly multiLine: boolean;
}

/** What a search found, before it is shaped. */
export interface Found {
  readonly cuts: readonly Cut[];
  readonly context: ShapingContext;
}

/** The longest suggestion, in UTF-16 code units, where one line is allowed and where several are. */
const longest = { inLine: 80, inLines: 240 } as const;
const MOST_LINES = 4;
/** The search ends at texts that are less probable than this. */
const LEAST_SEARCHED = 0.02;

/** Predicts what comes next in one document. A new network or vocabulary needs a new predictor. */
export class Predictor {
  readonly #document: OpenDocument;
  readonly #tokenizer: Tokenizer;
  readonly #orthography: Orthography;
  readonly #kernels: Kernels;
  readonly #states: ContextStates;
  readonly #counts: DocumentCounts;
  readonly #search: Search;
  readonly #rejections = new Rejections();
  #shown: (Shown & { readonly request: CursorRequest }) | undefined;

  /** Owns `kernels`: `dispose` frees them. */
  constructor(knowledge: Knowledge, document: OpenDocument, kernels: Kernels) {
    const { tokenizer, memory } = knowledge;
    this.#orthography = memory.orthography;
    const model = new MixedModel(knowledge, kernels);
    this.#document = document;
    this.#tokenizer = tokenizer;
    this.#kernels = kernels;
    this.#states = new ContextStates(model, tokenizer, document);
    this.#counts = new DocumentCounts(model.typed, tokenizer, document);
    this.#search = new Search(tokenizer);
  }

  edit(edit: LineEdit): void {
    const splice = this.#document.apply(edit);
    this.#states.splice(splice);
    this.#counts.splice(splice);
    this.#rejections.edited(edit, splice);
    const line = this.#shown && movedLine(this.#shown, edit, splice);
    this.#shown = this.#shown && line !== undefined ? { ...this.#shown, line } : undefined;
  }

  /** `undefined` is the normal "nothing to say". */
  *suggest(request: CursorRequest): BoundedWork<Suggestion | undefined> {
    const { line, character, selected } = request;
    const text = this.#document.line(line);
    const start = selected ? Math.min(selected.startCharacter, character) : wordStart(text, character);
    const typed = text.slice(start, character);
    // What the line would hold before the cursor: the selected entry in place of what is typed of it.
    const word = selected ? selected.text : typed;
    if (!word.startsWith(typed)) return undefined;
    const prefix = text.slice(0, start) + word;
    const suffix = text.slice(character);

    const still = this.#stillShown(request, prefix, suffix);
    if (!still) this.#noteRejection(line, prefix);
    const found = still ?? (yield* this.#find(request, prefix, suffix));
    if (!found) {
      this.#shown = undefined;
      return undefined;
    }
    const { text: ghostText, probability } = found;
    this.#shown = { line, prefix, suffix, ghostText, probability, request };
    return {
      line,
      startCharacter: start,
      endCharacter: character,
      insertText: word + ghostText,
      ghostText: prefix.slice(start + typed.length) + ghostText,
      probability,
    };
  }

  /**
   * What may come at the cursor, each text the beginning of the next one, and the context to shape it by. What was
   * typed up to the cursor is learned first. The search ends at texts that are less probable than `leastProbability`.
   */
  *search(
    request: CursorRequest,
    prefix: string,
    suffix: string,
    leastProbability: number,
  ): BoundedWork<Found> {
    const { line, multiLine } = request;
    const cursor = yield* this.cursor(line, prefix);
    const severalLines = multiLine && (prefix + suffix).trim() === '';
    const limits = severalLines
      ? { leastProbability, longest: longest.inLines, lines: MOST_LINES }
      : { leastProbability, longest: longest.inLine, lines: 1 };
    const context = shapingContext(this.#document, line, prefix, suffix, request);
    const words = new KnownWords(this.#orthography.words, this.#counts.words, prefix, suffix);
    // In prose, words are inflected; in code they are written as they are declared.
    const guide = context.syntax.isProse ? undefined : new WordGuide(words, prefix);
    const { cuts: found, beyond } = wholeGraphemes(yield* this.#search.cuts(cursor, limits, guide), prefix);
    const isMidLine = suffix.trim() !== '' && cursor.partial === '';
    const cuts = isMidLine ? weighByWhatFollows(found, cursor.place, suffix, this.#tokenizer) : found;
    return { cuts, context: { ...context, words, following: beyond } };
  }

  /** The state of the model after `prefix`, once it has learned what was typed up to there. */
  *cursor(line: number, prefix: string): BoundedWork<CursorState> {
    yield* this.#counts.catchUp(line);
    const cursor = yield* this.#states.at(line, prefix);
    this.#counts.countSettled(line, cursor.settled);
    return cursor;
  }

  dispose(): void {
    this.#kernels.dispose();
  }

  /** The text to show, or undefined. */
  *#find(request: CursorRequest, prefix: string, suffix: string): BoundedWork<Cut | undefined> {
    const threshold = thresholdOf(request.eagerness);
    // What may be shown after the next text counts, too: see `chooseCut`.
    const least = Math.min(threshold, Math.max(threshold ** 2, LEAST_SEARCHED));
    const { cuts, context } = yield* this.search(request, prefix, suffix, least);
    const shaped = shapeCuts(cuts, context);
    const offered = withoutRejected(shaped, this.#rejections.at(request.line, prefix));
    return chooseCut(offered, { threshold, shortest: SHORTEST_SUGGESTION });
  }

  /** What was shown before and is being typed through, shortened by what was typed. */
  #stillShown(request: CursorRequest, prefix: string, suffix: string): Cut | undefined {
    const shown = this.#shown;
    if (!shown || !wantsTheSame(request, shown.request)) return undefined;
    const { line } = request;
    const rest = typedThrough(shown, line, prefix, suffix);
    if (rest === undefined) return undefined;
    if (suffix === shown.suffix) return { text: rest, probability: shown.probability };
    // The editor has added a closing bracket or quote after the cursor, which the rest may hold, too.
    const { text } = shape(rest, shapingContext(this.#document, line, prefix, suffix, request));
    return text === '' ? undefined : { text, probability: shown.probability };
  }

  /** What was shown on this line, and is not what was then typed, was rejected there. */
  #noteRejection(line: number, prefix: string): void {
    const shown = this.#shown;
    if (shown?.line !== line || !prefix.startsWith(shown.prefix)) return;
    const typed = prefix.slice(shown.prefix.length);
    if (typed !== '' && !typed.startsWith(shown.ghostText)) {
      this.#rejections.add({ line, prefix: shown.prefix, text: shown.ghostText });
    }
  }
}

/** Whether what one request was shown may stay for another: no setting has changed in between. */
function wantsTheSame(a: CursorRequest, b: CursorRequest): boolean {
  return (
    a.eagerness === b.eagerness &&
    a.multiLine === b.multiLine &&
    a.inComments === b.inComments &&
    a.inStrings === b.inStrings
  );
}

/** The start of the word that ends at `character`. */
function wordStart(text: string, character: number): number {
  const word = /[\p{L}\p{N}_$]*$/u.exec(text.slice(Math.max(0, character - 200), character))?.[0] ?? '';
  return character - word.length;
}
