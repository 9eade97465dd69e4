import type { NextTokenModel } from '../model/next-token-model.ts';

/** Tokens of a line that were read for the first time, or anew. */
export interface ObservedTokens {
  readonly line: number;
  /** The first token's number in its line. */
  readonly index: number;
  readonly tokens: Int32Array;
  /** states[i] is the state before tokens[i]. */
  readonly states: readonly Float32Array[];
  /** Whether someone typed them just now: then it is also learned how well they were foreseen. */
  readonly typed: boolean;
}

/** A model that remembers what stands in a document, and learns from what is typed. */
export interface LearningModel extends NextTokenModel {
  /** Places of the line that were remembered from `index` on are forgotten first. */
  observe(read: ObservedTokens): void;
  /** Lines [line, line + removed) gave way to `inserted` others. */
  splice(line: number, removed: number, inserted: number): void;
}
