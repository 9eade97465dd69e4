/** How far a line is looked through, in UTF-16 code units. */
const LONGEST_LINE = 200;

/** The beginning of the line in which an offset is. */
export function lineBefore(text: string, offset: number): string {
  const near = text.slice(Math.max(0, offset - LONGEST_LINE), offset);
  return near.slice(near.lastIndexOf('\n') + 1);
}

/** The rest of the line in which an offset is. */
export function lineAfter(text: string, offset: number): string {
  return /.*/.exec(text.slice(offset, offset + LONGEST_LINE))![0];
}

/** What a sticky pattern finds at an index. */
export function at(pattern: RegExp, text: string, index: number): RegExpExecArray | null {
  pattern.lastIndex = index;
  return pattern.exec(text);
}
