import { isBinaryName } from './selection/binary.ts';
import { isBulkData } from './selection/bulk-data.ts';
import { isGenerated, isGeneratedName } from './selection/generated.ts';
import { isLockFile } from './selection/lock-file.ts';
import { isMinified, isMinifiedName } from './selection/minified.ts';
import { NearDuplicates } from './selection/near-duplicate.ts';
import { isNotebook, notebookText } from './selection/notebook.ts';
import { isSecretName } from './selection/secret-name.ts';
import { type IsAllowed, nothingAllowed } from './secrets/allowed-secrets.ts';
import { maskSecrets, type SecretCounts } from './secrets/mask-secrets.ts';
import type { SecretKind } from './secrets/secret-spans.ts';
import type { Omission, OmissionReason, SourceFile } from './source-file.ts';

/** A larger text is data, whatever its name. */
export const MAXIMUM_FILE_BYTES = 1_048_576;
/** A notebook may be larger, since most of it is pictures and other outputs. */
const MAXIMUM_NOTEBOOK_BYTES = 8 * MAXIMUM_FILE_BYTES;

/** A file with more bytes is not read. */
export function maximumBytes(path: string): number {
  return isNotebook(path) ? MAXIMUM_NOTEBOOK_BYTES : MAXIMUM_FILE_BYTES;
}

/** Why a file is left out for its name alone, before it is read; undefined where its name is no reason. */
export function omissionByName(path: string): OmissionReason | undefined {
  if (isSecretName(path)) return 'secret';
  if (isLockFile(path)) return 'lock-file';
  if (isBinaryName(path)) return 'binary';
  if (isMinifiedName(path)) return 'minified';
  if (isGeneratedName(path)) return 'generated';
  return undefined;
}

/**
 * The files that a model learns from, chosen one after the other, and those that are left out, each with its reason. Of
 * copies the first is taken. So the caller adds files in the order of their paths, and a workspace always has the same
 * corpus. This is the one place where secrets are taken out of what is learned and remembered.
 */
export class Corpus {
  readonly #files: SourceFile[] = [];
  readonly #omissions: Omission[] = [];
  readonly #masked = new Map<SecretKind, number>();
  readonly #nearDuplicates = new NearDuplicates();
  readonly #isAllowed: IsAllowed;

  /** @param isAllowed - which values are no secrets, whatever they look like */
  constructor(isAllowed: IsAllowed = nothingAllowed) {
    this.#isAllowed = isAllowed;
  }

  get files(): readonly SourceFile[] {
    return this.#files;
  }

  get omissions(): readonly Omission[] {
    return this.#omissions;
  }

  /** The secrets that were taken out of the files. */
  get masked(): SecretCounts {
    return this.#masked;
  }

  /**
   * Takes a file or leaves it out, by its name and content. Returns whether it was taken.
   *
   * @param text - undefined where its bytes are not text
   */
  add(path: string, text: string | undefined): boolean {
    const byName = omissionByName(path);
    const found = byName === undefined ? learnable(path, text) : { reason: byName };
    const isTaken = 'text' in found && this.#nearDuplicates.take(found.text);
    if (isTaken) this.#files.push({ path, text: maskSecrets(found.text, this.#masked, this.#isAllowed) });
    else this.omit(path, 'reason' in found ? found.reason : 'duplicate');
    return isTaken;
  }

  /** Leaves out a file that was not read. */
  omit(path: string, reason: OmissionReason): void {
    this.#omissions.push({ path, reason });
  }
}

/** What of a file's text is learned, or why it is left out for its content alone. */
function learnable(
  path: string,
  whole: string | undefined,
): { readonly text: string } | { readonly reason: OmissionReason } {
  if (whole === undefined || whole.includes('\0')) return { reason: 'binary' };
  if (whole.trim() === '') return { reason: 'empty' };
  const text = isNotebook(path) ? notebookText(whole) : whole;
  if (text === undefined) return { reason: 'unreadable' };
  if (text === '') return { reason: 'empty' };
  if (text.length > MAXIMUM_FILE_BYTES) return { reason: 'too-large' };
  if (isMinified(path, text)) return { reason: 'minified' };
  if (isBulkData(text)) return { reason: 'data' };
  if (isGenerated(text)) return { reason: 'generated' };
  return { text };
}
