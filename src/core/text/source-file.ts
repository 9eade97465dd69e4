/** One file's text, as the corpus takes it. */
export interface SourceFile {
  /** Relative to its workspace folder, with forward slashes; in a multi-root workspace led by the folder's name. */
  readonly path: string;
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
  | 'generated'
  | 'lock-file'
  | 'secret' // holds secrets by its name
  | 'duplicate' // near-copy of a file that is taken
  | 'empty'
  | 'no-room' // the workspace is larger than what can be learned, and other files are nearer
  | 'unreadable';
