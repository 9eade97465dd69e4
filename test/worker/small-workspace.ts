import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { FileReference } from '../../src/protocol/trainer-contract.ts';

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
  const folder = mkdtempSync(join(tmpdir(), 'tacit-worker-'));
  const files = nouns.map((noun) => write(folder, `src/${noun}.ts`, sourceOf(noun)));
  return { folder, files };
}

export function write(folder: string, path: string, text: string | Uint8Array): FileReference {
  const diskPath = join(folder, path);
  mkdirSync(dirname(diskPath), { recursive: true });
  writeFileSync(diskPath, text);
  return { path, source: { diskPath } };
}

export function sourceOf(noun: string): string {
  const type = noun[0].toUpperCase() + noun.slice(1);
  const method = (verb: string) => `  ${verb}(${noun}: ${type}): void {
    if (!${noun}.ready) {
      throw new Error('The ${noun} is not ready.');
    }
    this.${noun}s.push(${noun});
  }
`;
  return `export interface ${type} {
  readonly name: string;
  readonly ready: boolean;
}

export class ${type}Registry {
  private readonly ${noun}s: ${type}[] = [];

${['add', 'register', 'include', 'append'].map(method).join('\n')}}
`;
}
