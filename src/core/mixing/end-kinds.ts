/**
 * The kinds of character that a text may end with: none, a line break, a blank, a digit, a lower-case letter, an
 * upper-case one, anything else; then each sign of ASCII.
 */
export const END_KINDS = 7 + 33;

/** For each piece of a vocabulary, the kind of its last character. What comes next depends on it. */
export function endKinds(pieces: readonly string[]): Uint8Array {
  return Uint8Array.from(pieces, (piece) => kindOf(piece.at(-1)));
}

function kindOf(character: string | undefined): number {
  if (character === undefined) return 0;
  const code = character.charCodeAt(0);
  if (character === '\n') return 1;
  if (character === ' ' || character === '\t') return 2;
  if (character >= '0' && character <= '9') return 3;
  if (character >= 'a' && character <= 'z') return 4;
  if (character >= 'A' && character <= 'Z') return 5;
  if (code < 0x21 || code > 0x7e) return 6;
  // The 32 signs of ASCII are in four runs: ! to /, : to @, [ to `, { to ~.
  const signs =
    code < 0x30
      ? code - 0x21
      : code < 0x41
        ? code - 0x3a + 15
        : code < 0x61
          ? code - 0x5b + 22
          : code - 0x7b + 28;
  return 7 + signs;
}
