/** A file by what is known of it before it is read. */
export interface MeasuredFile {
  readonly path: string;
  readonly bytes: number;
  /** When it was last written, in milliseconds. */
  readonly modified: number;
  /** Whether it stands open in the editor. */
  readonly isOpen: boolean;
}

/**
 * The paths for which there is no room: of more than `room` bytes, files that are open are taken first, then those that
 * were written last, each that still fits. What somebody works on now is what Tacit should know.
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
