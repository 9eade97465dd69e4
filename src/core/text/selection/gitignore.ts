import { pathPattern, type PathPattern } from './wildcards.ts';

/** One line of a .gitignore file. */
interface Rule {
  readonly matches: PathPattern;
  readonly foldersOnly: boolean;
  /** Whether it takes back what earlier lines ignore. */
  readonly takesBack: boolean;
}

/** The rules of a folder's own file, and how many steps of a path lead to that folder. */
interface RulesAbove {
  readonly rules: readonly Rule[];
  readonly depth: number;
}

/** More rules than any file has that somebody wrote. What follows them is not read. */
const MOST_RULES = 10_000;
/** In characters. No longer pattern could match a path. */
const LONGEST_PATTERN = 8192;

/**
 * The .gitignore files of a workspace, nested ones included, by git's precedence: the last pattern that matches
 * decides, and those of a deeper folder come after those of the folders around it. What is in an ignored folder stays
 * ignored. Case matters, as it does for git on Linux and for the editor's search.
 */
export class GitIgnore {
  readonly #rules = new Map<string, readonly Rule[]>();
  /** Whether folders that were asked about are ignored. */
  readonly #folders = new Map<string, boolean>();

  /** `folder`: relative to the workspace, with forward slashes; '' is the workspace itself. */
  add(folder: string, text: string): void {
    const rules: Rule[] = [];
    for (const line of text.split(/\r?\n/)) {
      const rule = rules.length < MOST_RULES ? ruleOf(line) : undefined;
      if (rule) rules.push(rule);
    }
    this.#rules.set(folder, rules);
    this.#folders.clear();
  }

  /** Whether git would ignore this file; `path` as in `SourceFile`. A slash at its end says that it is a folder. */
  ignores(path: string): boolean {
    const steps = path.split('/');
    const last = steps.length - 1;
    const above: RulesAbove[] = [];
    let folder = '';
    for (let depth = 0; depth <= last; depth++) {
      const rules = this.#rules.get(folder);
      if (rules) above.push({ rules, depth });
      if (depth === last) return steps[depth] !== '' && isIgnored(above, steps, depth + 1, false);
      folder += (depth > 0 ? '/' : '') + steps[depth]!;
      let verdict = this.#folders.get(folder);
      if (verdict === undefined)
        this.#folders.set(folder, (verdict = isIgnored(above, steps, depth + 1, true)));
      if (verdict) return true;
    }
    return false;
  }
}

/** Whether what the first steps of a path lead to is ignored, if the folders around it are not. */
function isIgnored(
  above: readonly RulesAbove[],
  steps: readonly string[],
  to: number,
  isFolder: boolean,
): boolean {
  for (const { rules, depth } of above.toReversed()) {
    const decides = ({ matches, foldersOnly }: Rule): boolean =>
      (isFolder || !foldersOnly) && matches(steps, depth, to);
    const rule = rules.findLast(decides);
    if (rule) return !rule.takesBack;
  }
  return false;
}

/** Undefined if the line holds no pattern. */
function ruleOf(line: string): Rule | undefined {
  if (line.startsWith('#') || line.length > LONGEST_PATTERN) return undefined;
  const takesBack = line.startsWith('!');
  const pattern = withoutBlanks(line.slice(Number(takesBack)));
  const foldersOnly = pattern.endsWith('/');
  const matches = pathPattern(foldersOnly ? pattern.slice(0, -1) : pattern);
  return pattern === '' || !matches ? undefined : { matches, foldersOnly, takesBack };
}

/** Without the blanks at its end, of which a backslash keeps the one behind it. */
function withoutBlanks(line: string): string {
  let end = line.length;
  while (line[end - 1] === ' ') end--;
  let escapes = 0;
  while (line[end - 1 - escapes] === '\\') escapes++;
  return line.slice(0, end + (escapes % 2));
}
