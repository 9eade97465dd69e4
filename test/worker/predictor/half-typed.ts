import type { Caller } from '../../../src/protocol/caller.ts';
import type { PredictorContract } from '../../../src/protocol/predictor-contract.ts';
import { sourceOf } from '../source-of.ts';
import { valueOf } from '../start-worker.ts';

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

/** Takes what is suggested in the half-typed file, from which the judge learns. Resolves to the text. */
export async function takeSuggestion(caller: Caller<PredictorContract>): Promise<string> {
  const { text, cursor } = halfTyped;
  const { line, character } = cursor;
  const document = 'doc';
  await caller.call('openDocument', { document, path: 'src/mooring.ts', version: 1, text });
  const suggestion = valueOf(
    await caller.call('suggest', { document, version: 1, line, character, ...editor }),
  );
  const taken = suggestion?.ghostText ?? '';
  const at = { startLine: line, startCharacter: character, endLine: line, endCharacter: character };
  valueOf(await caller.call('changeDocument', { document, version: 2, edits: [{ ...at, text: taken }] }));
  return taken;
}
