/**
 * Folders that hold no sources of the project's own: version control, dependencies, build output, caches. The headless
 * command passes over them, since it has no editor's settings to follow.
 */
const excludedFolders: ReadonlySet<string> = new Set([
  ...['.git', '.hg', '.svn', 'CVS'],
  ...['node_modules', 'bower_components', 'jspm_packages', 'vendor', 'third_party', 'Pods', 'Carthage'],
  ...[
    '.venv',
    'venv',
    '__pycache__',
    '.tox',
    '.nox',
    '.eggs',
    'site-packages',
    '.mypy_cache',
    '.pytest_cache',
  ],
  ...[
    'dist',
    'out',
    'build',
    'target',
    'obj',
    '.next',
    '.nuxt',
    '.svelte-kit',
    '.output',
    '_site',
    'DerivedData',
  ],
  ...['.cache', '.parcel-cache', '.turbo', '.gradle', '.dart_tool', '.terraform', 'coverage', '.nyc_output'],
  ...['.vscode-test', '.idea', '.vs', '.workspaces', '.ipynb_checkpoints'],
]);

/** Whether a folder with this name is passed over. */
export function isExcludedFolder(name: string): boolean {
  return excludedFolders.has(name);
}
