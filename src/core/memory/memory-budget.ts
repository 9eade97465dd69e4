/**
 * The most that a workspace's memory may take, n-grams and tokens together. Code takes about 50 bytes a token, or 17 a
 * character, so this is room for about 9 MB of text. With 5 MB of it, the whole predictor stays below 250 MB.
 */
export const DEFAULT_MAXIMUM_BYTES = 160e6;

/** A file that would take more than this share alone is data, not text to learn from. */
export const LARGEST_SHARE = 1 / 4;

/** About how many bytes a token of code takes: itself and its n-grams. */
export const BYTES_PER_TOKEN = 50;
