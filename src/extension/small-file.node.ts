import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

/**
 * Resolves to the text of a small file: its first `most` bytes. A pipe in its place must not hold up a thread that reads
 * for all extensions, nor must a file that somebody has made large. What is no regular file reads as empty.
 */
export async function readSmallFile(path: string, most: number): Promise<string> {
  // Windows knows no such flag, which counts as 0.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    if (!(await file.stat()).isFile()) return '';
    const { buffer, bytesRead } = await file.read(Buffer.alloc(most), 0, most, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}
