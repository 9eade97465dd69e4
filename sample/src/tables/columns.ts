/** How a column stands: text to the left, numbers to the right. */
export type Alignment = 'left' | 'right';

export interface Column {
  readonly title: string;
  readonly alignment: Alignment;
}

/** Rows of text under the titles of columns. */
export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
}

/** The table as people read it: columns of one width, two blanks between two. */
export function formatTable({ columns, rows }: Table): string {
  const titles = columns.map(({ title }) => title);
  const widths = columns.map((_, column) =>
    Math.max(...[titles, ...rows].map((row) => (row[column] ?? '').length)),
  );
  const format = (row: readonly string[]) =>
    columns
      .map(({ alignment }, column) => pad(row[column] ?? '', widths[column] ?? 0, alignment))
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  return [format(titles), rule, ...rows.map(format)].join('\n') + '\n';
}

/** The table as other programs read it: commas, and quotes where they are needed. */
export function formatCsv({ columns, rows }: Table): string {
  const titles = columns.map(({ title }) => title);
  return [titles, ...rows].map((row) => row.map(quote).join(',')).join('\n') + '\n';
}

function pad(text: string, width: number, alignment: Alignment): string {
  return alignment === 'left' ? text.padEnd(width) : text.padStart(width);
}

function quote(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
