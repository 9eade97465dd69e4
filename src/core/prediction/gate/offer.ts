import type { Cut } from '../cut.ts';

/** What is known of the place at the cursor, apart from the texts that may come there. */
export interface Surroundings {
  readonly inside: 'code' | 'comment' | 'string';
  /** The length of the word before the cursor, in UTF-16 code units. */
  readonly word: number;
  /** Whether nothing but blanks stands before the cursor in its line. */
  readonly isBlank: boolean;
  /** The tokens before the cursor that the workspace holds in this order. */
  readonly match: number;
}

/** What may be shown at the cursor. */
export interface Offer {
  /** The texts that may be shown, shorter ones first. */
  readonly cuts: readonly Cut[];
  /** The likeliest text, character by character, as the search found it; empty where that is not known. */
  readonly path: readonly Cut[];
  /** Undefined where nothing is known: then the texts' own probabilities are believed. */
  readonly around: Surroundings | undefined;
}
