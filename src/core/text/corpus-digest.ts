import { digest } from './digest.ts';
import type { SourceFile } from './source-file.ts';

/** Tells one set of files from another, by their paths and texts in any order. */
export function corpusDigest(files: readonly SourceFile[]): string {
  return digest(
    files
      .map((file) => `${file.path}\n${digest(file.text)}\n`)
      .sort()
      .join(''),
  );
}
