import type { PageEvent } from './page-log.ts';

export interface Gap {
  readonly key: string;
  /** What is left of the ghost text after the key. */
  readonly left: string;
  readonly milliseconds: number;
}

export interface Timings {
  /** From each key to the frame with the new ghost text that it brought, in milliseconds. */
  readonly newText: readonly number[];
  /** How long ghost text was gone that stood before a key and, shorter by that key, came back after it. */
  readonly gaps: readonly Gap[];
}

/**
 * What was shown stays the same text while it is typed through, also where the editor has closed a bracket or quote by
 * itself: that is not new.
 */
export function timings(events: readonly PageEvent[]): Timings {
  const newText: number[] = [];
  const gaps: Gap[] = [];
  let key: { readonly key: string; readonly time: number } | undefined;
  let shown = '';
  /** What is left of the text that stood when the last key was pressed. */
  let left = '';
  let goneAt: number | undefined;
  for (const event of events) {
    if (event.kind === 'key') {
      key = event;
      left = event.key.length === 1 && shown.startsWith(event.key) ? shown.slice(1) : '';
      goneAt = undefined;
      continue;
    }
    shown = event.text;
    if (key === undefined) continue;
    if (shown === '') goneAt ??= event.time;
    else if (!continues(shown, left)) {
      newText.push(event.time - key.time);
      key = undefined;
    } else if (goneAt !== undefined) {
      gaps.push({ key: key.key, left, milliseconds: event.time - goneAt });
      goneAt = undefined;
    }
  }
  return { newText, gaps };
}

/** Whether a text is what is left of another one, or its beginning, without some closing brackets and quotes. */
function continues(text: string, left: string): boolean {
  const withoutClosers = (each: string): string => each.replaceAll(/[)\]}"'`>]/g, '');
  const short = withoutClosers(text);
  return short !== '' && withoutClosers(left).startsWith(short);
}

/** The value that the share `p` of the values does not exceed; undefined where there is none. */
export function percentile(values: readonly number[], p: number): number | undefined {
  return values.toSorted((a, b) => a - b).at(Math.min(values.length - 1, Math.floor(p * values.length)));
}
