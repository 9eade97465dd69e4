/** One part of a pattern: one item that it accepts or, where it has no condition, any number of any items. */
type Part<Item> = ((item: Item) => boolean) | typeof anyNumber;

const anyNumber = Symbol('any number');
const anyOne = (): boolean => true;

/** Whether a pattern matches the steps of a path from one to before another. */
export type PathPattern = (steps: readonly string[], from: number, to: number) => boolean;

/**
 * A pattern of a .gitignore file, without a slash at its end, as git reads it (wildmatch.c): `*`, `?` and `[a-z]` in the
 * name of a file or a folder, `**` for any number of folders. A pattern without a slash is about the last step alone.
 * Undefined if it can match nothing.
 */
export function pathPattern(pattern: string): PathPattern | undefined {
  const names = pattern.replace(/^\//, '').split('/');
  const parts: Part<string>[] = [];
  const isPath = pattern.includes('/');
  for (const name of names) {
    const part = isPath && /^\*{2,}$/.test(name) ? anyNumber : namePattern(name);
    if (part === undefined) return undefined;
    parts.push(part);
  }
  // What ends in `**` is about what is in a folder, not about the folder.
  if (parts.at(-1) === anyNumber) parts.push(anyOne);
  return (steps, from, to) => matches(parts, steps, isPath ? from : to - 1, to);
}

/**
 * Whether the items are such as the parts say, one after the other. It goes back no further than to the last part that
 * is any number, which is enough. So it takes no more time than the product of the lengths, whatever the pattern.
 */
function matches<Item>(
  parts: readonly Part<Item>[],
  items: ArrayLike<Item>,
  from: number,
  to: number,
): boolean {
  let part = 0;
  let again: { readonly part: number; at: number } | undefined;
  for (let at = from; at < to;) {
    const accepts = parts[part];
    if (accepts === anyNumber) {
      again = { part: ++part, at };
    } else if (accepts?.(items[at]!) === true) {
      part++;
      at++;
    } else if (again) {
      part = again.part;
      at = ++again.at;
    } else return false;
  }
  while (parts[part] === anyNumber) part++;
  return part === parts.length;
}

/** What accepts a name; undefined if nothing can. */
function namePattern(pattern: string): ((name: string) => boolean) | undefined {
  if (!/[*?[\\]/.test(pattern)) return (name) => name === pattern;
  const parts: Part<string>[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const sign = pattern[at]!;
    if (sign === '*') {
      if (parts.at(-1) !== anyNumber) parts.push(anyNumber);
    } else if (sign === '?') parts.push(anyOne);
    else if (sign === '[') {
      const set = characterSet(pattern, at + 1);
      if (!set) return undefined;
      parts.push(set.accepts);
      at = set.end;
    } else {
      const character = sign === '\\' ? pattern[++at] : sign;
      if (character === undefined) return undefined;
      parts.push((item) => item === character);
    }
  }
  return (name) => matches(parts, name, 0, name.length);
}

const classes: Readonly<Record<string, RegExp>> = {
  alnum: /[a-z\d]/i,
  alpha: /[a-z]/i,
  blank: /[ \t]/,
  cntrl: /[\0-\x1f\x7f]/,
  digit: /\d/,
  graph: /[!-~]/,
  lower: /[a-z]/,
  print: /[ -~]/,
  punct: /[!-/:-@[-`{-~]/,
  space: /[\t-\r ]/,
  upper: /[A-Z]/,
  xdigit: /[a-f\d]/i,
};

/** The set of characters that is opened before `start`, and where its `]` is. */
function characterSet(
  pattern: string,
  start: number,
): { readonly accepts: (character: string) => boolean; readonly end: number } | undefined {
  const isNegated = /[!^]/.test(pattern[start] ?? '');
  const first = start + Number(isNegated);
  const members: ((character: string) => boolean)[] = [];
  let previous = '';
  let at = first;
  for (; at === first || pattern[at] !== ']'; at++) {
    const named = pattern[at] === '[' && pattern[at + 1] === ':' ? pattern.indexOf(':]', at + 2) : -1;
    const isRange = pattern[at] === '-' && previous !== '' && pattern[at + 1] !== ']';
    if (named >= 0) {
      const known = classes[pattern.slice(at + 2, named)];
      if (!known) return undefined;
      members.push((character) => known.test(character));
      at = named + 1;
      previous = '';
      continue;
    }
    if (isRange) at++;
    if (pattern[at] === '\\') at++;
    const last = pattern[at];
    if (last === undefined) return undefined;
    const least = isRange ? previous : last;
    members.push((character) => character >= least && character <= last);
    previous = isRange ? '' : last;
  }
  return { accepts: (character) => members.some((has) => has(character)) !== isNegated, end: at };
}
