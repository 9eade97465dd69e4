import { basename, dirname, isAbsolute, relative } from 'node:path';

/**
 * Where a file belongs in a workspace: at its own place, or at the place that it has in a folder beside the workspace,
 * such as the folder of held-out files; elsewhere at the top.
 */
export function placeInWorkspace(file: string, workspace: string): string {
  const inside = relative(workspace, file);
  if (!leadsOut(inside)) return inside;
  const beside = relative(dirname(workspace), file);
  const [, ...place] = beside.split(/[\\/]/);
  return leadsOut(beside) || place.length === 0 ? basename(file) : place.join('/');
}

function leadsOut(path: string): boolean {
  return path.startsWith('..') || isAbsolute(path);
}

/** How a text is indented. */
export interface Indentation {
  readonly insertSpaces: boolean;
  /** Columns of a step. */
  readonly tabSize: number;
}

/** The indentation of a text: with tabs if a line begins with one, else by the narrowest indentation. */
export function indentationOf(text: string): Indentation {
  if (/^\t/m.test(text)) return { insertSpaces: false, tabSize: 4 };
  const widths = [...text.matchAll(/^( {2,})\S/gm)].map(([, blanks = '']) => blanks.length);
  return { insertSpaces: true, tabSize: Math.min(4, ...widths) };
}
