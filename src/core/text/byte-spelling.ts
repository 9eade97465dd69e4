import { fromWtf8, stringOf, toWtf8 } from './wtf8.ts';

/**
 * Spells a text as its WTF-8 bytes, each as the character of that number (U+0000 to U+00FF). ASCII text spells itself.
 */
export function spellBytes(text: string): string {
  return isAscii(text) ? text : stringOf(toWtf8(text));
}

/** Reads any spelling of bytes back, broken ones included, as `fromWtf8` does. */
export function unspellBytes(spelled: string): string {
  if (isAscii(spelled)) return spelled;
  const bytes = new Uint8Array(spelled.length);
  for (let i = 0; i < spelled.length; i++) bytes[i] = spelled.charCodeAt(i);
  return fromWtf8(bytes);
}

/** Every byte as a piece, in order. */
export const bytePieces: readonly string[] = Array.from({ length: 256 }, (_, byte) =>
  String.fromCharCode(byte),
);

/** Whether each character spells a byte. */
export function isSpelledInBytes(piece: string): boolean {
  return /^[\u0000-\u00ff]*$/.test(piece);
}

function isAscii(text: string): boolean {
  return /^[\u0000-\u007f]*$/.test(text);
}
