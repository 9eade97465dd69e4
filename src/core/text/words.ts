const letter = /[\p{L}\p{N}\p{M}_$]/u;
/** Scripts without blanks between words: nothing shows where a word ends. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u30fc\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** By UTF-16 code unit: 0 for unknown yet, 1 for a letter of a word, 2 for none. */
const kinds = new Uint8Array(0x1_0000);

const DOLLAR = '$'.charCodeAt(0);

/**
 * Whether a UTF-16 code unit belongs to words and identifiers: letters, digits, marks, `_` and `$`. Not those of scripts
 * that put no blanks between words, nor halves of surrogate pairs.
 */
export function isWordUnit(unit: number): boolean {
  if (kinds[unit] === 0) {
    const character = String.fromCharCode(unit);
    kinds[unit] = letter.test(character) && !unspaced.test(character) ? 1 : 2;
  }
  return kinds[unit] === 1;
}

/**
 * Calls `visit` with each word of a text. Dollar signs before a word are no part of it: they mark variables in some
 * languages.
 */
export function visitWords(text: string, visit: (from: number, to: number) => void): void {
  for (let at = 0; at < text.length;) {
    const unit = text.charCodeAt(at);
    if (unit === DOLLAR || !isWordUnit(unit)) {
      at++;
      continue;
    }
    const from = at;
    while (at < text.length && isWordUnit(text.charCodeAt(at))) at++;
    visit(from, at);
  }
}

/** The beginning of a word that ends at the end of a text; empty if it ends with something else. */
export function wordAtEndOf(text: string): string {
  let from = text.length;
  while (from > 0 && isWordUnit(text.charCodeAt(from - 1))) from--;
  while (from < text.length && text.charCodeAt(from) === DOLLAR) from++;
  return text.slice(from);
}
