import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { walk } from '../../src/cli/walk.ts';
import { workspaceNames } from '../workspaces/sources.ts';

/**
 * Writes copies of the development workspaces to a folder until it holds the wanted bytes, and returns the bytes
 * written. The words of each copy are changed, so that no file is a near copy of another.
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

/** Replaces every second letter of words with four or more by the one that is `copy` places further in the alphabet. */
function otherWords(text: string, copy: number): string {
  if (copy === 0) return text;
  const moved = (letter: string): string =>
    String.fromCharCode(97 + ((letter.charCodeAt(0) - 97 + copy) % 26));
  return text.replaceAll(/[a-z]{4,}/g, (word) =>
    [...word].map((letter, i) => (i % 2 ? moved(letter) : letter)).join(''),
  );
}
