import ignore from 'ignore';

/**
 * The .gitignore files of a workspace, nested ones included, by git's precedence: the last pattern that matches
 * decides, and those of a deeper folder come after those of the folders around it. What is in an ignored folder stays
 * ignored. Case matters, as it does for git on Linux and for the editor's search.
 */
export class GitIgnore {
  /** From each folder to its .gitignore's lines. */
  readonly #files = new Map<string, readonly string[]>();
  #rules: ignore.Ignore | undefined;

  /** `folder`: relative to the workspace, with forward slashes; '' is the workspace itself. */
  add(folder: string, text: string): void {
    this.#files.set(folder, text.split(/\r?\n/));
    this.#rules = undefined;
  }

  /** Whether git would ignore this file; `path` as in `SourceFile`. */
  ignores(path: string): boolean {
    this.#rules ??= this.#compile();
    return this.#rules.ignores(path);
  }

  /** One list of patterns, all relative to the workspace, outer folders first. */
  #compile(): ignore.Ignore {
    const rules = ignore({ ignorecase: false });
    const folders = [...this.#files.keys()].sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
    for (const folder of folders) {
      for (const line of this.#files.get(folder) ?? []) {
        const pattern = folder === '' ? line : moved(line, folder);
        if (pattern !== undefined) rules.add({ pattern });
      }
    }
    return rules;
  }
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
