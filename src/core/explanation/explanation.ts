import type { Contribution } from '../mixing/mixed-experts.ts';

/** Why a text was foreseen at a place of a document. */
export interface Explanation {
  readonly text: string;
  /** How probable the text was, given what was typed. */
  readonly probability: number;
  readonly tokens: readonly ExplainedToken[];
  /** The parts of the context that mattered, the most important first. */
  readonly context: readonly Influence[];
  /** Lines from which the text was learned, the likeliest first. */
  readonly sources: readonly Source[];
}

/** One token of the text. */
export interface ExplainedToken {
  /** What it adds to what is typed. */
  readonly text: string;
  /** How probable it was after the tokens before it, given what was typed of it. */
  readonly probability: number;
  /** How much each expert adds to the logarithm of its probability, compared with a token drawn blindly. */
  readonly contributions: readonly Contribution[];
  /** What else could have come, the most probable first. */
  readonly alternatives: readonly { readonly text: string; readonly probability: number }[];
}

/** A word or sign before the cursor, or the document's path. */
export interface Influence {
  readonly text: string;
  /** Where it stands, counted from 0; undefined for the path. */
  readonly at: { readonly line: number; readonly character: number } | undefined;
  /** By how much ln p(text) falls when it is left out. */
  readonly nats: number;
  /** The same for the network alone, to first order: gradient times input. Undefined without a network. */
  readonly gradientTimesInput: number | undefined;
}

/** A line of the user's own that says what was foreseen. */
export interface Source {
  readonly path: string;
  /** Counted from 0. */
  readonly line: number;
  /** In UTF-16 code units, from the start of the line. */
  readonly character: number;
  /** What the line says, without the blanks around it. */
  readonly lineText: string;
  /** How many of the text's tokens stand there. */
  readonly tokens: number;
  /** How many of the last tokens before the text stand before it there. */
  readonly context: number;
  /** The cosine of the network's states there and at the cursor, for lines that were found by it. */
  readonly similarity: number | undefined;
}
