/** What is known of a file before it is read. */
export interface MeasuredFile {
  readonly path: string;
  readonly bytes: number;
  /** When it was last written, in milliseconds. */
  readonly modified: number;
  /** Whether it is open in the editor. */
  readonly isOpen: boolean;
}

/**
 * The paths of the files that do not fit into `room` bytes. Open files are taken first, then those that were
 * written last, and each only if it still fits: Tacit should know what the user works on now.
 */
export function crowdedOut(files: readonly MeasuredFile[], room: number): ReadonlySet<string> {
  const out = new Set<string>();
  let left = room;
  for (const { path, bytes } of files.toSorted(byNearness)) {
    if (bytes <= left) left -= bytes;
    else out.add(path);
  }
  return out;
}

function byNearness(a: MeasuredFile, b: MeasuredFile): number {
  if (a.isOpen !== b.isOpen) return a.isOpen ? -1 : 1;
  return b.modified - a.modified || (a.path < b.path ? -1 : 1);
}
