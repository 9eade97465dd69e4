import type { ShapingContext } from './rule.ts';

/**
 * Renders indentation with tabs or spaces, as the editor is set: on the cursor's line if it is still blank, and on
 * every line after it.
 */
export function renderIndentation(text: string, context: ShapingContext): string {
  const { prefix } = context;
  const [first = '', ...others] = text.split('\n');
  const rendered = others.map((line) => render(line, 0, context));
  if (prefix.trim() !== '') return [first, ...rendered].join('\n');
  return [render(first, columnsOf(prefix, 0, context), context), ...rendered].join('\n');
}

/** The line with its indentation, which begins at `column`, as the editor is set; unchanged if it is so already. */
function render(line: string, column: number, context: ShapingContext): string {
  const { insertSpaces, tabSize } = context;
  const blank = /^[ \t]*/.exec(line)?.[0] ?? '';
  if (blank === '' || !blank.includes(insertSpaces ? '\t' : ' ')) return line;
  const end = columnsOf(blank, column, context);
  let rendered = '';
  // A tab reaches to the next multiple of the tab size.
  let at = column;
  for (let stop = nextStop(at, tabSize); !insertSpaces && stop <= end; stop = nextStop(at, tabSize)) {
    rendered += '\t';
    at = stop;
  }
  return rendered + ' '.repeat(end - at) + line.slice(blank.length);
}

/** The column at which blanks end that begin at `column`. */
function columnsOf(blanks: string, column: number, { tabSize }: ShapingContext): number {
  for (const character of blanks) column = character === '\t' ? nextStop(column, tabSize) : column + 1;
  return column;
}

function nextStop(column: number, tabSize: number): number {
  return column + tabSize - (column % tabSize);
}
