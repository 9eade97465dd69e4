export interface ZipEntry {
  readonly path: string;
  /** Bytes, unpacked. */
  readonly size: number;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;

/**
 * The files of a zip archive, from its central directory (APPNOTE.TXT 6.3.10, sections 4.3.12 and 4.3.16).
 * Does not read archives over 4 GB (zip64).
 */
export function listZip(archive: Buffer): ZipEntry[] {
  const end = archive.lastIndexOf(Buffer.from(Uint32Array.of(END_OF_DIRECTORY).buffer));
  if (end < 0) throw new Error('Not a zip archive: it has no central directory.');
  const count = archive.readUInt16LE(end + 10);
  let at = archive.readUInt32LE(end + 16);
  return Array.from({ length: count }, () => {
    if (archive.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new Error('Damaged zip archive.');
    const size = archive.readUInt32LE(at + 24);
    const pathLength = archive.readUInt16LE(at + 28);
    const pathStart = at + 46;
    const path = archive.toString('utf8', pathStart, pathStart + pathLength);
    at = pathStart + pathLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
    return { path, size };
  });
}
