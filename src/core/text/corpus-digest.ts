import { digest } from './digest.ts';
import type { SourceFile } from './source-file.ts';

/** Tells one set of files from another: paths and texts, in whatever order they come. */
export function corpusDigest(files: readonly SourceFile[]): string {
  return digest(
    files
      .map((file) => `${file.path}\n${digest(file.text)}\n`)
      .sort()
      .join(''),
  );
}
