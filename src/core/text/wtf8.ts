/**
 * The WTF-8 bytes of a text (https://simonsapin.github.io/wtf-8/): UTF-8 that also encodes lone surrogates, so that
 * every JavaScript string can be read back from its bytes.
 */
export function toWtf8(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3);
  let end = 0;
  for (let i = 0; i < text.length; i++) {
    const point = text.codePointAt(i)!;
    if (point < 0x80) {
      bytes[end++] = point;
    } else if (point < 0x800) {
      bytes[end++] = 0xc0 | (point >> 6);
      bytes[end++] = continuation(point);
    } else if (point < 0x10000) {
      bytes[end++] = 0xe0 | (point >> 12);
      bytes[end++] = continuation(point >> 6);
      bytes[end++] = continuation(point);
    } else {
      bytes[end++] = 0xf0 | (point >> 18);
      bytes[end++] = continuation(point >> 12);
      bytes[end++] = continuation(point >> 6);
      bytes[end++] = continuation(point);
      i++;
    }
  }
  return bytes.subarray(0, end);
}

/** Reads WTF-8. Each byte that is not part of a well-formed sequence becomes U+FFFD. */
export function fromWtf8(bytes: Uint8Array): string {
  const units = new Uint16Array(bytes.length);
  let end = 0;
  for (let i = 0; i < bytes.length;) {
    const point = sequenceAt(bytes, i);
    if (point < 0) {
      units[end++] = 0xfffd;
      i++;
    } else if (point < 0x10000) {
      units[end++] = point;
      i += point < 0x80 ? 1 : point < 0x800 ? 2 : 3;
    } else {
      units[end++] = 0xd800 + ((point - 0x10000) >> 10);
      units[end++] = 0xdc00 + (point & 0x3ff);
      i += 4;
    }
  }
  return stringOf(units.subarray(0, end));
}

/** The code point whose sequence begins at byte i; −1 if none does. */
function sequenceAt(bytes: Uint8Array, i: number): number {
  const lead = bytes[i]!;
  if (lead < 0x80) return lead;
  const length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
  if (length === 0 || i + length > bytes.length) return -1;
  let point = lead & (0x7f >> length);
  for (let k = 1; k < length; k++) {
    const byte = bytes[i + k]!;
    if ((byte & 0xc0) !== 0x80) return -1;
    point = (point << 6) | (byte & 0x3f);
  }
  const smallest = length === 2 ? 0x80 : length === 3 ? 0x800 : 0x10000; // a smaller code point has a shorter sequence
  return point >= smallest && point <= 0x10ffff ? point : -1;
}

function continuation(bits: number): number {
  return 0x80 | (bits & 0x3f);
}

/** The string of UTF-16 code units. Built piece by piece, since a call takes a limited number of arguments. */
export function stringOf(units: Uint8Array | Uint16Array): string {
  let text = '';
  for (let i = 0; i < units.length; i += 4096) text += String.fromCharCode(...units.subarray(i, i + 4096));
  return text;
}
