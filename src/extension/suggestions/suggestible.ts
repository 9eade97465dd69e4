/** Languages of documents that are not files of their own: search results, commit messages, what a program prints. */
const excludedLanguages = new Set(['search-result', 'scminput', 'log', 'Log']);

/**
 * Returns whether a document is one that people write: a file, an untitled document or a notebook's cell. Others have
 * schemes of their own without a file system: output panes, source-control and comment boxes, the debug console.
 *
 * @param isWritable - what `workspace.fs.isWritableFileSystem` returns for the scheme
 */
export function isSuggestible(scheme: string, languageId: string, isWritable: boolean | undefined): boolean {
  if (excludedLanguages.has(languageId)) return false;
  return scheme === 'untitled' || scheme === 'vscode-notebook-cell' || isWritable === true;
}
