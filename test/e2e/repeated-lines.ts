import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

const textFiles = new Set(['.ts', '.js', '.py', '.md', '.css', '.html', '.json']);

/** Returns the lines that occur most often in the files of a folder, without indentation: Tacit should learn these. */
export async function repeatedLines(folder: string, count: number): Promise<string[]> {
  const occurrences = new Map<string, number>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !textFiles.has(extname(entry.name))) continue;
    const text = await readFile(join(entry.parentPath, entry.name), 'utf8');
    for (const line of text.split(/\r?\n/).map((raw) => raw.trim())) {
      if (line.length >= 15) occurrences.set(line, (occurrences.get(line) ?? 0) + 1);
    }
  }
  const byFrequency = [...occurrences].sort(([, a], [, b]) => b - a);
  return byFrequency.slice(0, count).map(([line]) => line);
}
