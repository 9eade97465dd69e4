import { isAscii, isUtf8 } from 'node:buffer';
import { maximumBytes, omissionByName } from '../core/text/corpus.ts';
import { encodingLabel } from '../protocol/encoding-label.ts';
import type { FileReference } from '../protocol/trainer-contract.ts';
import { nodeFiles } from '../worker/file-system.node.ts';
import { wrongUsage } from './exit.ts';
import { guessEncodings } from './guess-encodings.ts';
import type { LeftOut } from './omissions.ts';
import { log } from './print.ts';
import { walk } from './walk.ts';

/** What is below a folder that is named on the command line. */
export interface FolderFiles {
  /** As it was named. */
  readonly folder: string;
  readonly files: readonly FileReference[];
  /** Folders and links that were not followed. */
  readonly passedOver: readonly LeftOut[];
}

/** Finds the files below a folder, and how to read those that are not Unicode: as `encoding` says, or by guessing. */
export async function findFiles(folder: string, encoding: string | undefined): Promise<FolderFiles> {
  const label = encoding === undefined ? undefined : labelOf(encoding);
  const passedOver: LeftOut[] = [];
  const found = await walk(folder, (leftOut) => passedOver.push(leftOut));
  const files =
    label === undefined ? await withGuesses(found) : found.map((file) => ({ ...file, encoding: label }));
  return { folder, files, passedOver };
}

function labelOf(name: string): string {
  try {
    return new TextDecoder(encodingLabel(name)).encoding;
  } catch {
    throw wrongUsage(`--encoding takes the name of an encoding, such as gbk or windows-1252, not "${name}".`);
  }
}

async function withGuesses(files: readonly FileReference[]): Promise<readonly FileReference[]> {
  const guessed: { readonly path: string; readonly bytes: Uint8Array }[] = [];
  let unicode = 0;
  for (const file of files) {
    const bytes = await readable(file);
    if (!bytes || isAscii(bytes) || bytes.includes(0)) continue;
    if (isUtf8(bytes)) unicode++;
    else guessed.push({ path: file.path, bytes });
  }
  const labels = guessEncodings(guessed.map(({ bytes }) => bytes));
  const encodings = new Map(guessed.map(({ path }, at) => [path, labels[at]]));
  const counts = new Map<string, number>();
  for (const label of labels) if (label !== undefined) counts.set(label, (counts.get(label) ?? 0) + 1);
  const ordered = [...counts].sort(([, a], [, b]) => b - a);
  for (const [label, count] of ordered) {
    log(
      `${count} ${count === 1 ? 'file is' : 'files are'} read as ${label}; --encoding chooses another encoding`,
    );
  }
  // A few Chinese characters may look like UTF-8. They are taken for it unless most files are not.
  const common = guessed.length > unicode ? ordered[0]?.[0] : undefined;
  return files.map((file) => {
    const encoding = encodings.has(file.path) ? encodings.get(file.path) : common;
    return encoding === undefined ? file : { ...file, encoding };
  });
}

async function readable({ path, source }: FileReference): Promise<Uint8Array | undefined> {
  if (omissionByName(path) !== undefined || 'bytes' in source) return undefined;
  const bytes = await nodeFiles.readUpTo(source.diskPath, maximumBytes(path));
  return typeof bytes === 'string' ? undefined : bytes;
}
