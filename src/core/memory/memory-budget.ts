/**
 * The most that a workspace's memory may take: n-grams, tokens and what finds them again. Code takes about 66 bytes a
 * token, or 22 a character, so this is room for about 7 MB of text.
 */
export const DEFAULT_MAXIMUM_BYTES = 160e6;

/** A file that would take more than this share alone is data, not text to learn from. */
export const LARGEST_SHARE = 1 / 4;

/** About how many bytes a token of code takes: itself, its n-grams and its links. */
export const BYTES_PER_TOKEN = 66;
