import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Writes `content` to a JSON file for the programs that `use` starts, and deletes it afterwards. */
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
