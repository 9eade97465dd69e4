/** The part of a URI or a workspace folder that paths are made of. */
interface Located {
  readonly path: string;
}

/** Returns a name for each folder of a workspace. Names that occur more than once get a number. */
export function distinctNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let distinct = name;
    for (let count = 2; taken.has(distinct); count++) distinct = `${name} (${count})`;
    taken.add(distinct);
    return distinct;
  });
}

/**
 * Returns a file's path as the model sees it: relative to its folder and, if there are several folders, after the
 * folder's name.
 *
 * @param folderName - undefined in a workspace with a single folder
 */
export function pathInWorkspace(file: Located, folder: Located, folderName: string | undefined): string {
  const root = folder.path.endsWith('/') ? folder.path : `${folder.path}/`;
  const relative = file.path.startsWith(root) ? file.path.slice(root.length) : file.path.replace(/^\/+/, '');
  return folderName === undefined ? relative : `${folderName}/${relative}`;
}
