import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodePlatform } from '../../../src/extension/platform.node.ts';
import { WorkspaceStorage } from '../../../src/extension/workspace/workspace-storage.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const platform = nodePlatform('/nowhere');

/** Writes files into a folder of their own, and returns the folder. */
function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = join(temporaryFolder(), 'stored');
  mkdirSync(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

const newFolder = (): string => join(temporaryFolder(), 'workspaces', 'one');

describe('the storage of a workspace', () => {
  it('lets one of two windows on the same folder train', async () => {
    const folder = newFolder();
    const windows = [folderWith({}), folderWith({})].map(
      (outdated) => new WorkspaceStorage(platform, { folder, before: undefined, outdated }),
    );
    const [first, second] = windows;
    const lock = await first.acquireLock();
    expect(lock).toBeDefined();
    expect(await second.acquireLock()).toBeUndefined();
    await lock?.release();
    const next = await second.acquireLock();
    expect(next).toBeDefined();
    await next?.release();
    expect(first.modelPath).toBe(second.modelPath);
    expect(first.memoryPath).toBe(second.memoryPath);
  });

  it('takes over what was stored before its folders changed, which other windows may still use', async () => {
    const folder = newFolder();
    const before = folderWith({ 'workspace.safetensors': 'model' });
    const outdated = folderWith({ 'workspace.safetensors': 'old model', 'workspace.memory': 'old memory' });
    const storage = new WorkspaceStorage(platform, { folder, before, outdated });
    expect(await storage.newModel()).toBe(storage.modelPath);
    expect(await storage.hasMemory()).toBe(true);
    expect(readFileSync(storage.modelPath ?? '', 'utf8')).toBe('model');
    expect(readFileSync(storage.memoryPath ?? '', 'utf8')).toBe('old memory');
    expect(readdirSync(folder).toSorted()).toEqual(['workspace.memory', 'workspace.safetensors']);
    expect(readdirSync(before)).toEqual(['workspace.safetensors']);
    // The memory holds the text of files. Nobody would ever bring it up to date there.
    expect(readdirSync(outdated)).toEqual([]);
  });

  it('keeps what is stored already', async () => {
    const folder = folderWith({ 'workspace.safetensors': 'new model' });
    const outdated = folderWith({ 'workspace.safetensors': 'old model' });
    const storage = new WorkspaceStorage(platform, { folder, before: undefined, outdated });
    await storage.newModel();
    expect(readFileSync(storage.modelPath ?? '', 'utf8')).toBe('new model');
  });

  it('reports a model once, until it is written again', async () => {
    const folder = folderWith({});
    const storage = new WorkspaceStorage(platform, { folder, before: undefined, outdated: undefined });
    expect(await storage.newModel()).toBeUndefined();
    expect(await storage.hasMemory()).toBe(false);
    writeFileSync(join(folder, 'workspace.safetensors'), 'model');
    expect(await storage.newModel()).toBe(storage.modelPath);
    expect(await storage.newModel()).toBeUndefined();
  });

  it('is only in the window where there is no place for it', async () => {
    const storage = new WorkspaceStorage(platform, undefined);
    expect([storage.modelPath, storage.memoryPath]).toEqual([undefined, undefined]);
    expect(await storage.newModel()).toBeUndefined();
    expect(await storage.acquireLock()).toBeDefined();
  });

  it('starts anew where what was stored elsewhere cannot be copied', async () => {
    const blocked = join(folderWith({ file: '' }), 'file', 'inside');
    const outdated = folderWith({ 'workspace.safetensors': 'model' });
    const storage = new WorkspaceStorage(platform, { folder: blocked, before: undefined, outdated });
    expect(await storage.newModel()).toBeUndefined();
    expect(readdirSync(outdated)).toEqual(['workspace.safetensors']);
  });
});

describe('the digest of a text', () => {
  it('is a name for a folder, and another one for another text', () => {
    const digests = ['', 'a', 'file:///a b', 'file:///a/b'].map((text) => platform.digest(text));
    expect(new Set(digests).size).toBe(4);
    for (const digest of digests) expect(digest).toMatch(/^[a-z0-9]{16,64}$/);
  });
});
