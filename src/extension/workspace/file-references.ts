import * as vscode from 'vscode';
import type { DiskFile, FileReference } from '../../protocol/trainer-contract.ts';
import type { Log } from '../log.ts';
import { type Encoding, FileEncodings } from './file-encodings.ts';
import { openFiles } from './recent-files.ts';
import { mapBounded, mapInSlices } from './time-slices.ts';
import { distinctNames } from './workspace-paths.ts';

/** Limits in bytes. Files that only the editor can read, as in virtual workspaces, are sent to the threads whole. */
const LARGEST_FILE = 1024 * 1024;
const LARGEST_NOTEBOOK = 8 * LARGEST_FILE;
const MOST_BYTES = 64 * 1024 * 1024;
const READS_AT_ONCE = 8;

/** Whether a file has more bytes than the threads read. Most of a notebook is outputs, which they skip. */
export function isTooLarge({ path }: vscode.Uri, size: number): boolean {
  return size > (/\.ipynb$/i.test(path) ? LARGEST_NOTEBOOK : LARGEST_FILE);
}

type DiskFolders = NonNullable<DiskFile['folders']>;

/** The workspace's folders. The threads follow no link that leads out of them. */
export function diskFolders(): DiskFolders {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const names = distinctNames(folders.map(({ name }) => name));
  const prefixOf = (at: number): string => (folders.length > 1 ? `${names[at]}/` : '');
  return folders.flatMap(({ uri: { scheme, fsPath } }, at) =>
    scheme === 'file' ? [{ diskPath: fsPath, prefix: prefixOf(at) }] : [],
  );
}

export interface LocatedFile {
  readonly uri: vscode.Uri;
  /** As in `SourceFile.path`. */
  readonly path: string;
}

/** A file with what the threads must know of it before they read it. */
interface KnownFile extends LocatedFile {
  readonly folders: DiskFolders;
  readonly isOpen: boolean;
  readonly encoding: Encoding;
}

/**
 * Returns a reference to each file that the threads can use: its path on the disk or, if it is not on the disk, its
 * bytes. A file is left out if its bytes cannot be read or are too many. When the signal is aborted, it may end early.
 */
export async function referToFiles(
  files: readonly LocatedFile[],
  log: Log,
  signal: AbortSignal,
): Promise<FileReference[]> {
  const open = new Set(openFiles().map((uri) => uri.toString()));
  const encodings = new FileEncodings();
  const folders = diskFolders();
  const known = await mapInSlices(
    files,
    ({ uri, path }): KnownFile => ({
      uri,
      path,
      folders,
      isOpen: open.has(uri.toString()),
      encoding: encodings.of(uri),
    }),
    signal,
  );
  const onDisk = known.filter(({ uri }) => uri.scheme === 'file');
  const elsewhere = known.filter(({ uri }) => uri.scheme !== 'file');
  const isForThreads = ({ encoding }: KnownFile): boolean => encoding.label !== undefined;
  const references = onDisk.filter(isForThreads).map(onDiskReference);
  const others = onDisk.filter((file) => !isForThreads(file));
  const decoded = await mapBounded(others, READS_AT_ONCE, decodedReference, signal);
  return [...references, ...decoded, ...(await readFiles(elsewhere, log, signal))];
}

function onDiskReference({ uri, path, folders, isOpen, encoding }: KnownFile): FileReference {
  return { path, source: { diskPath: uri.fsPath, folders }, isOpen, encoding: encoding.label };
}

/**
 * Refers to a file on the disk that only the editor can decode, because it guesses or because no one else knows the
 * encoding. Most of them turn out to be UTF-8, and the threads read those as they read all others. So do they with links
 * and with what is no regular file, which might never end.
 */
async function decodedReference(file: KnownFile): Promise<FileReference> {
  const reference = onDiskReference(file);
  try {
    const { type, size, mtime } = await vscode.workspace.fs.stat(file.uri);
    if (type !== vscode.FileType.File || isTooLarge(file.uri, size)) return reference;
    const text = await decodedByEditor(file, await vscode.workspace.fs.readFile(file.uri));
    if (text === undefined) return reference;
    return { ...reference, source: { ...reference.source, bytes: utf8(text), modified: mtime } };
  } catch {
    // The threads say why it cannot be read.
    return reference;
  }
}

/** Resolves to undefined if it is UTF-8 or if the editor cannot decode it without a loss. */
async function decodedByEditor(
  { uri, encoding: { name } }: KnownFile,
  bytes: Uint8Array,
): Promise<string | undefined> {
  if (isUtf8(bytes)) return undefined;
  try {
    const { decode } = vscode.workspace;
    const text = await (name === undefined ? decode(bytes, { uri }) : decode(bytes, { encoding: name }));
    return text.includes('\ufffd') ? undefined : text;
  } catch {
    return undefined;
  }
}

async function readFiles(
  files: readonly KnownFile[],
  log: Log,
  signal: AbortSignal,
): Promise<FileReference[]> {
  let bytesLeft = MOST_BYTES;
  const read = async (file: KnownFile): Promise<FileReference | undefined> => {
    const { uri, path, isOpen, encoding } = file;
    try {
      const { size, mtime } = await vscode.workspace.fs.stat(uri);
      if (isTooLarge(uri, size) || size > bytesLeft) {
        log.info(`${path} is left out: it has ${size} bytes, and there is room for ${bytesLeft}.`);
        return undefined;
      }
      bytesLeft -= size;
      let bytes = await vscode.workspace.fs.readFile(uri);
      const text = encoding.label === undefined ? await decodedByEditor(file, bytes) : undefined;
      if (text !== undefined) bytes = utf8(text);
      return { path, source: { bytes, modified: mtime }, isOpen, encoding: encoding.label };
    } catch (error) {
      log.info(`${path} is left out: ${String(error)}`);
      return undefined;
    }
  };
  const references = await mapBounded(files, READS_AT_ONCE, read, signal);
  return references.filter((reference) => reference !== undefined);
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
