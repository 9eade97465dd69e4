import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Lays `content` down as a JSON file for the programs that `use` starts; it is gone afterwards. */
export async function withJsonFile<R>(content: object, use: (file: string) => Promise<R>): Promise<R> {
  const folder = await mkdtemp(join(tmpdir(), 'tacit-peers-'));
  try {
    const file = join(folder, 'given.json');
    await writeFile(file, JSON.stringify(content));
    return await use(file);
  } finally {
    await rm(folder, { recursive: true });
  }
}
