import { isTable } from '../../base/guards.ts';
import { extensionOf } from './base-name.ts';

/** Whether a file's name says that it is a Jupyter notebook. */
export function isNotebook(path: string): boolean {
  return extensionOf(path) === 'ipynb';
}

/**
 * The sources of a notebook's cells, one blank line apart, as people write and read them. What stands in the file
 * around them, outputs and metadata, is written by no one. `json`: of format 4, or of format 3, whose cells are on
 * worksheets. Undefined where it cannot be parsed, as after a merge with conflicts.
 */
export function notebookText(json: string): string | undefined {
  let notebook: unknown;
  try {
    notebook = JSON.parse(json);
  } catch {
    return undefined;
  }
  const sources = [notebook, ...itemsOf(notebook, 'worksheets')]
    .flatMap((sheet) => itemsOf(sheet, 'cells'))
    .map(sourceOf)
    .filter((source) => source.trim() !== '');
  return sources.length === 0 ? '' : `${sources.join('\n\n')}\n`;
}

/** Either one string or the list of its lines. */
function sourceOf(cell: unknown): string {
  if (!isTable(cell)) return '';
  const source = cell['source'] ?? cell['input'];
  if (Array.isArray(source)) return source.filter((line) => typeof line === 'string').join('');
  return typeof source === 'string' ? source : '';
}

function itemsOf(table: unknown, member: string): readonly unknown[] {
  const items = isTable(table) ? table[member] : undefined;
  return Array.isArray(items) ? items : [];
}
