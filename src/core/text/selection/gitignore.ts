import ignore from 'ignore';

/**
 * The .gitignore files of a workspace, nested ones included, by git's precedence: the last pattern that matches
 * decides, and those of a deeper folder come after those of the folders around it. What is in an ignored folder stays
 * ignored. Case matters, as it does for git on Linux and for the editor's search.
 */
export class GitIgnore {
  /** From each folder to its .gitignore's patterns, as they would be in the workspace's own. */
  readonly #files = new Map<string, readonly string[]>();
  /** The rules that were used last, by the last of the folders that they come from. */
  readonly #rules = new Map<string, ignore.Ignore>();

  /** `folder`: relative to the workspace, with forward slashes; '' is the workspace itself. */
  add(folder: string, text: string): void {
    const lines = text.split(/\r?\n/, MOST_LINES).filter(isBounded);
    const patterns = folder === '' ? lines : lines.map((line) => moved(line, folder));
    this.#files.set(
      folder,
      patterns.filter((pattern) => pattern !== undefined),
    );
    this.#rules.clear();
  }

  /** Whether git would ignore this file; `path` as in `SourceFile`. */
  ignores(path: string): boolean {
    return ignore.isPathValid(path) && this.#rulesFor(path).ignores(path);
  }

  /** One list of patterns, all relative to the workspace: those of the folders around the file, outer ones first. */
  #rulesFor(path: string): ignore.Ignore {
    const folders = this.#files.has('') ? [''] : [];
    for (let end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
      const folder = path.slice(0, end);
      if (this.#files.has(folder)) folders.push(folder);
    }
    const innermost = folders.at(-1) ?? '';
    const known = this.#rules.get(innermost);
    if (known) return known;
    const rules = ignore({ ignorecase: false });
    for (const folder of folders) {
      for (const pattern of this.#files.get(folder) ?? []) rules.add({ pattern });
    }
    // Files come folder by folder. Where very many folders have rules, those of all would take much room.
    if (this.#rules.size >= MOST_KEPT) this.#rules.clear();
    this.#rules.set(innermost, rules);
    return rules;
  }
}

/** Lines of a .gitignore file that are read; nobody has written more. */
const MOST_LINES = 2000;
/** In UTF-16 code units. No path is as long. */
const LONGEST_LINE = 1000;
const MOST_KEPT = 64;
/** More runs of asterisks in a name, or more folders of any number between others, are in no pattern that somebody wrote. */
const MOST_RUNS = 3;
const MOST_ANY_FOLDERS = 2;

/**
 * Whether a pattern can be matched in time. Patterns become regular expressions, in which each run of asterisks
 * multiplies the time by the length of the name, and each `**` by the depth of the path.
 */
function isBounded(line: string): boolean {
  if (line.length > LONGEST_LINE) return false;
  const names = line.split('/');
  const anyFolders = names.slice(1, -1).filter((name) => /^\*{2,}$/.test(name)).length;
  return (
    anyFolders <= MOST_ANY_FOLDERS && names.every((name) => (name.match(/\*+/g) ?? []).length <= MOST_RUNS)
  );
}

/** The pattern that does the same in the workspace's own .gitignore; undefined if the line holds none. */
function moved(line: string, folder: string): string | undefined {
  if (line.startsWith('#')) return undefined;
  const negation = line.startsWith('!') ? '!' : '';
  const pattern = line.slice(negation.length).replace(/^\\(?=[!#])/, '');
  if (pattern.trim() === '') return undefined;
  const root = folder.replace(/[\\*?[\]]/g, '\\$&');
  // A pattern with a slash before its end applies in its own folder, one without it in all folders below too.
  const anchored = pattern.trimEnd().slice(0, -1).includes('/');
  return `${negation}/${root}/${anchored ? pattern.replace(/^\//, '') : `**/${pattern}`}`;
}
