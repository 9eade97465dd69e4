/** The cells of a row in a table: the first is its name. */
export function columns(cells: readonly string[]): string {
  return cells.map((cell, i) => (i === 0 ? cell.padEnd(20) : cell.padStart(12))).join('');
}
