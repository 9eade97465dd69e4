/**
 * The bytes of a text in an encoding that Node can only decode. Each character is looked up among those that one byte
 * or two can spell.
 */
export function encoded(text: string, label: string): Uint8Array {
  const decoder = new TextDecoder(label, { fatal: true });
  const bytesOf = new Map<string, readonly number[]>();
  const note = (...bytes: readonly number[]): void => {
    try {
      const character = decoder.decode(Uint8Array.from(bytes));
      if ([...character].length === 1 && !bytesOf.has(character)) bytesOf.set(character, bytes);
    } catch {
      // These bytes spell nothing.
    }
  };
  for (let first = 0; first < 256; first++) note(first);
  for (let first = 0x81; first < 0xff; first++)
    for (let second = 0x40; second < 0xff; second++) note(first, second);
  return Uint8Array.from(
    [...text].flatMap((character) => {
      const bytes = bytesOf.get(character);
      if (bytes === undefined) throw new RangeError(`${label} has no ${character}.`);
      return bytes;
    }),
  );
}
