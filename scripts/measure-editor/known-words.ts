import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const words = /[\p{L}\p{N}_$]+/gu;

/** Returns all words, which are runs of identifier characters, in the files of a folder and in a text. */
export async function knownWords(folder: string, text: string): Promise<Set<string>> {
  const known = new Set(text.match(words));
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const content = await readFile(join(entry.parentPath, entry.name), 'utf8');
    for (const [word] of content.matchAll(words)) known.add(word);
  }
  return known;
}

/** The word that a suggestion ends in, together with what stands around it. Empty where it ends in none. */
export function lastWord(before: string, suggested: string, after: string): string {
  if (!/[\p{L}\p{N}_$]$/u.test(suggested)) return '';
  const start = /[\p{L}\p{N}_$]+$/u.exec(before + suggested)?.[0] ?? '';
  return start + (/^[\p{L}\p{N}_$]+/u.exec(after)?.[0] ?? '');
}
