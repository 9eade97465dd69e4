import { FILE_TOKEN, TEXT_TOKEN, type Tokenizer } from '../text/tokenizer.ts';
import type { BoundedWork } from './bounded-work.ts';
import type { NextTokenModel } from './next-token-model.ts';
import type { OpenDocument } from './open-document.ts';

/** Characters that are read anew at most when no kept state is near: about 40 ms of steps. Context further back fades. */
const replayLimit = 6000;
/** States kept a document: 1 kB each at H = 256. */
const keptStates = 4096;
/** Model steps between two looks at the clock. */
const stepsAPiece = 64;

/** Where the network stands: behind all tokens that can no longer change, with the rest still to be healed. */
export interface CursorState {
  readonly state: Float32Array;
  /** What is typed behind the last settled token, spelled in the tokenizer's alphabet. */
  readonly partial: string;
}

/**
 * The network's states along one document: one at each line start, one a token in the line of the cursor. Line k is
 * read as "\n" + line (the first without the break), which tokenizers cut independently of what stands before; an edit
 * in line k therefore leaves the states up to the start of line k true, and a keystroke costs one step.
 */
export class ContextStates {
  readonly #model: NextTokenModel;
  readonly #tokenizer: Tokenizer;
  readonly #document: OpenDocument;
  /** lineStarts[k] is the state before segment k; sparse. */
  #lineStarts = new Map<number, Float32Array>();
  /** The settled tokens of the line last asked for, and the state behind each. */
  #current: { line: number; tokens: Int32Array; states: Float32Array[] } | undefined;

  constructor(model: NextTokenModel, tokenizer: Tokenizer, document: OpenDocument) {
    this.#model = model;
    this.#tokenizer = tokenizer;
    this.#document = document;
  }

  /** Forgets what an edit at `line` made untrue. */
  invalidateFrom(line: number): void {
    for (const kept of this.#lineStarts.keys()) if (kept > line) this.#lineStarts.delete(kept);
    if (this.#current && this.#current.line > line) this.#current = undefined;
  }

  /** The state at the end of `prefix`, the text of `line` up to the cursor (or what it would be). */
  *at(line: number, prefix: string): BoundedWork<CursorState> {
    const start = yield* this.#lineStart(line);
    const segment = line === 0 ? prefix : `\n${prefix}`;
    const settled = this.#tokenizer.stableLength(segment);
    const tokens = this.#tokenizer.encode(segment.slice(0, settled));
    const partial = this.#tokenizer.spell(segment.slice(settled));

    const known =
      this.#current?.line === line ? this.#current : { line, tokens: new Int32Array(0), states: [] };
    let shared = 0;
    while (shared < tokens.length && shared < known.tokens.length && tokens[shared] === known.tokens[shared])
      shared++;
    const states = known.states.slice(0, shared);
    for (let i = shared; i < tokens.length; i++) {
      const state = this.#model.newState();
      this.#model.step(states[i - 1] ?? start, tokens[i]!, state);
      states.push(state);
      if (i % stepsAPiece === stepsAPiece - 1) yield;
    }
    this.#current = { line, tokens, states };
    return { state: states.at(-1) ?? start, partial };
  }

  /** The state before segment `line`, from the nearest kept one, or from the file's header where none is near. */
  *#lineStart(line: number): BoundedWork<Float32Array> {
    const kept = this.#lineStarts.get(line);
    if (kept) return kept;

    let from = line;
    let characters = 0;
    while (from > 0 && !this.#lineStarts.has(from) && characters < replayLimit) {
      from--;
      characters += this.#document.line(from).length + 1;
    }
    let state = this.#lineStarts.get(from) ?? this.#headerState();
    this.#keep(from, state);
    let steps = 0;
    for (let k = from; k < line; k++) {
      const text = this.#document.line(k);
      const next = this.#model.newState();
      next.set(state);
      // A line longer than the limit (minified text) is entered at its end.
      for (const token of this.#tokenizer.encode((k === 0 ? '' : '\n') + text.slice(-replayLimit))) {
        this.#model.step(next, token, next);
        if (++steps % stepsAPiece === 0) yield;
      }
      state = next;
      this.#keep(k + 1, state);
    }
    return state;
  }

  #headerState(): Float32Array {
    const state = this.#model.newState();
    this.#model.step(state, FILE_TOKEN, state);
    for (const token of this.#tokenizer.encode(this.#document.path)) this.#model.step(state, token, state);
    this.#model.step(state, TEXT_TOKEN, state);
    return state;
  }

  /** Keeps a line's state; beyond the bound the oldest kept goes. */
  #keep(line: number, state: Float32Array): void {
    this.#lineStarts.set(line, state);
    if (this.#lineStarts.size > keptStates) {
      const oldest = this.#lineStarts.keys().next();
      if (!oldest.done) this.#lineStarts.delete(oldest.value);
    }
  }
}
