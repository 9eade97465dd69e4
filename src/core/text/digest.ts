import { toWtf8 } from './wtf8.ts';

/**
 * A quick digest that tells contents apart, but is no protection against forgery: 64-bit FNV-1a
 * (http://www.isthe.com/chongo/tech/comp/fnv/) of bytes, or of a text's WTF-8 bytes, as 16 hexadecimal digits.
 */
export function digest(content: Uint8Array | string): string {
  const bytes = typeof content === 'string' ? toWtf8(content) : content;
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  for (const byte of bytes) {
    low = (low ^ byte) >>> 0;
    // The product with the prime 2^40 + 0x1b3, modulo 2^64, in two halves; no term exceeds 2^42.
    const product = low * 0x1b3;
    high = (high * 0x1b3 + Math.floor(product / 0x1_0000_0000) + (low << 8)) >>> 0;
    low = product >>> 0;
  }
  return hexadecimal(high) + hexadecimal(low);
}

function hexadecimal(word: number): string {
  return word.toString(16).padStart(8, '0');
}
