import type { PageLine } from './page-log.ts';

/** What stands behind a cursor whose line begins with known text. */
export interface AtCursor {
  /** The document's own text behind the cursor. */
  readonly after: string;
  /**
   * What would stand behind the cursor if the ghost text were accepted, up to the ghost text's end. Empty where there
   * is none.
   */
  readonly suggested: string;
  /** How much of `after` stands within `suggested`. */
  readonly kept: number;
}

/** Returns undefined if the line does not begin with `before`. Tabs are expanded, as the page shows them. */
export function atCursor({ pieces, further }: PageLine, before: string): AtCursor | undefined {
  const real = pieces.map(({ text, isGhost }) => (isGhost ? '' : text)).join('');
  if (!real.startsWith(before)) return undefined;
  const lastGhost = pieces.findLastIndex(({ isGhost }) => isGhost);
  const upTo = pieces.slice(0, lastGhost + 1);
  const line = upTo
    .map(({ text }) => text)
    .join('')
    .slice(before.length);
  const ghost = upTo.map(({ text, isGhost }) => (isGhost ? text : '')).join('');
  return {
    after: real.slice(before.length),
    suggested: further.length === 0 ? line : [line, ...further].join('\n'),
    kept: line.length - ghost.length,
  };
}

/** The text as the page shows it. */
export function expandTabs(text: string, tabSize: number): string {
  let column = 0;
  let expanded = '';
  for (const character of text) {
    const shown = character === '\t' ? ' '.repeat(tabSize - (column % tabSize)) : character;
    expanded += shown;
    column = character === '\n' ? 0 : column + shown.length;
  }
  return expanded;
}

/**
 * Returns the beginning of `rest` that is shown as `suggested` behind `before`, the line's beginning; undefined if
 * `rest` does not begin so.
 */
export function agreedText(
  suggested: string,
  before: string,
  rest: string,
  tabSize: number,
): string | undefined {
  const shown = expandTabs(before, tabSize) + suggested;
  for (let length = 1; length <= rest.length; length++) {
    const text = expandTabs(before + rest.slice(0, length), tabSize);
    if (text === shown) return rest.slice(0, length);
    if (!shown.startsWith(text)) return undefined;
  }
  return undefined;
}
