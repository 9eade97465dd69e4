import type { ObservedTokens } from '../mixing/expert.ts';
import type { NextTokenModel } from '../model/next-token-model.ts';

/** A model that remembers what is in a document, and learns from what is typed there. */
export interface LearningModel extends NextTokenModel {
  /** Takes in tokens that are in the document now. They replace the rest of their line, from `index` on. */
  observe(observed: ObservedTokens): void;
  /** Follows an edit that replaced lines [line, line + removed) by `inserted` others. */
  splice(line: number, removed: number, inserted: number): void;
}
