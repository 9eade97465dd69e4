import { SPECIAL_TOKENS } from '../../../src/core/text/tokenizer.ts';
import type { TableModel } from './table-model.ts';

/** Tokens that write a text, the last of which alone reaches its end, or goes beyond it. */
export interface TokenPath {
  readonly tokens: readonly number[];
  /** What the last token holds beyond the text, spelled. */
  readonly overhang: string;
  readonly probability: number;
}

/** Every way to write a spelled text from the start of a file, by plain enumeration. */
export function tokenPaths(
  model: TableModel,
  pieces: readonly string[],
  text: string,
  before: readonly number[] = [],
): TokenPath[] {
  const row = model.table[before.at(-1) ?? 0];
  return pieces.slice(SPECIAL_TOKENS).flatMap((piece, i): TokenPath[] => {
    const token = i + SPECIAL_TOKENS;
    const tokens = [...before, token];
    if (piece.startsWith(text)) {
      return [{ tokens, overhang: piece.slice(text.length), probability: row[token] }];
    }
    if (!text.startsWith(piece)) return [];
    return tokenPaths(model, pieces, text.slice(piece.length), tokens).map((path) => ({
      ...path,
      probability: row[token] * path.probability,
    }));
  });
}

export function totalOf(paths: readonly TokenPath[]): number {
  return paths.reduce((sum, { probability }) => sum + probability, 0);
}

/** The most probable first. */
export function ranked(paths: readonly TokenPath[]): TokenPath[] {
  return paths.toSorted((a, b) => b.probability - a.probability);
}
