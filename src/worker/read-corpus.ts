import { Corpus, MAXIMUM_FILE_BYTES, omissionByName } from '../core/text/corpus.ts';
import { decodeText } from '../core/text/selection/binary.ts';
import { GitIgnore } from '../core/text/selection/gitignore.ts';
import type { Omission, SourceFile } from '../core/text/source-file.ts';
import type { FileReference } from '../protocol/trainer-contract.ts';
import type { Platform } from './platform.ts';

export interface ReadingEvents {
  /** Whether to give up. */
  stopped(): boolean;
  /** How many files were looked at so far. */
  reading(files: number): void;
}

/** Files between two notices. */
const noticeEvery = 100;
const gitIgnoreName = /(?:^|\/)\.gitignore$/;

/**
 * Reads the files that may be learned from, in the order of their paths, and leaves out what .gitignore files, names and
 * contents speak against. `undefined` when it was stopped.
 */
export async function readCorpus(
  references: readonly FileReference[],
  platform: Platform,
  events: ReadingEvents,
): Promise<{ files: readonly SourceFile[]; omissions: readonly Omission[] } | undefined> {
  const ordered = references.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const gitIgnore = await readGitIgnore(ordered, platform);

  const corpus = new Corpus();
  for (const [i, reference] of ordered.entries()) {
    if (events.stopped()) return undefined;
    if (i % noticeEvery === noticeEvery - 1) {
      events.reading(i + 1);
      await platform.breathe();
    }
    const { path } = reference;
    const reason = gitIgnore.ignores(path) ? 'ignored' : omissionByName(path);
    if (reason !== undefined) {
      corpus.omit(path, reason);
      continue;
    }
    const bytes = await read(reference, platform);
    if (typeof bytes === 'string') corpus.omit(path, bytes);
    else corpus.add(path, bytes);
  }
  events.reading(ordered.length);
  return { files: corpus.files, omissions: corpus.omissions };
}

/** The rules of the .gitignore files among these files. */
export async function readGitIgnore(
  references: readonly FileReference[],
  platform: Platform,
): Promise<GitIgnore> {
  const gitIgnore = new GitIgnore();
  for (const reference of references.filter(({ path }) => gitIgnoreName.test(path))) {
    const bytes = await read(reference, platform);
    const text = typeof bytes === 'string' ? undefined : decodeText(bytes);
    if (text !== undefined) gitIgnore.add(reference.path.replace(/\/?\.gitignore$/, ''), text);
  }
  return gitIgnore;
}

async function read(
  { source }: FileReference,
  platform: Platform,
): Promise<Uint8Array | 'too-large' | 'unreadable'> {
  return 'bytes' in source ? source.bytes : platform.files.readUpTo(source.diskPath, MAXIMUM_FILE_BYTES);
}
