/** Folders that hold no sources of the workspace: searching them would use up the bound on files. */
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
].map((folder) => `**/${folder}`);

/** Glob expression settings such as `search.exclude`: what is set to true. Conditions (`when`) are not for searches. */
type GlobSwitches = Readonly<Record<string, unknown>>;

/** One glob for all that must not be found: `search.exclude`, the user's own list, and what holds no sources. */
export function excludeGlob(searchExclude: GlobSwitches, userExclude: readonly unknown[]): string {
  const switchedOn = Object.entries(searchExclude).filter(([, value]) => value === true);
  const userGlobs = userExclude.filter((glob) => typeof glob === 'string').map((glob) => glob.trim());
  const globs = [...neverSearched, ...switchedOn.map(([glob]) => glob), ...userGlobs];
  return `{${[...new Set(globs.flatMap(expandBraces).flatMap(withContents))].join(',')}}`;
}

/** The glob that matches this path alone. */
export function literalGlob(path: string): string {
  return path.replaceAll(/[[\]{}*?]/g, '[$&]');
}

/** A glob that names a folder excludes what is in it. */
function withContents(glob: string): string[] {
  if (glob === '') return [];
  return glob.endsWith('**') ? [glob] : [glob, `${glob.replace(/\/$/, '')}/**`];
}

/** `a{b,c}` to `ab` and `ac`, since groups do not nest everywhere. */
function expandBraces(glob: string): string[] {
  const group = innermostGroup.exec(glob);
  if (group === null) return [glob];
  const [whole, alternatives = ''] = group;
  const before = glob.slice(0, group.index);
  const after = glob.slice(group.index + whole.length);
  return alternatives.split(',').flatMap((alternative) => expandBraces(`${before}${alternative}${after}`));
}

const innermostGroup = /\{([^{}]*)\}/;
