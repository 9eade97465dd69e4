import type { ContextMatch } from '../memory/ngram-estimate.ts';
import { bucketOf } from './buckets.ts';
import { END_KINDS } from './end-kinds.ts';
import type { ListedExpert } from './expert.ts';

/** An expert's most probable token, and its probability. */
export interface TopToken {
  readonly token: number;
  readonly probability: number;
}

/**
 * What the experts are weighed by: what is known of a place before its token. Experts are numbered by their places in
 * the list.
 */
export interface Answers {
  /** Undefined for experts that are not compared, are absent or have nothing to say. */
  readonly topTokens: readonly (TopToken | undefined)[];
  /** Undefined for experts that are absent or look no contexts up. */
  readonly matches: readonly (ContextMatch | undefined)[];
  /** Of the experts that have features of their own, the one that holds; undefined for others. */
  readonly own: readonly (number | undefined)[];
  /** The kind of character that the text ends with: see `endKinds`. */
  readonly endKind: number;
}

/** Features of which exactly one holds at any place. */
interface Group {
  /** How many there are. */
  readonly size: number;
  /** Which of them holds, from 0. */
  readonly at: (answers: Answers) => number;
}

/** Lengths of contexts, 0 to 5 or more. */
const LENGTHS = 6;
/** Upper bounds of the buckets of a probability. The highest bucket has none. */
const probabilityBounds = [0.05, 0.1, 0.2, 0.35, 0.55, 0.75, 0.93] as const;
const PROBABILITIES = probabilityBounds.length + 1;
/** Buckets of log2 of how often something followed a context, and of how many different tokens did. */
const TOTALS = 6;
const DISTINCTS = 4;

/**
 * The features by which a mixer weighs the experts of a list. They come in groups, and one of each group holds at a
 * place.
 */
export class MixingFeatures {
  /** How many features there are: rows of the mixer's weights. */
  readonly size: number;
  readonly #groups: readonly Group[];
  /** The first feature of each group. */
  readonly #starts: readonly number[];

  constructor(list: readonly ListedExpert[]) {
    const matching = placesOf(list, ({ showsMatch }) => showsMatch === true);
    const compared = placesOf(list, ({ comparedIn }) => comparedIn !== undefined);
    const comparedGroups = new Set(compared.map((i) => list[i]!.comparedIn));
    this.#groups = [
      always,
      contextLengths(matching),
      ...Array.from(comparedGroups, (group) =>
        topProbabilities(placesOf(list, ({ comparedIn }) => comparedIn === group)),
      ),
      agreements(compared),
      ...matching.map(contextCounts),
      lastCharacter,
      ...list.flatMap(({ features }, i) => (features === undefined ? [] : [ownFeatures(i, features)])),
    ];
    this.#starts = this.#groups.map((_, i) => this.#groups.slice(0, i).reduce(addSize, 0));
    this.size = this.#groups.reduce(addSize, 0);
  }

  /** The numbers of the features that hold, one of each group. Feature 0 always does. */
  of(answers: Answers): readonly number[] {
    return this.#groups.map((group, i) => this.#starts[i]! + group.at(answers));
  }
}

const addSize = (sum: number, { size }: Group): number => sum + size;

function placesOf(list: readonly ListedExpert[], has: (expert: ListedExpert) => boolean): readonly number[] {
  return list.flatMap((expert, i) => (has(expert) ? [i] : []));
}

const always: Group = { size: 1, at: () => 0 };

const lastCharacter: Group = { size: END_KINDS, at: ({ endKind }) => endKind };

function ownFeatures(expert: number, size: number): Group {
  return { size, at: ({ own }) => own[expert] ?? 0 };
}

function contextLengths(experts: readonly number[]): Group {
  return {
    size: LENGTHS ** experts.length,
    at: ({ matches }) => experts.reduce((row, i) => row * LENGTHS + lengthOf(matches[i]), 0),
  };
}

function contextCounts(expert: number): Group {
  return { size: LENGTHS * TOTALS * DISTINCTS, at: ({ matches }) => countsOf(matches[expert]) };
}

function topProbabilities(experts: readonly number[]): Group {
  return {
    size: PROBABILITIES ** experts.length,
    at: ({ topTokens }) =>
      experts.reduce(
        (row, i) => row * PROBABILITIES + bucketOf(topTokens[i]?.probability ?? 0, probabilityBounds),
        0,
      ),
  };
}

/** One bit for each pair of experts: whether both have the same top token. */
function agreements(experts: readonly number[]): Group {
  const pairs = experts.flatMap((a, k) => experts.slice(k + 1).map((b) => [a, b] as const));
  return {
    size: 2 ** pairs.length,
    at: ({ topTokens }) =>
      pairs.reduce((bits, [a, b]) => 2 * bits + Number(isSame(topTokens[a], topTokens[b])), 0),
  };
}

function isSame(a: TopToken | undefined, b: TopToken | undefined): boolean {
  return a !== undefined && a.token === b?.token;
}

function lengthOf(match: ContextMatch | undefined): number {
  return Math.min(match?.length ?? 0, LENGTHS - 1);
}

function countsOf(match: ContextMatch | undefined): number {
  const total = Math.min(Math.floor(Math.log2((match?.total ?? 0) + 1)), TOTALS - 1);
  const distinct = Math.min(Math.floor(Math.log2((match?.distinct ?? 0) + 1)), DISTINCTS - 1);
  return (lengthOf(match) * TOTALS + total) * DISTINCTS + distinct;
}
