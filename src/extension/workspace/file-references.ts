import * as vscode from 'vscode';
import type { FileReference } from '../../protocol/trainer-contract.ts';
import type { Log } from '../log.ts';
import { mapBounded, mapInSlices } from './time-slices.ts';

/** Limits in bytes. Files that only the editor can read, as in virtual workspaces, are sent to the threads whole. */
const LARGEST_FILE = 1024 * 1024;
const LARGEST_NOTEBOOK = 8 * LARGEST_FILE;
const MOST_BYTES = 64 * 1024 * 1024;
const READS_AT_ONCE = 8;

export interface LocatedFile {
  readonly uri: vscode.Uri;
  /** As in `SourceFile.path`. */
  readonly path: string;
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
  const open = new Set(vscode.workspace.textDocuments.map(({ uri }) => uri.toString()));
  const onDisk = files.filter(({ uri }) => uri.scheme === 'file');
  const references = await mapInSlices(
    onDisk,
    ({ uri, path }): FileReference => ({
      path,
      source: { diskPath: uri.fsPath },
      isOpen: open.has(uri.toString()),
    }),
    signal,
  );
  const elsewhere = files.filter(({ uri }) => uri.scheme !== 'file');
  const contents = await readFiles(elsewhere, log, signal);
  return [...references, ...contents];
}

async function readFiles(
  files: readonly LocatedFile[],
  log: Log,
  signal: AbortSignal,
): Promise<FileReference[]> {
  let bytesLeft = MOST_BYTES;
  const read = async ({ uri, path }: LocatedFile): Promise<FileReference | undefined> => {
    try {
      const { size } = await vscode.workspace.fs.stat(uri);
      if (size > (path.endsWith('.ipynb') ? LARGEST_NOTEBOOK : LARGEST_FILE) || size > bytesLeft) {
        log.info(`${path} is left out: it has ${size} bytes, and there is room for ${bytesLeft}.`);
        return undefined;
      }
      bytesLeft -= size;
      return { path, source: { bytes: await vscode.workspace.fs.readFile(uri) } };
    } catch (error) {
      log.info(`${path} is left out: ${String(error)}`);
      return undefined;
    }
  };
  const references = await mapBounded(files, READS_AT_ONCE, read, signal);
  return references.filter((reference) => reference !== undefined);
}
