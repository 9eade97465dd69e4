const SPACED = String.raw`(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])[\p{L}\p{N}\p{M}_$]`;

/** Characters of identifiers, and of words between blanks; not those of scripts that put no blanks between words. */
export const wordAtEnd = new RegExp(`(?:${SPACED})+$`, 'u');
export const wordAtStart = new RegExp(`^(?:${SPACED})+`, 'u');
