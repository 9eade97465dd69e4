import type { BoundedWork } from '../base/bounded-work.ts';
import type { Cut } from '../prediction/cut.ts';

/** A file that is being typed into a system under test, and what the system would offer at its end. */
export interface TypedSource {
  /** Types text at the end. The system may learn from it. */
  type(text: string): void;
  /** What may come next, each text the beginning of the next one. Must not change what the system knows. */
  cuts(): BoundedWork<readonly Cut[]>;
  dispose?(): void;
}

/** Opens an empty file with a path, as in `SourceFile.path`. */
export type OpenSource = (path: string) => TypedSource;
