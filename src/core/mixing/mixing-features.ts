import type { ContextMatch } from '../memory/ngram-estimate.ts';

/** What one expert says, in short: its most probable token and that token's probability. */
export interface TopToken {
  readonly token: number;
  readonly probability: number;
}

/** What is known of a place before the token there is: by it the experts are weighed. */
export interface MixingSituation {
  /** How well the workspace's and the document's n-grams know the context. */
  readonly workspaceMatch: ContextMatch;
  readonly documentMatch: ContextMatch;
  readonly workspace: TopToken;
  readonly document: TopToken;
  /** Undefined where there is no network. */
  readonly network: TopToken | undefined;
  /** Undefined where no network or no past state is. */
  readonly cache: TopToken | undefined;
  /** The kind of character that the text so far ends with: see `endKinds`. */
  readonly endKind: number;
}

/** Lengths of contexts, 0 to 5. */
const LENGTHS = 6;
/** Upper bounds of the lower buckets of a probability; what is above the last is in the highest. */
const probabilityBounds = [0.05, 0.1, 0.2, 0.35, 0.55, 0.75, 0.93] as const;
const PROBABILITIES = probabilityBounds.length + 1;
/** Buckets of log2 of how often a context was gone on from, and of how many tokens went on from it. */
const TOTALS = 6;
const DISTINCTS = 4;
/** Pairs of experts that may agree. */
const AGREEMENTS = 2 ** 6;
/** A letter, an upper-case letter, a digit, a blank, a line break, no character at all, others beyond ASCII, and ASCII signs. */
const KINDS = 7 + 33;

/** The groups of features, one of each of which holds at a place, and how many rows each has. */
const sizes = [
  1,
  LENGTHS * LENGTHS,
  PROBABILITIES * PROBABILITIES,
  PROBABILITIES * PROBABILITIES,
  AGREEMENTS,
  LENGTHS * TOTALS * DISTINCTS,
  LENGTHS * TOTALS * DISTINCTS,
  KINDS,
] as const;
const starts = sizes.map((_, i) => sizes.slice(0, i).reduce((sum, size) => sum + size, 0));

/** How many rows a mixer's weights have. */
export const FEATURES = sizes.reduce<number>((sum, size) => sum + size, 0);

/** The numbers of the features that hold: one of each group. The first always does. */
export function featuresOf(situation: MixingSituation): readonly number[] {
  const { workspaceMatch, documentMatch, workspace, document, network, cache, endKind } = situation;
  const within = [
    0,
    lengthOf(workspaceMatch) * LENGTHS + lengthOf(documentMatch),
    bucketOf(workspace.probability) * PROBABILITIES + bucketOf(document.probability),
    bucketOf(network?.probability ?? 0) * PROBABILITIES + bucketOf(cache?.probability ?? 0),
    agreement(workspace, document, network, cache),
    countsOf(workspaceMatch),
    countsOf(documentMatch),
    endKind,
  ];
  return within.map((row, group) => starts[group]! + row);
}

/** For each piece of a vocabulary the kind of its last character, by which the places behind words and signs are told apart. */
export function endKinds(pieces: readonly string[]): Uint8Array {
  return Uint8Array.from(pieces, (piece) => kindOf(piece.at(-1)));
}

function kindOf(character: string | undefined): number {
  if (character === undefined) return 0;
  const code = character.charCodeAt(0);
  if (character === '\n') return 1;
  if (character === ' ' || character === '\t') return 2;
  if (character >= '0' && character <= '9') return 3;
  if (character >= 'a' && character <= 'z') return 4;
  if (character >= 'A' && character <= 'Z') return 5;
  if (code < 0x21 || code > 0x7e) return 6;
  // The 32 signs of ASCII lie in four runs: ! to /, : to @, [ to `, { to ~.
  const signs =
    code < 0x30
      ? code - 0x21
      : code < 0x41
        ? code - 0x3a + 15
        : code < 0x61
          ? code - 0x5b + 22
          : code - 0x7b + 28;
  return 7 + signs;
}

function lengthOf({ length }: ContextMatch): number {
  return Math.min(length, LENGTHS - 1);
}

function bucketOf(probability: number): number {
  let bucket = 0;
  while (bucket < probabilityBounds.length && probability >= probabilityBounds[bucket]!) bucket++;
  return bucket;
}

function countsOf(match: ContextMatch): number {
  const total = Math.min(Math.floor(Math.log2(match.total + 1)), TOTALS - 1);
  const distinct = Math.min(Math.floor(Math.log2(match.distinct + 1)), DISTINCTS - 1);
  return (lengthOf(match) * TOTALS + total) * DISTINCTS + distinct;
}

/** A bit for each pair of experts that hold the same token for the most probable. */
function agreement(
  workspace: TopToken,
  document: TopToken,
  network: TopToken | undefined,
  cache: TopToken | undefined,
): number {
  const [n, c, r, k] = [workspace.token, document.token, network?.token ?? -1, cache?.token ?? -2];
  return [n === c, n === r, n === k, c === r, c === k, r === k].reduce(
    (bits, same) => 2 * bits + Number(same),
    0,
  );
}
