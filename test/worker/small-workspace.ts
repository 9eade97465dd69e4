import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FileReference } from '../../src/protocol/trainer-contract.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { sourceOf } from './source-of.ts';

const nouns = [
  'anchor',
  'beacon',
  'cable',
  'dock',
  'engine',
  'ferry',
  'gauge',
  'harbour',
  'inlet',
  'jetty',
  'keel',
  'lantern',
];

/**
 * A folder of small files that say the same things about different nouns, so they are quickly learned and easily
 * checked.
 */
export function smallWorkspace(): { folder: string; files: FileReference[] } {
  const folder = temporaryFolder();
  const files = nouns.map((noun) => write(folder, `src/${noun}.ts`, sourceOf(noun)));
  return { folder, files };
}

export function write(folder: string, path: string, text: string | Uint8Array): FileReference {
  const diskPath = join(folder, path);
  mkdirSync(dirname(diskPath), { recursive: true });
  writeFileSync(diskPath, text);
  return { path, source: { diskPath } };
}
