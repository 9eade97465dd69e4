import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { walk } from '../../src/cli/walk.ts';
import { workspaceNames } from '../workspaces/sources.ts';

/**
 * Copies of the development workspaces, each with words of its own, so that no file is a near copy of another. The
 * bytes written.
 */
export async function makeWorkspace(folder: string, wanted: number): Promise<number> {
  let bytes = 0;
  for (let copy = 0; bytes < wanted; copy++) {
    for (const name of workspaceNames) {
      const root = join('.workspaces', name, 'train');
      for (const { path } of await walk(root)) {
        if (bytes >= wanted) return bytes;
        const text = otherWords(await readFile(join(root, path), 'utf8'), copy);
        const file = join(folder, `${name}-${copy}`, path);
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, text);
        bytes += Buffer.byteLength(text);
      }
    }
  }
  return bytes;
}

/** Every second letter of long words moved on in the alphabet, by as many places as there were copies. */
function otherWords(text: string, copy: number): string {
  if (copy === 0) return text;
  const moved = (letter: string): string =>
    String.fromCharCode(97 + ((letter.charCodeAt(0) - 97 + copy) % 26));
  return text.replaceAll(/[a-z]{4,}/g, (word) =>
    [...word].map((letter, i) => (i % 2 ? moved(letter) : letter)).join(''),
  );
}
