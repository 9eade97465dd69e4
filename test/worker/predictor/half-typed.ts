import { sourceOf } from '../source-of.ts';

/** A file about a noun that the small workspace lacks, up to where `throw new Error(` is expected. */
function typedSoFar(): { text: string; cursor: { line: number; character: number } } {
  const text = `${sourceOf('mooring').slice(0, 300)}\n    if (!mooring.ready) {\n      thr`;
  const lines = text.split('\n');
  return { text, cursor: { line: lines.length - 1, character: lines.at(-1).length } };
}

export const halfTyped = typedSoFar();

/** The editor's settings and the user's preferences, for tests in which they do not matter. */
export const editor = {
  selected: undefined,
  insertSpaces: true,
  tabSize: 2,
  eagerness: 'balanced',
  multiLine: true,
} as const;
