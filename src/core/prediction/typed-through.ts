/** A suggestion as it was shown, and the line around it. */
export interface Shown {
  readonly line: number;
  /** The line's text before the cursor when it was shown. */
  readonly prefix: string;
  /** The line's text after the cursor when it was shown. */
  readonly suffix: string;
  readonly ghostText: string;
  readonly probability: number;
}

/**
 * The rest of a shown suggestion if what was typed since is its beginning, so that the ghost text stays still while it
 * is typed through. Undefined if something else was typed, nothing is left, or the rest of the line has changed. A
 * closing bracket or quote that the editor added after the cursor does not count as a change.
 */
export function typedThrough(
  shown: Shown | undefined,
  line: number,
  prefix: string,
  suffix: string,
): string | undefined {
  if (shown?.line !== line) return undefined;
  if (!prefix.startsWith(shown.prefix)) return undefined;
  const typed = prefix.slice(shown.prefix.length);
  const rest = shown.ghostText.slice(typed.length);
  if (rest === '' || !shown.ghostText.startsWith(typed)) return undefined;
  if (suffix === shown.suffix) return rest;
  const added = suffix.slice(0, suffix.length - shown.suffix.length);
  return suffix.endsWith(shown.suffix) && /^[\])}"'`>]{1,2}$/.test(added) ? rest : undefined;
}
