import { Corpus } from '../core/text/corpus.ts';
import type { IsAllowed } from '../core/text/secrets/allowed-secrets.ts';
import type { SourceFile } from '../core/text/source-file.ts';
import type { SavedFile } from '../protocol/trainer-contract.ts';
import { followLinks } from './follow-links.ts';
import type { Platform } from './platform.ts';
import { readGitIgnore } from './read-corpus.ts';

/**
 * A saved file as the corpus would take it; undefined where .gitignore files, its name, what it links to or its content
 * exclude it.
 * Copies of other files are not noticed, since that would mean reading all files.
 */
export async function savedSource(
  { path, text, ignoreFiles, file }: SavedFile,
  platform: Platform,
  isAllowed?: IsAllowed,
): Promise<SourceFile | undefined> {
  const gitIgnore = await readGitIgnore(ignoreFiles, platform);
  if (gitIgnore.ignores(path)) return undefined;
  const end = file && (await followLinks({ path, source: file }, gitIgnore, platform));
  if (typeof end === 'string') return undefined;
  const corpus = new Corpus(isAllowed);
  // The editor writes half a surrogate pair as U+FFFD.
  corpus.add(path, text.toWellFormed());
  return corpus.files[0];
}
