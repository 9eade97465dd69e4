/** Folders that hold no sources of the workspace. Their files would use up the limit on the number of files. */
const neverSearched = [
  'node_modules',
  'bower_components',
  '.git',
  '.hg',
  '.svn',
  '.jj',
  '.venv',
  'venv',
  'site-packages',
  '__pycache__',
  '.tox',
  '.gradle',
  '.ipynb_checkpoints',
];
const neverSearchedFolder = new RegExp(`/(?:${neverSearched.join('|').replaceAll('.', '\\.')})(?:/|$)`);

/** Returns whether a path has such a folder in it. */
export function isNeverSearched(path: string): boolean {
  return neverSearchedFolder.test(path);
}

/** A setting such as `search.exclude`: globs set to true are in force. Conditions (`when`) do not apply to searches. */
type GlobSwitches = Readonly<Record<string, unknown>>;

/**
 * Returns one glob for all that must not be found: `search.exclude`, `tacit.train.exclude`, and folders without
 * sources.
 */
export function excludeGlob(searchExclude: GlobSwitches, userExclude: readonly unknown[]): string {
  const switchedOn = Object.entries(searchExclude).filter(([, value]) => value === true);
  const userGlobs = userExclude.filter((glob) => typeof glob === 'string').map((glob) => glob.trim());
  const globs = [
    ...neverSearched.map((folder) => `**/${folder}`),
    ...switchedOn.map(([glob]) => glob),
    ...userGlobs,
  ];
  return `{${[...new Set(globs.flatMap(expandBraces).flatMap(withContents))].join(',')}}`;
}

/** Returns the glob that matches only this path. */
export function literalGlob(path: string): string {
  return path.replaceAll(/[[\]{}*?]/g, '[$&]');
}

/**
 * Returns globs that together match these paths and all that is in them, if they are folders. Where a path has commas
 * or braces, they may also match others, since not every matcher lets a list of globs hold them.
 *
 * @param longest - the greatest length of a glob, unless a single path needs more
 */
export function globsWithin(paths: readonly string[], longest: number): string[] {
  const globs: string[][] = [];
  let length = Number.POSITIVE_INFINITY;
  for (const path of paths) {
    const literal = path.replaceAll(/[[\]*]/g, '[$&]').replaceAll(/[,{}]/g, '?');
    const both = `${literal},${literal}/**`;
    length += both.length + 1;
    if (length > longest) {
      globs.push([]);
      length = both.length;
    }
    globs.at(-1)?.push(both);
  }
  return globs.map((alternatives) => `{${alternatives.join(',')}}`);
}

/** A glob that names a folder also excludes what is in the folder. */
function withContents(glob: string): string[] {
  if (glob === '') return [];
  return glob.endsWith('**') ? [glob] : [glob, `${glob.replace(/\/$/, '')}/**`];
}

/**
 * Expands `a{b,c}` to `ab` and `ac`, because not every matcher allows nested groups. Each group multiplies the globs,
 * so what would have too many is left as it is.
 */
function expandBraces(glob: string): string[] {
  if (glob.length > LONGEST_EXPANDED) return [glob];
  let globs = [glob];
  while (globs.some((one) => innermostGroup.test(one))) {
    globs = globs.flatMap(expandInnermost);
    if (globs.length > MOST_ALTERNATIVES) return [glob];
  }
  return globs;
}

function expandInnermost(glob: string): string[] {
  const group = innermostGroup.exec(glob);
  if (group === null) return [glob];
  const [whole, alternatives = ''] = group;
  const before = glob.slice(0, group.index);
  const after = glob.slice(group.index + whole.length);
  return alternatives.split(',').map((alternative) => `${before}${alternative}${after}`);
}

/** In characters. */
const LONGEST_EXPANDED = 1000;
const MOST_ALTERNATIVES = 256;
const innermostGroup = /\{([^{}]*)\}/;
