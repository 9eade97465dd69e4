/** Documents that stand for no file of their own: a search's results, a commit's message, what a program prints. */
const strangeLanguages = new Set(['search-result', 'scminput', 'log', 'Log']);

/**
 * Whether a document is one that people write: a file, an untitled document, a notebook's cell. Output panes, the
 * source-control and comment boxes, the debug console and the like have schemes of their own, with no file system.
 *
 * @param isWritable - what `workspace.fs.isWritableFileSystem` says of the scheme
 */
export function isSuggestible(scheme: string, languageId: string, isWritable: boolean | undefined): boolean {
  if (strangeLanguages.has(languageId)) return false;
  return scheme === 'untitled' || scheme === 'vscode-notebook-cell' || isWritable === true;
}
