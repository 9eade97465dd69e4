import { describe, expect, it } from 'vitest';
import { storageKey } from '../../../src/extension/workspace/storage-key.ts';

const [one, other] = ['file:///one', 'file:///other'];
const file = 'file:///both.code-workspace';

describe('the key of what is stored', () => {
  it('is that of the folders, however they are opened', () => {
    expect(storageKey([one], undefined)).toBeDefined();
    expect(storageKey([one], 'untitled:1')).toBe(storageKey([one], undefined));
    expect(storageKey([one, other], file)).toBe(storageKey([other, one], 'untitled:1'));
    expect(storageKey([one, one], file)).toBe(storageKey([one], file));
  });

  it('is another one for other folders', () => {
    const keys = [[one], [other], [one, other], ['file:///one/file:///other']].map((folders) =>
      storageKey(folders, file),
    );
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('is that of the workspace file before there is a folder, and none where nothing is open', () => {
    expect(storageKey([], file)).toBe(file);
    expect(storageKey([], undefined)).toBeUndefined();
  });
});
