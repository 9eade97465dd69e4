/**
 * What a workspace's memory may take: its n-grams and tokens. Code takes about 50 bytes a token and 17 a character, so
 * this is room for about 9 MB of text; the predictor as a whole stays below 250 MB with 5 MB of it.
 */
export const DEFAULT_MAXIMUM_BYTES = 160e6;

/** A file that would take more than this share by itself is data rather than text to learn from. */
export const LARGEST_SHARE = 1 / 4;

/** What a token takes in code, about: itself and its n-grams. */
export const BYTES_PER_TOKEN = 50;
