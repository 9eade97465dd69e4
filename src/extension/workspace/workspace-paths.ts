/** The part of a URI or a workspace folder that paths are made of. */
interface Located {
  readonly path: string;
}

/** Names for the folders of a workspace, each told apart from the others. */
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
 * A file's path as the model sees it: relative to its folder, led by the folder's name where there are several.
 *
 * @param folderName - undefined in a workspace of one folder
 */
export function pathInWorkspace(file: Located, folder: Located, folderName: string | undefined): string {
  const root = folder.path.endsWith('/') ? folder.path : `${folder.path}/`;
  const relative = file.path.startsWith(root) ? file.path.slice(root.length) : file.path.replace(/^\/+/, '');
  return folderName === undefined ? relative : `${folderName}/${relative}`;
}
