import { pathHash } from './path-hash.ts';

/**
 * A set of paths that tells whether a path is in it, but names none: for each path the eight hexadecimal digits of its
 * hash, ascending and one after the other. Of four thousand million paths that are not in it, one seems to be, for each
 * path that is.
 */
export type PathDigests = string;

const DIGITS = 8;
/** A longer set is no longer short. */
const MOST_DIGITS = DIGITS * 0x10_0000;

export function digestsOf(paths: Iterable<string>): PathDigests {
  return joined(Array.from(paths, (path) => pathHash(path).toString(16).padStart(DIGITS, '0')));
}

export function union(...sets: readonly PathDigests[]): PathDigests {
  return joined(sets.flatMap(digestsIn));
}

/** What is in both. */
export function common(one: PathDigests, other: PathDigests): PathDigests {
  if (one === '' || other === '') return '';
  const known = new Set(digestsIn(other));
  return joined(digestsIn(one).filter((digest) => known.has(digest)));
}

export function without(one: PathDigests, other: PathDigests): PathDigests {
  const known = new Set(digestsIn(other));
  return joined(digestsIn(one).filter((digest) => !known.has(digest)));
}

export function arePathDigests(value: unknown): value is PathDigests {
  return typeof value === 'string' && value.length <= MOST_DIGITS && /^(?:[0-9a-f]{8})*$/.test(value);
}

function digestsIn(set: PathDigests): string[] {
  return set.match(/.{8}/g) ?? [];
}

function joined(digests: readonly string[]): PathDigests {
  return [...new Set(digests)].sort().join('');
}
