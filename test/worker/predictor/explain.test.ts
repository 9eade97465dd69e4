import { expect, it } from 'vitest';
import type { PredictorContract } from '../../../src/protocol/predictor-contract.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { smallWorkspace, write } from '../small-workspace.ts';
import { valueOf } from '../start-worker.ts';
import { suiteThreads } from '../suite-threads.ts';

const start = suiteThreads<PredictorContract>('predictor');

it('a suggestion is explained by the line that taught it, also when it was taken, but not in another text', async () => {
  const { caller } = start();
  const line = 'export const harbourMaster = hoist(pennant, halyard);';
  const taught = write(temporaryFolder(), 'src/taught.ts', `// Flags.\n${line}\n`);
  const files = [...smallWorkspace().files, taught];
  valueOf(await caller.call('remember', { files, preset: 'fast', memoryPath: undefined }));
  const document = 'file:///new.ts';
  const [typed, text] = ['export const harbourM', 'aster = hoist('];
  await caller.call('openDocument', { document, path: 'src/new.ts', version: 1, text: `\n${typed}` });
  const where = { document, version: 1, line: 1, character: typed.length, text };
  const explained = valueOf(await caller.call('explain', where));
  expect(explained?.sources[0]).toMatchObject({ path: 'src/taught.ts', line: 1, lineText: line });
  expect(explained?.tokens.map((token) => token.text).join('')).toBe(text);
  const edit = { startLine: 1, startCharacter: typed.length, endLine: 1, endCharacter: typed.length, text };
  await caller.call('changeDocument', { document, version: 2, edits: [edit] });
  expect(valueOf(await caller.call('explain', where))).toBeUndefined();
  const taken = valueOf(await caller.call('explain', { ...where, version: 2 }));
  expect(taken?.sources[0]).toMatchObject({ path: 'src/taught.ts', line: 1 });
});
