/** The part of a URI or a workspace folder that paths are made of. */
interface Located {
  readonly path: string;
}

/** Names for the folders of a workspace, each told apart from the others. */
export function distinctNames(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}

/**
 * A file's path as the model sees it: relative to its folder, led by the folder's name where there are several.
 *
 * @param folderName - undefined in a workspace of one folder
 */
export function pathInWorkspace(file: Located, folder: Located, folderName: string | undefined): string {
  const root = folder.path.endsWith('/') ? folder.path : `${folder.path}/`;
  const relative = file.path.startsWith(root) ? file.path.slice(root.length) : file.path.replace(/^\/+/, '');
  return folderName === undefined ? relative : `${folderName}/${relative}`;
}
