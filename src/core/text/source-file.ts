/** One file's text, as the corpus takes it. */
export interface SourceFile {
  /**
   * Relative to its workspace folder, with forward slashes. In a multi-root workspace the folder's name comes first.
   */
  readonly path: string;
  /** Of a notebook, the sources of its cells. Secrets are masked. */
  readonly text: string;
}

/** A file that was left out, and why. */
export interface Omission {
  readonly path: string;
  readonly reason: OmissionReason;
}

/** Why a file is not learned from. */
export type OmissionReason =
  | 'ignored' // by .gitignore
  | 'excluded' // by files.exclude, search.exclude or the default list of folders that hold no sources
  | 'binary'
  | 'too-large'
  | 'minified'
  | 'data' // encoded bytes or numbers, and many of them
  | 'generated'
  | 'lock-file'
  | 'secret' // its name says that it holds secrets
  | 'duplicate' // a near-copy of a file that is taken
  | 'empty'
  | 'no-room' // the workspace is larger than what can be learned, and other files matter more
  | 'link' // it leads out of the workspace
  | 'unreadable'; // also what is no regular file, and a notebook that is not well-formed
