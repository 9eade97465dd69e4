import { describe, expect, it } from 'vitest';
import { MASK } from '../../src/core/text/secrets/known-shapes.ts';
import type { FileReference } from '../../src/protocol/trainer-contract.ts';
import { nodePlatform } from '../../src/worker/platform.node.ts';
import { savedSource } from '../../src/worker/saved-source.ts';
import { unlearnable } from './unlearnable.ts';

const none = new Uint8Array();
const platform = nodePlatform({ simd: none, relaxed: none });
const gitIgnore: FileReference = {
  path: 'deploy/.gitignore',
  source: { bytes: new TextEncoder().encode('*.ini\n!kept.ini\n') },
};
const text = 'export const gull = 1;\n';

describe('a saved file', () => {
  it('is learned as it is', async () => {
    const saved = { path: 'src/gull.ts', text, ignoreFiles: [gitIgnore] };
    expect(await savedSource(saved, platform)).toEqual({ path: 'src/gull.ts', text });
  });

  it('is learned without its secrets', async () => {
    const saved = { path: 'a.yaml', text: `password: ${'hunter2' + 'x'}\n`, ignoreFiles: [] };
    expect(await savedSource(saved, platform)).toEqual({ path: 'a.yaml', text: `password: ${MASK}\n` });
  });

  it.each(Object.keys(unlearnable))('is left out for its content: %s', async (path) => {
    expect(await savedSource({ path, text: unlearnable[path], ignoreFiles: [] }, platform)).toBeUndefined();
  });

  it.each(['.env', 'package-lock.json', 'gull.min.js', 'gull.pb.go', 'gull.png'])(
    'is left out for its name: %s',
    async (path) => {
      expect(await savedSource({ path, text, ignoreFiles: [] }, platform)).toBeUndefined();
    },
  );

  it('is left out if the .gitignore files around it say so', async () => {
    const saved = (path: string) => savedSource({ path, text, ignoreFiles: [gitIgnore] }, platform);
    expect(await saved('deploy/local.ini')).toBeUndefined();
    expect(await saved('deploy/kept.ini')).toBeDefined();
    expect(await saved('local.ini')).toBeDefined();
  });
});
