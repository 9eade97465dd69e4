import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

/**
 * Resolves to the text of a small file: its first `most` bytes. Fails where it is no regular file. A pipe in its place
 * must not hold up a thread that reads for all extensions, nor must a file that somebody has made large.
 */
export async function readSmallFile(path: string, most: number): Promise<string> {
  // Windows knows no such flag, which counts as 0.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    if (!(await file.stat()).isFile()) throw new Error(`${path} is not a regular file.`);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(most), 0, most, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}
