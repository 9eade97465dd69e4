/** What a choice of files needs to know. Files and folders are URIs as texts; a folder's has no slash at its end. */
export interface FileSearch {
  /** The workspace's folders. */
  readonly roots: readonly string[];
  /** How many files to choose at most. */
  readonly most: number;
  /** Finds files in these folders of a root and in those below, in any order, but no more than `atMost`. */
  find(root: string, folders: readonly string[], atMost: number): Promise<readonly string[]>;
  /** Returns the files that the user works on or has lately worked on, those that matter most first. */
  worked(): Promise<readonly string[]>;
}

export interface FileChoice {
  readonly files: readonly string[];
  /** Whether there are more. */
  readonly isCut: boolean;
}

/** Files whose neighbours are looked for. */
const MOST_STARTS = 8;

/**
 * Chooses the files of a workspace. Where there are too many, each root gets its share, and within that the files that
 * the user works on come first, then those near them. What small roots leave of their shares goes to the large ones.
 */
export async function chooseFiles(search: FileSearch): Promise<FileChoice> {
  const { roots, most } = search;
  const share = Math.max(1, Math.floor(most / Math.max(1, roots.length)));
  const chosen = new Set<string>();
  const large: string[] = [];
  for (const root of roots) {
    const found = await search.find(root, [root], share + 1);
    if (found.length > share) large.push(root);
    else for (const file of found) chosen.add(file);
  }
  if (large.length === 0) return { files: [...chosen], isCut: false };
  const worked = await search.worked();
  let isCut = false;
  for (const [at, root] of large.entries()) {
    const room = Math.floor((most - chosen.size) / (large.length - at));
    const all = await search.find(root, [root], room + 1);
    const isLarger = all.length > room;
    const best = isLarger ? await nearestFirst(search, root, worked, room) : all;
    const goal = chosen.size + room;
    for (const file of [...best, ...all]) if (chosen.size < goal) chosen.add(file);
    isCut ||= isLarger;
  }
  return { files: [...chosen], isCut };
}

/** Returns files of this root that the user works on, then those in their folders, then those in the folders around. */
async function nearestFirst(
  search: FileSearch,
  root: string,
  worked: readonly string[],
  room: number,
): Promise<readonly string[]> {
  const own = worked.filter((file) => isWithin(file, root));
  const files = new Set(own);
  let folders = own.slice(0, MOST_STARTS).map(parentOf);
  // Each search takes as long as one of the whole root, so there is one for all folders of a step.
  while (files.size < room) {
    folders = [...new Set(folders)].filter((folder) => isWithin(folder, root));
    if (folders.length === 0) break;
    for (const file of await search.find(root, folders, room)) files.add(file);
    folders = folders.map(parentOf);
  }
  return [...files];
}

function isWithin(path: string, folder: string): boolean {
  return path.startsWith(`${folder}/`);
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}
