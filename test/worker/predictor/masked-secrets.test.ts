import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MASK } from '../../../src/core/text/secrets/known-shapes.ts';
import type { PredictorContract, RememberParams } from '../../../src/protocol/predictor-contract.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { write } from '../small-workspace.ts';
import { sourceOf } from '../source-of.ts';
import { valueOf } from '../start-worker.ts';
import { suiteThreads } from '../suite-threads.ts';
import { editor } from './half-typed.ts';

const start = suiteThreads<PredictorContract>('predictor');
const [one, other] = ['gannet7' + 'Rock', 'sample-' + 'puffin9'];

function workspace() {
  const folder = temporaryFolder();
  const files = [
    write(folder, 'a.ts', `${sourceOf('gull')}const password = '${one}';\nconst pwd = '${other}';\n`),
    write(folder, 'b.yaml', `name: tern\npassword: ${one}\n`),
    write(folder, 'c.ts', sourceOf('heron')),
  ];
  const memoryPath = join(folder, 'memory');
  const params: RememberParams = { files, preset: 'fast', memoryPath };
  return { files, memoryPath, params };
}

const saved = (path: string, text: string) => ({ path, text, ignoreFiles: [] });

describe('what is masked', () => {
  it('is counted as the memory holds it, through saves, deletions and restarts, and named by its lines', async () => {
    const { memoryPath, params } = workspace();
    const { caller } = start();
    const { memory, masked, unusable } = valueOf(await caller.call('remember', params));
    expect(memory.masked).toEqual({ secrets: 3, files: 2 });
    const length = sourceOf('gull').split('\n').length;
    expect(masked).toEqual([
      { path: 'a.ts', lines: [length, length + 1] },
      { path: 'b.yaml', lines: [2] },
    ]);
    expect(unusable).toEqual([]);
    const again = valueOf(await start().caller.call('recall', { memoryPath }));
    expect(again.memory?.masked).toEqual({ secrets: 3, files: 2 });

    const after = valueOf(await caller.call('rememberSaved', saved('c.ts', `pwd = '${one}'\n`)));
    expect(after?.masked).toEqual({ secrets: 4, files: 3 });
    const undone = valueOf(await caller.call('rememberSaved', saved('c.ts', 'pwd = read()\n')));
    expect(undone?.masked).toEqual({ secrets: 3, files: 2 });
    expect(valueOf(await caller.call('forget', { paths: ['a.ts'] })).memory?.masked).toEqual({
      secrets: 1,
      files: 1,
    });
  });

  it('is learned and shown once it is allowed, and masked again when it is not', async () => {
    const { params } = workspace();
    const { caller } = start();
    const offered = async (): Promise<string> => {
      const text = `${sourceOf('owl')}const pwd = '`;
      await caller.call('openDocument', { document: 'd', path: 'd.ts', version: 1, text });
      const [line, character] = [text.split('\n').length - 1, text.split('\n').at(-1).length];
      const asked = { document: 'd', version: 1, line, character, ...editor };
      const choices = valueOf(await caller.call('choices', asked));
      await caller.call('closeDocument', { document: 'd' });
      return choices.map(({ ghostText }) => ghostText).join('\n');
    };
    const remember = async (allowedSecrets: readonly string[]) =>
      valueOf(await caller.call('remember', { ...params, allowedSecrets }));
    await remember([]);
    expect(await offered()).not.toContain('sample');

    const { memory, changed, unusable } = await remember(['sample-*', '*']);
    expect({ changed, unusable, masked: memory.masked }).toEqual({
      changed: 1,
      unusable: ['*'],
      masked: { secrets: 2, files: 2 },
    });
    expect(await offered()).toContain(other);
    // A later save is judged in the same way.
    const after = valueOf(await caller.call('rememberSaved', saved('e.ts', `pwd = '${other}'\n`)));
    expect(after?.masked).toEqual({ secrets: 2, files: 2 });

    expect((await remember([])).memory.masked.secrets).toBe(3);
    expect(await offered()).not.toMatch(new RegExp(`sample|${MASK}`));
  });
});
