import type { IndentationUnits, ShapingContext } from './rule.ts';

/**
 * Renders indentation as the editor is set, with tabs or spaces and in its own steps: on the cursor's line if it is
 * still blank, and on every line after it. The model's steps are those of the file or, where they do not fit, those of
 * the project; the editor's may be others.
 */
export function renderIndentation(text: string, context: ShapingContext): string {
  const { prefix, units } = context;
  const own =
    units && stepAfterHead([prefix === '' ? context.above.last : '', ...`${prefix}${text}`.split('\n')]);
  if (own !== undefined)
    context = { ...context, units: { file: own, project: units?.file ?? units?.project } };
  const [first = '', ...others] = text.split('\n');
  const start = columnsOf(/^[ \t]*/.exec(prefix)![0], 0, context);
  const rendered = others.map((line) => render(line, 0, start, context));
  if (prefix.trim() !== '') return [first, ...rendered].join('\n');
  return [render(first, start, start, context), ...rendered].join('\n');
}

/**
 * The step by which a block's first line is indented further than its head, the first time that it is; undefined if
 * that is never so. Files with other steps may have taught the text than those that are most of the project.
 */
function stepAfterHead(lines: readonly string[]): string | undefined {
  for (const [i, line] of lines.entries()) {
    const head = lines[i - 1];
    if (head === undefined || !/[{:]\s*$/.test(head)) continue;
    const [outer, inner] = [head, line].map((any) => /^ *(?=\S)/.exec(any)?.[0]);
    if (outer !== undefined && inner !== undefined && inner.length >= outer.length + 2) {
      return inner.slice(outer.length);
    }
  }
  return undefined;
}

/**
 * The line as the editor indents it; unchanged if it is so already.
 *
 * @param column - where the line's own blanks begin
 * @param start - the column at which the cursor's line is indented, in the editor's steps
 */
function render(line: string, column: number, start: number, context: ShapingContext): string {
  const { insertSpaces, tabSize, units } = context;
  const blank = /^[ \t]*/.exec(line)![0];
  if (blank === '') return line;
  const given = columnsOf(blank, column, context);
  const steps = (columns: number): number =>
    units && !blank.includes('\t') ? scaled(columns, units, tabSize) : columns;
  const end = Math.max(column, given < start ? start - steps(start - given) : start + steps(given - start));
  if (end === given && !blank.includes(insertSpaces ? '\t' : ' ')) return line;
  let rendered = '';
  // A tab reaches to the next multiple of the tab size.
  let at = column;
  for (let stop = nextStop(at, tabSize); !insertSpaces && stop <= end; stop = nextStop(at, tabSize)) {
    rendered += '\t';
    at = stop;
  }
  return rendered + ' '.repeat(end - at) + line.slice(blank.length);
}

/** As many of the editor's steps as the columns are of the file's or the project's. What is no whole step stays. */
function scaled(columns: number, units: IndentationUnits, tabSize: number): number {
  for (const unit of [units.file, units.project]) {
    if (unit === undefined || unit === '\t' || columns % unit.length !== 0) continue;
    return (columns / unit.length) * tabSize;
  }
  return columns;
}

/** The column at which blanks end that begin at `column`. */
function columnsOf(blanks: string, column: number, { tabSize }: ShapingContext): number {
  for (const character of blanks) column = character === '\t' ? nextStop(column, tabSize) : column + 1;
  return column;
}

function nextStop(column: number, tabSize: number): number {
  return column + tabSize - (column % tabSize);
}
