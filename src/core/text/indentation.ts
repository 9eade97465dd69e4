/** Widths of steps that are told apart, in blanks. Deeper jumps align a line with something and are no step. */
const WIDEST_STEP = 8;

/**
 * How lines are indented: at 0 the number of lines that begin with a tab, at 9 of those that begin with two blanks,
 * and at k the number of times that a line begins k blanks further right than the line before it. Tallies of texts may
 * be added and subtracted.
 */
export type IndentationTally = Int32Array;

const SPACED_LINES = WIDEST_STEP + 1;

export function emptyIndentation(): IndentationTally {
  return new Int32Array(SPACED_LINES + 1);
}

export function indentationOf(lines: Iterable<string>): IndentationTally {
  const tally = emptyIndentation();
  let before = 0;
  for (const line of lines) {
    const width = line.search(/[^ ]/);
    if (width < 0) continue; // blank
    if (line.startsWith('\t')) tally[0]!++;
    // A single blank is how lines of a comment begin.
    if (width >= 2) tally[SPACED_LINES]!++;
    const step = width - before;
    if (step >= 2 && step <= WIDEST_STEP) tally[step]!++;
    before = width;
  }
  return tally;
}

/** One step of indentation: a tab, or the blanks by which most lines are indented further; undefined if none is. */
export function indentationUnit(tally: IndentationTally): string | undefined {
  if (tally[0]! > tally[SPACED_LINES]!) return '\t';
  let [width, most] = [0, 0];
  for (let k = 2; k <= WIDEST_STEP; k++) if (tally[k]! > most) [width, most] = [k, tally[k]!];
  return most === 0 ? undefined : ' '.repeat(width);
}
