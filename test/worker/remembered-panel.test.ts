import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fastestPanel, panelWidths } from '../../src/backend/fastest-panel.ts';
import { nodeFiles } from '../../src/worker/file-system.node.ts';
import { rememberedPanel } from '../../src/worker/remembered-panel.ts';
import { kernelBuilds } from '../kernels/backends.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacit-panels-'));
  file = join(folder, 'storage', 'panels.json');
});
afterEach(() => rm(folder, { recursive: true }));

const never = (): never => {
  throw new Error('This is known already.');
};

describe('the width of panels', () => {
  it('is timed once for each engine, and remembered', async () => {
    expect(await rememberedPanel(nodeFiles, file, 'V8 1', () => 16)).toBe(16);
    expect(await rememberedPanel(nodeFiles, file, 'V8 2', () => 8)).toBe(8);
    expect(await rememberedPanel(nodeFiles, file, 'V8 1', never)).toBe(16);
    expect(await rememberedPanel(nodeFiles, file, 'V8 2', never)).toBe(8);
  });

  it.each(['', 'no JSON', '[]', 'null', '{"V8 1": 7}', '{"V8 1": "24"}'])(
    'is timed anew where the file says %j',
    async (text) => {
      await rememberedPanel(nodeFiles, file, 'another', () => 24);
      await writeFile(file, text);
      expect(await rememberedPanel(nodeFiles, file, 'V8 1', () => 24)).toBe(24);
      expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ 'V8 1': 24 });
    },
  );

  it('needs no file that can be written', async () => {
    await writeFile(join(folder, 'storage'), 'a file in the place of the folder');
    expect(await rememberedPanel(nodeFiles, file, 'V8 1', () => 8)).toBe(8);
  });

  it('is the one that was fastest on the clock', () => {
    let time = 0;
    // A clock on which every look takes a millisecond: all are equally fast, so the first is taken.
    const panel = fastestPanel(kernelBuilds.simd, 'simd', () => (time += 1));
    expect(panel).toBe(24);
    expect(panelWidths).toContain(fastestPanel(kernelBuilds.simd, 'simd', () => performance.now()));
  });
});
