import type { Kernels } from '../tensor/kernels.ts';
import type { BoundedWork } from '../base/bounded-work.ts';
import { addChoice, bestCut, MOST_CHOICES } from './choices.ts';
import { chooseCut, SHORTEST_SUGGESTION } from './choose-cut.ts';
import { ContextStates, type CursorState } from './context-states.ts';
import { type CursorText, cursorText, suggestionAt } from './cursor-text.ts';
import type { Cut } from './cut.ts';
import { DocumentCounts } from './document-counts.ts';
import type { Knowledge } from './knowledge.ts';
import { KnownWords } from './known-words.ts';
import { MixedModel } from './mixed-model.ts';
import type { LineEdit, OpenDocument } from './open-document.ts';
import { withoutRejected } from './rejected-text.ts';
import { gateOf, thresholdOf, type Eagerness } from './eagerness.ts';
import { type Chosen, Gate } from './gate/gate.ts';
import { averagePace } from './gate/reading-time.ts';
import { offerOf } from './offer-of.ts';
import { ShownTexts } from './shown-texts.ts';
import { Rejections } from './rejections.ts';
import { type Fork, Search } from './search.ts';
import { searchLimits, wantsTheSame } from './search-limits.ts';
import type { ShapingContext } from './shaping/rule.ts';
import { shape } from './shaping/shape.ts';
import { shapeCuts } from './shaping/shape-cuts.ts';
import { shapingContext, type EditorSettings } from './shaping/shaping-context.ts';
import type { Suggestion } from './suggestion.ts';
import { typedThrough } from './typed-through.ts';
import { weighByWhatFollows } from './what-follows.ts';
import { wholeGraphemes } from './whole-graphemes.ts';

/** Where a suggestion is requested, how the editor is set there, and what the user wants to see. */
export interface CursorRequest extends EditorSettings {
  readonly line: number;
  readonly character: number;
  /** The entry selected in the editor's own completion list. Only text that extends it may be shown. */
  readonly selected: { readonly startCharacter: number; readonly text: string } | undefined;
  readonly eagerness: Eagerness;
  /** Whether more than one line may be suggested; it is at the end of a line only. */
  readonly multiLine: boolean;
  /** Seconds between two of this person's keys; those of an average typist unless given. */
  readonly keySeconds?: number;
  /** Whether the typing has paused, so that a look costs less. */
  readonly isPause?: boolean;
}

/** What a search found, before it is shaped. */
export interface Found {
  readonly cuts: readonly Cut[];
  readonly context: ShapingContext;
  /** How many tokens before the cursor the workspace holds in this order. */
  readonly match: number;
}

/** UTF-16 code units of its line before and after the cursor that shaping looks at. */
const NEAR = 4000;
/** The search ends at texts that are less probable than this. */
const LEAST_SEARCHED = 0.02;
/** The same, where the user asks. */
const LEAST_ASKED_FOR = 1e-4;
/** Ways that are followed for one who asks. Some lead where others have led. */
const MOST_WAYS = 10;

/** Predicts what comes next in one document. A new network or vocabulary needs a new predictor. */
export class Predictor {
  readonly knowledge: Knowledge;
  readonly document: OpenDocument;
  /** What predicts in this document. */
  readonly model: MixedModel;
  readonly #kernels: Kernels;
  readonly #states: ContextStates;
  readonly #counts: DocumentCounts;
  readonly #search: Search;
  readonly #rejections = new Rejections();
  readonly #gate: Gate;
  readonly #shown = new ShownTexts();

  /** Owns `kernels`: `dispose` frees them. */
  constructor(knowledge: Knowledge, document: OpenDocument, kernels: Kernels) {
    const { tokenizer } = knowledge;
    this.knowledge = knowledge;
    this.document = document;
    this.model = new MixedModel(knowledge, kernels, document.path);
    this.#kernels = kernels;
    this.#states = new ContextStates(this.model, tokenizer, document, knowledge.isAllowed);
    this.#counts = new DocumentCounts(this.model.typed, tokenizer, document, knowledge.isAllowed);
    this.#search = new Search(tokenizer);
    this.#gate = new Gate(knowledge.judge);
  }

  edit(edit: LineEdit): void {
    this.#gate.typed(edit.text.length);
    this.#shown.learnFrom(edit, this.#gate);
    const splice = this.document.apply(edit);
    this.#states.splice(splice);
    this.#counts.splice(splice);
    this.#rejections.edited(edit, splice);
    this.#shown.follow(edit, splice);
  }

  /** `undefined` is the normal "nothing to say". */
  *suggest(request: CursorRequest): BoundedWork<Suggestion | undefined> {
    const at = cursorText(this.document.line(request.line), request.character, request.selected);
    if (!at) return undefined;
    const found = this.#stillShown(request, at) ?? (yield* this.#find(request, at));
    return this.#show(request, at, found ? [found] : [])[0];
  }

  /**
   * Up to three different suggestions, the best first, for one who asks: they are shown however improbable they are, and
   * even if they were rejected before.
   */
  *choices(request: CursorRequest): BoundedWork<readonly Suggestion[]> {
    const at = cursorText(this.document.line(request.line), request.character, request.selected);
    if (!at) return [];
    const still = this.#stillShown(request, at);
    const choices: Cut[] = [];
    const cursor = yield* this.cursor(request.line, at.prefix);
    const forks = yield* this.#search.forks(
      cursor,
      searchLimits(request, this.#context(request, at), LEAST_ASKED_FOR),
    );
    for (const fork of [undefined, ...forks.slice(0, MOST_WAYS)]) {
      if (choices.length === MOST_CHOICES) break;
      const { cuts, context } = yield* this.search(request, at.prefix, at.suffix, LEAST_ASKED_FOR, fork);
      const best = bestCut(shapeCuts(cuts, context), thresholdOf(request.eagerness), fork?.probability);
      if (!fork && still && best?.text.startsWith(still.text) !== true) choices.push(still);
      addChoice(choices, best);
    }
    return this.#show(request, at, choices);
  }

  /**
   * What may come at the cursor, each text the beginning of the next one, and the context to shape it by. What was
   * typed up to the cursor is learned first. The search ends at texts that are less probable than `leastProbability`, and
   * leaves the likeliest text where `fork` says.
   */
  *search(
    request: CursorRequest,
    prefix: string,
    suffix: string,
    leastProbability: number,
    fork?: Fork,
  ): BoundedWork<Found> {
    const { line } = request;
    const cursor = yield* this.cursor(line, prefix);
    const context = this.#context(request, { prefix, suffix });
    const limits = searchLimits(request, context, leastProbability);
    const { cuts: found, beyond } = wholeGraphemes(yield* this.#search.cuts(cursor, limits, fork), prefix);
    const isMidLine = suffix.trim() !== '' && cursor.partial === '';
    const cuts = isMidLine
      ? weighByWhatFollows(found, cursor.place, suffix, this.knowledge.tokenizer)
      : found;
    const match = this.model.matchLength(cursor.place.state);
    return { cuts, context: { ...context, following: beyond }, match };
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

  /** Of a very long line, only what is near the cursor is looked at. */
  #context(request: CursorRequest, at: Pick<CursorText, 'prefix' | 'suffix'>): ShapingContext {
    const [prefix, suffix] = [at.prefix.slice(-NEAR), at.suffix.slice(0, NEAR)];
    const { memory, isAllowed } = this.knowledge;
    const { orthography } = memory;
    const words = new KnownWords(orthography.words, this.#counts.words, prefix, suffix);
    const context = shapingContext(this.document, request.line, prefix, suffix, request, isAllowed);
    const project = orthography.indentationUnit(this.document.path);
    return { ...context, words, units: { file: context.units?.file, project } };
  }

  /** Notes what is shown from now on. */
  #show(
    request: CursorRequest,
    at: CursorText,
    cuts: readonly (Cut & Partial<Pick<Chosen, 'signals'>>)[],
  ): Suggestion[] {
    const { prefix, suffix } = at;
    const { line } = request;
    this.#shown.all = cuts.map(({ text: ghostText, probability, signals }) => {
      return { line, prefix, suffix, ghostText, probability, signals, request };
    });
    return cuts.map((cut) => suggestionAt(at, line, cut));
  }

  /** The text to show, or undefined. */
  *#find(request: CursorRequest, { prefix, suffix }: CursorText): BoundedWork<Cut | undefined> {
    const { eagerness, line, keySeconds = averagePace.key, isPause = false } = request;
    const rejected = this.#rejections.at(line, prefix);
    if (typeof eagerness === 'number') {
      // What may be shown after the next text counts, too: see `chooseCut`.
      const least = Math.min(eagerness, Math.max(eagerness ** 2, LEAST_SEARCHED));
      const { cuts, context } = yield* this.search(request, prefix, suffix, least);
      const offered = withoutRejected(shapeCuts(cuts, context), rejected);
      return chooseCut(offered, { threshold: eagerness, shortest: SHORTEST_SUGGESTION });
    }
    const { look, floor } = gateOf(eagerness, isPause);
    const found = yield* this.search(request, prefix, suffix, floor / 2);
    const pace = { ...averagePace, key: keySeconds, look };
    return this.#gate.choose(offerOf(found, rejected), { pace, floor, mayWait: !isPause });
  }

  /**
   * What was shown before and is being typed through, shortened by what was typed. If something else was typed, what was
   * shown was rejected.
   */
  #stillShown(request: CursorRequest, { prefix, suffix }: CursorText): Cut | undefined {
    const { line } = request;
    for (const shown of this.#shown.all) {
      if (!wantsTheSame(request, shown.request)) continue;
      const rest = typedThrough(shown, line, prefix, suffix);
      if (rest === undefined) continue;
      if (suffix === shown.suffix) return { ...shown, text: rest };
      // The editor has added a closing bracket or quote after the cursor, which the rest may hold, too.
      const { text } = shape(rest, { ...this.#context(request, { prefix, suffix }), units: undefined });
      if (text !== '') return { ...shown, text };
    }
    this.#noteRejection(line, prefix);
    return undefined;
  }

  /** What was shown on this line, and is not what was then typed, was rejected there. */
  #noteRejection(line: number, prefix: string): void {
    const [shown] = this.#shown.all;
    if (shown?.line !== line || !prefix.startsWith(shown.prefix)) return;
    const typed = prefix.slice(shown.prefix.length);
    if (typed === '') return;
    const wasRight = typed.startsWith(shown.ghostText);
    if (!wasRight) this.#rejections.add({ line, prefix: shown.prefix, text: shown.ghostText });
    // What was asked for says nothing about the gate.
    if (!shown.signals) return;
    if (wasRight) this.#gate.typedThrough(shown);
    else this.#gate.refused(shown);
  }
}
