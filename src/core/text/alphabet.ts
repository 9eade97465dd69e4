import { isHighSurrogate, isLowSurrogate } from './code-points.ts';

/**
 * Begins an escape: four lower-case hexadecimal digits follow, which are one UTF-16 code unit. Always escaped itself.
 */
export const ESCAPE = '\u001b';

/** Letters in the escape of one code unit. */
export const ESCAPED_LENGTH = 5;

/** The letters that every alphabet has, so that it can escape each code unit. */
const escapeLetters: readonly string[] = [ESCAPE, ...Array.from('0123456789abcdef')];

/** Letters of the smallest alphabet that can spell every string. */
export const MINIMUM_ALPHABET = escapeLetters.length;

/**
 * An alphabet of code points that can spell every JavaScript string. Its letters spell themselves; any other code point
 * is escaped, code unit by code unit. A spelling can be read back without knowing the alphabet.
 */
export class Alphabet {
  readonly #letters: ReadonlySet<string>;

  /** `letters`: single code points, among them all that escapes need, as `isAlphabet` checks. */
  constructor(letters: Iterable<string>) {
    this.#letters = new Set(letters);
  }

  spell(text: string): string {
    let spelled = '';
    for (const character of text) {
      spelled +=
        this.#letters.has(character) && character !== ESCAPE ? character : escapeCharacter(character);
    }
    return spelled;
  }
}

/** Reads a spelling back. An escape without its four digits becomes U+FFFD. */
export function unspellEscapes(spelled: string): string {
  if (!spelled.includes(ESCAPE)) return spelled;
  return spelled.replace(/\u001b([0-9a-f]{4})?/g, (_escape, digits: string | undefined) =>
    digits === undefined ? '\ufffd' : String.fromCharCode(parseInt(digits, 16)),
  );
}

/** Whether the strings are single code points, none of them a lone surrogate, and can escape all others. */
export function isAlphabet(letters: readonly string[]): boolean {
  const set = new Set(letters);
  return letters.every(isLetter) && escapeLetters.every((letter) => set.has(letter));
}

/** Whether a string is one code point that may be a letter of an alphabet. */
export function isLetter(text: string): boolean {
  const first = text.charCodeAt(0);
  if (text.length === 1) return !isHighSurrogate(first) && !isLowSurrogate(first);
  return text.length === 2 && isHighSurrogate(first) && isLowSurrogate(text.charCodeAt(1));
}

/**
 * Returns the escape letters and then the most frequent code points of the texts, at most `size` letters. Code points
 * that occur only once are left to escapes, since a model learns nothing from one sample.
 */
export function learnAlphabet(texts: readonly string[], size: number): string[] {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  const frequent = mostFrequent(counts, 2).filter(
    (character) => isLetter(character) && !escapeLetters.includes(character),
  );
  return [...escapeLetters, ...frequent.slice(0, size - escapeLetters.length)];
}

/** The keys that occur at least `atLeast` times, most frequent first, and ties in the order of their code units. */
export function mostFrequent(counts: ReadonlyMap<string, number>, atLeast: number): string[] {
  return [...counts]
    .filter(([, count]) => count >= atLeast)
    .sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1))
    .map(([key]) => key);
}

function escapeCharacter(character: string): string {
  let escaped = '';
  for (let i = 0; i < character.length; i++) {
    escaped += ESCAPE + character.charCodeAt(i).toString(16).padStart(4, '0');
  }
  return escaped;
}
