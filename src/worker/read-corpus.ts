import { Corpus, maximumBytes, omissionByName } from '../core/text/corpus.ts';
import { GitIgnore } from '../core/text/selection/gitignore.ts';
import type { IsAllowed } from '../core/text/secrets/allowed-secrets.ts';
import { isNotebook } from '../core/text/selection/notebook.ts';
import { crowdedOut, type MeasuredFile } from '../core/text/selection/room.ts';
import type { FileReference } from '../protocol/trainer-contract.ts';
import { decodeText } from './decode-text.ts';
import { followLinks } from './follow-links.ts';
import type { Platform } from './platform.ts';

/** Is told how far the reading is, and may stop it. */
export interface ReadingEvents {
  /** Whether to give up. */
  stopped(): boolean;
  /** How many files have been looked at so far. */
  reading(files: number): void;
}

/** The files that were chosen, in the order of their paths, and what was left out: files, and secrets in them. */
export type ReadCorpus = Pick<Corpus, 'files' | 'omissions' | 'masked'>;

/** Bytes that a run reads at most: about what the default model learns once in five minutes. */
export const TRAINING_ROOM = 12e6;
/** Bytes that a memory reads at most: about what it can hold. */
export const MEMORY_ROOM = 9e6;

/** Files between two notices. */
const NOTICE_EVERY = 100;
/** How often room that was given to files for nothing is given to others. Each time, as much is read again. */
const MOST_ROUNDS = 4;
/** Bytes of text that a notebook has at most as a rule. The rest are outputs, which take no room. */
const NOTEBOOK_TEXT = 100_000;
/** Files that are measured side by side. */
const MEASURES_AT_ONCE = 64;
const gitIgnoreName = /(?:^|\/)\.gitignore$/;

/**
 * Reads the files that may be learned from, in the order of their paths. Leaves out those that .gitignore files,
 * their names or their contents exclude, links out of the workspace, and those for which `room` bytes do not suffice.
 * What is left out takes no room from others. Returns undefined if it was stopped.
 */
export async function readCorpus(
  references: readonly FileReference[],
  platform: Platform,
  room: number,
  events?: undefined,
  isAllowed?: IsAllowed,
): Promise<ReadCorpus>;
export async function readCorpus(
  references: readonly FileReference[],
  platform: Platform,
  room: number,
  events: ReadingEvents,
  isAllowed?: IsAllowed,
): Promise<ReadCorpus | undefined>;
export async function readCorpus(
  references: readonly FileReference[],
  platform: Platform,
  room: number,
  events?: ReadingEvents,
  isAllowed?: IsAllowed,
): Promise<ReadCorpus | undefined> {
  const ordered = references.toSorted(byPath);
  const gitIgnore = await readGitIgnore(ordered, platform);

  const corpus = new Corpus(isAllowed);
  const named = (some: readonly FileReference[]): readonly FileReference[] =>
    some.filter(({ path }) => {
      const reason = gitIgnore.ignores(path) ? 'ignored' : omissionByName(path);
      if (reason !== undefined) corpus.omit(path, reason);
      return reason === undefined;
    });
  const followed = async (some: readonly FileReference[]): Promise<readonly FileReference[]> => {
    const ends = await Promise.all(some.map((reference) => followLinks(reference, gitIgnore, platform)));
    return ends.filter((end, at) => {
      if (typeof end === 'string') corpus.omit(some[at].path, end);
      return typeof end !== 'string';
    });
  };
  const candidates: FileReference[] = [];
  const measured: MeasuredFile[] = [];
  for (let i = 0; i < ordered.length; i += MEASURES_AT_ONCE) {
    if (events?.stopped()) return undefined;
    const some = await followed(named(ordered.slice(i, i + MEASURES_AT_ONCE)));
    candidates.push(...some);
    measured.push(...(await measure(some, platform)));
    await platform.breathe();
  }
  const sizes = new Map(measured.map((file) => [file.path, file]));
  let left = room;
  let looked = 0;
  let waiting: readonly FileReference[] = candidates;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const known = waiting.map(({ path }) => sizes.get(path)).filter((file) => file !== undefined);
    const crowded = crowdedOut(known, left);
    const chosen = waiting.filter(({ path }) => !crowded.has(path));
    waiting = waiting.filter(({ path }) => crowded.has(path));
    for (const reference of chosen) {
      if (events?.stopped()) return undefined;
      if (++looked % NOTICE_EVERY === 0) {
        events?.reading(looked);
        await platform.breathe();
      }
      const { path, encoding } = reference;
      const bytes = await read(reference, platform);
      if (typeof bytes === 'string') corpus.omit(path, bytes);
      else if (corpus.add(path, decodeText(bytes, encoding))) left -= sizes.get(path)?.bytes ?? 0;
    }
  }
  for (const { path } of waiting) corpus.omit(path, 'no-room');
  events?.reading(ordered.length);
  const { files, omissions, masked } = corpus;
  return { files: files.toSorted(byPath), omissions: omissions.toSorted(byPath), masked };
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : 1;
}

/** Leaves out files that cannot be read or are too large, since they take no room. */
async function measure(
  references: readonly FileReference[],
  platform: Platform,
): Promise<readonly MeasuredFile[]> {
  const files = references.map(async ({ path, source, isOpen = false }) => {
    const size =
      'bytes' in source
        ? { bytes: source.bytes.length, modified: source.modified ?? 0 }
        : await platform.files.measure(source.diskPath);
    if (!size || size.bytes > maximumBytes(path)) return undefined;
    const bytes = isNotebook(path) ? Math.min(size.bytes, NOTEBOOK_TEXT) : size.bytes;
    return { path, isOpen, ...size, bytes };
  });
  return (await Promise.all(files)).filter((file) => file !== undefined);
}

/** The rules of the .gitignore files among these files. Other files are not read, nor are links, as by git. */
export async function readGitIgnore(
  references: readonly FileReference[],
  platform: Platform,
): Promise<GitIgnore> {
  const gitIgnore = new GitIgnore();
  for (const reference of references.filter(({ path }) => gitIgnoreName.test(path))) {
    const bytes = await read(reference, platform, { notLink: true });
    const text = typeof bytes === 'string' ? undefined : decodeText(bytes, reference.encoding);
    if (text !== undefined) gitIgnore.add(reference.path.replace(/\/?\.gitignore$/, ''), text);
  }
  return gitIgnore;
}

async function read(
  { path, source }: FileReference,
  platform: Platform,
  options?: { readonly notLink: boolean },
): Promise<Uint8Array | 'too-large' | 'unreadable'> {
  return 'bytes' in source
    ? source.bytes
    : platform.files.readUpTo(source.diskPath, maximumBytes(path), options);
}
