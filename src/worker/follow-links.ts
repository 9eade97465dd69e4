import { omissionByName } from '../core/text/corpus.ts';
import { isExcludedFolder } from '../core/text/selection/excluded-folders.ts';
import type { GitIgnore } from '../core/text/selection/gitignore.ts';
import type { OmissionReason } from '../core/text/source-file.ts';
import type { FileReference } from '../protocol/trainer-contract.ts';
import type { Platform } from './platform.ts';

/**
 * Follows the links on the way to a file. Returns a reference to what is there, or why that must not be learned: it is
 * in none of the workspace's folders, or its own name, which a link may hide, is a reason.
 */
export async function followLinks(
  reference: FileReference,
  gitIgnore: GitIgnore,
  { files }: Pick<Platform, 'files'>,
): Promise<FileReference | OmissionReason> {
  const { source } = reference;
  if (source.diskPath === undefined || source.folders === undefined) return reference;
  const target = await files.follow(source.diskPath, source.folders);
  if (target === undefined) return 'link';
  const reason = target.path === undefined ? undefined : omissionByPath(target.path, gitIgnore);
  if (reason !== undefined) return reason;
  return 'bytes' in source ? reference : { ...reference, source: { diskPath: target.diskPath } };
}

function omissionByPath(path: string, gitIgnore: GitIgnore): OmissionReason | undefined {
  if (gitIgnore.ignores(path)) return 'ignored';
  return path.split('/').slice(0, -1).some(isExcludedFolder) ? 'excluded' : omissionByName(path);
}
