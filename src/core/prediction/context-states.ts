import { headerTokens } from '../text/file-header.ts';
import { segmentOf } from '../text/token-stream.ts';
import type { Tokenizer } from '../text/tokenizer.ts';
import type { BoundedWork } from '../base/bounded-work.ts';
import type { IsAllowed } from '../text/secrets/allowed-secrets.ts';
import { holdsSecret } from './holds-secret.ts';
import type { LearningModel } from './learning-model.ts';
import type { LineSplice, OpenDocument } from './open-document.ts';
import { Place } from './place.ts';

/**
 * The most characters that are read again when no kept state is near: about 40 ms of steps. The network remembers
 * little of what is further back.
 */
const REPLAY_LIMIT = 6000;
/** The states kept for each document: 1 kB each with 256 hidden units. */
const KEPT_STATES = 4096;
/** Model steps between two yields. */
const STEPS_PER_PIECE = 64;

/** Where the model is: after all tokens that can no longer change. The rest is left to token healing. */
export interface CursorState {
  readonly place: Place;
  /** What is typed after the last settled token, spelled in the tokenizer's alphabet. */
  readonly partial: string;
  /** The settled tokens of the cursor's line. */
  readonly settled: Int32Array;
}

/** The line last asked about: its settled tokens, the place before them, and the place after each of them. */
interface CurrentLine {
  readonly line: number;
  /** Where the part of the line that is read begins. */
  readonly from: number;
  readonly start: Place;
  readonly tokens: Int32Array;
  readonly places: readonly Place[];
}

/**
 * A model's states along one document: one at the start of each line, and one for each token in the line of the cursor.
 * Lines are read in segments (`segmentOf`), so an edit in line k leaves the states up to the start of line k valid, and
 * a keystroke costs one step.
 *
 * The model observes what is read, so that it can remember it, except for lines that hold a secret. From what was
 * just typed it also learns.
 */
export class ContextStates {
  readonly #model: LearningModel;
  readonly #tokenizer: Tokenizer;
  readonly #document: OpenDocument;
  readonly #isAllowed: IsAllowed | undefined;
  /** The state before segment k; not every k has one. */
  readonly #lineStarts = new Map<number, Float32Array>();
  #current: CurrentLine | undefined;
  /** The line to which typing has led from the current one, by line breaks. */
  #brokenTo: number | undefined;

  constructor(model: LearningModel, tokenizer: Tokenizer, document: OpenDocument, isAllowed?: IsAllowed) {
    this.#model = model;
    this.#tokenizer = tokenizer;
    this.#document = document;
    this.#isAllowed = isAllowed;
  }

  /** Drops the states that an edit makes invalid. */
  splice({ line, removed, inserted }: LineSplice): void {
    for (const kept of this.#lineStarts.keys()) if (kept > line) this.#lineStarts.delete(kept);
    const isInCurrent = this.#current?.line === line;
    if (this.#current && this.#current.line > line) this.#current = undefined;
    // What changes within the cursor's line is observed when the line is read. When that line breaks, its first part
    // stays.
    if (!isInCurrent) this.#model.splice(line, removed, inserted);
    else if (removed > 1 || inserted > 1) this.#model.splice(line + 1, removed - 1, inserted - 1);
    this.#brokenTo = isInCurrent && removed === 1 && inserted > 1 ? line + inserted - 1 : undefined;
  }

  /** The state at the end of `prefix`: the text of `line` before the cursor, or what a selected entry makes of it. */
  *at(line: number, prefix: string): BoundedWork<CursorState> {
    const cameByTyping = this.#current?.line === line || this.#brokenTo === line;
    const from = readFrom(prefix.length);
    const entered = this.#current?.line === line ? this.#current : yield* this.#enter(line);
    const known = entered.from === from ? entered : { ...entered, from, ...nothingRead };
    this.#brokenTo = undefined;
    const segment = from === 0 ? segmentOf(line, prefix) : prefix.slice(from);
    const settledLength = this.#tokenizer.stableLength(segment);
    const tokens = this.#tokenizer.encode(segment.slice(0, settledLength));
    const partial = this.#tokenizer.spell(segment.slice(settledLength));

    const shared = sharedLength(tokens, known.tokens);
    const typed = cameByTyping && shared === known.tokens.length;
    const places = known.places.slice(0, shared);
    for (let i = shared; i < tokens.length; i++) {
      const before = places[i - 1] ?? known.start;
      places.push(before.after(tokens[i]!));
      before.keepOnly(tokens[i]!);
      if (i % STEPS_PER_PIECE === STEPS_PER_PIECE - 1) yield;
    }
    if (tokens.length !== known.tokens.length || shared !== tokens.length) {
      this.#observe(line, shared, tokens, (i) => places[i - 1] ?? known.start, typed);
    }
    this.#current = { line, from, start: known.start, tokens, places };
    return { place: places.at(-1) ?? known.start, partial, settled: tokens };
  }

  /** Starts another line. Lines that were typed to their ends on the way there count as typed. */
  *#enter(line: number): BoundedWork<CurrentLine> {
    const left = this.#current;
    this.#current = undefined;
    if (left && this.#brokenTo === line) {
      let state = this.#finishLine(left);
      for (let k = left.line + 1; k < line; k++) {
        const start = new Place(this.#model, this.#tokenizer.size, state);
        state = this.#finishLine({ line: k, from: 0, start, ...nothingRead });
        yield;
      }
    }
    const state = yield* this.#lineStart(line);
    const start = new Place(this.#model, this.#tokenizer.size, state);
    return { line, from: 0, start, ...nothingRead };
  }

  /** Reads the rest of a line that was typed to its end. Keeps and returns the state after it. */
  #finishLine({ line, start, tokens: settled }: CurrentLine): Float32Array {
    const tokens = this.#segment(line);
    let place = start;
    const before: Place[] = [];
    for (const token of tokens) {
      before.push(place);
      place = place.after(token);
    }
    const shared = sharedLength(tokens, settled);
    this.#observe(line, shared, tokens, (i) => before[i]!, shared === settled.length);
    this.#keep(line + 1, place.state);
    return place.state;
  }

  /** The state before segment `line`, computed from the nearest kept one, or from the file's header if none is near. */
  *#lineStart(line: number): BoundedWork<Float32Array> {
    const kept = this.#lineStarts.get(line);
    if (kept) return kept;

    let from = line;
    let characters = 0;
    while (from > 0 && !this.#lineStarts.has(from) && characters < REPLAY_LIMIT) {
      from--;
      characters += this.#document.line(from).length + 1;
    }
    let state = this.#lineStarts.get(from) ?? this.#headerState();
    this.#keep(from, state);
    let steps = 0;
    for (let k = from; k < line; k++) {
      const tokens = this.#segment(k);
      const states: Float32Array[] = [];
      for (const token of tokens) {
        states.push(state);
        const next = this.#model.newState();
        this.#model.step(state, token, next);
        state = next;
        if (++steps % STEPS_PER_PIECE === 0) yield;
      }
      if (!holdsSecret(this.#document, k, this.#isAllowed))
        this.#model.observe({ line: k, index: 0, tokens, states, typed: false });
      this.#keep(k + 1, state);
    }
    return state;
  }

  #observe(
    line: number,
    from: number,
    tokens: Int32Array,
    before: (i: number) => Place,
    typed: boolean,
  ): void {
    if (holdsSecret(this.#document, line, this.#isAllowed)) return;
    const states = Array.from({ length: tokens.length - from }, (_, i) => before(from + i).state);
    this.#model.observe({ line, index: from, tokens: tokens.subarray(from), states, typed });
  }

  #headerState(): Float32Array {
    const state = this.#model.newState();
    for (const token of headerTokens(this.#tokenizer, this.#document.path)) {
      this.#model.step(state, token, state);
    }
    return state;
  }

  /** The tokens of a whole line, or of its end where it is longer than the limit, as in minified text. */
  #segment(line: number): Int32Array {
    return this.#tokenizer.encode(segmentOf(line, this.#document.line(line).slice(-REPLAY_LIMIT)));
  }

  /** Keeps the state before a line. When there are too many, the one kept longest is dropped. */
  #keep(line: number, state: Float32Array): void {
    this.#lineStarts.set(line, state);
    if (this.#lineStarts.size > KEPT_STATES) {
      const oldest = this.#lineStarts.keys().next();
      if (!oldest.done) this.#lineStarts.delete(oldest.value);
    }
  }
}

const nothingRead = { tokens: new Int32Array(0), places: [] } as const;

/**
 * Where reading begins in a line with this much before the cursor. In a very long line, as of minified text, only its
 * last part is read. It begins at the same place for as many keys as it has room for.
 */
function readFrom(length: number): number {
  const half = REPLAY_LIMIT / 2;
  return length <= REPLAY_LIMIT ? 0 : Math.floor(length / half - 1) * half;
}

function sharedLength(a: Int32Array, b: Int32Array): number {
  let shared = 0;
  while (shared < a.length && shared < b.length && a[shared] === b[shared]) shared++;
  return shared;
}
