import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { failed, succeeded, type Outcome } from '../../src/protocol/failure.ts';
import { nodeFiles } from '../../src/worker/file-system.node.ts';
import { openStored } from '../../src/worker/stored-file.ts';
import { temporaryFolder } from '../temporary-folder.ts';

let path: string;
beforeEach(() => {
  path = join(temporaryFolder(), 'stored');
});

/** Reads a file whose text says what it is. */
function decode(bytes: Uint8Array): Outcome<string> {
  const text = new TextDecoder().decode(bytes);
  if (text === 'damaged') return failed('model-damaged', 'It is damaged.');
  return text === 'newer' ? failed('model-newer', 'It is newer.') : succeeded(text);
}

const open = () => openStored(path, decode, { files: nodeFiles });

describe('a stored file', () => {
  it('is opened', async () => {
    writeFileSync(path, 'whole');
    expect(await open()).toEqual(succeeded({ content: 'whole', problem: undefined }));
  });

  it('may be missing, which is no problem', async () => {
    expect(await open()).toEqual(succeeded({ content: undefined, problem: undefined }));
  });

  it('is set aside where it is damaged, and the problem says where it is now', async () => {
    writeFileSync(path, 'damaged');
    const message = `It is damaged. It was set aside as ${path}.damaged.`;
    expect(await open()).toEqual(
      succeeded({ content: undefined, problem: { code: 'model-damaged', message, path } }),
    );
    expect(existsSync(path)).toBe(false);
    expect(readFileSync(`${path}.damaged`, 'utf8')).toBe('damaged');
  });

  it('stays where it is when a later version wrote it', async () => {
    writeFileSync(path, 'newer');
    expect(await open()).toEqual(failed('model-newer', 'It is newer.', path));
    expect(readFileSync(path, 'utf8')).toBe('newer');
  });
});
