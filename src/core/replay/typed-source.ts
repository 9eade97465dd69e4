import type { BoundedWork } from '../base/bounded-work.ts';
import type { Offer } from '../prediction/gate/offer.ts';

/** A file that is being typed into a system under test, and what the system would offer at its end. */
export interface TypedSource {
  /** Types text at the end. The system may learn from it. */
  type(text: string): void;
  /** What may come next. Must not change what the system knows. */
  offer(): BoundedWork<Offer>;
  dispose?(): void;
}

/** Opens an empty file with a path, as in `SourceFile.path`. */
export type OpenSource = (path: string) => TypedSource;
