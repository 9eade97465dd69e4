import { digest } from './digest.ts';
import type { SourceFile } from './source-file.ts';

/** Identifies a set of files by their paths and texts, whatever their order. */
export function corpusDigest(files: readonly SourceFile[]): string {
  return digest(
    files
      .map((file) => `${file.path}\n${digest(file.text)}\n`)
      .sort()
      .join(''),
  );
}
