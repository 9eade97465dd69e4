/** Encodings in which a few Chinese, Japanese or Korean characters may have bytes that are also well-formed UTF-8. */
const mayLookLikeUtf8 = /^(?:gb|big5|euc|shift|iso-2022)/;
/** Characters of three bytes or more in UTF-8, which bytes of another encoding hardly ever spell by chance. */
const surelyUtf8 = /[\u0800-\uffff]/;

/**
 * A file's text without its byte order mark. The mark says how to read the file; a file without one is UTF-8 where it
 * can be, then UTF-16 if zeros show it, then what `encoding` says, a label of the encoding standard. Undefined where
 * the bytes are none of these. What comes back with NUL characters is not text, whatever the encoding.
 */
export function decodeText(bytes: Uint8Array, encoding = 'utf-8'): string | undefined {
  const mark = markedEncoding(bytes);
  if (mark !== undefined) return decoded(bytes, mark);
  const utf8 = decoded(bytes, 'utf-8');
  const isUtf8 = utf8 !== undefined && !utf8.includes('\0');
  if (isUtf8 && (!mayLookLikeUtf8.test(encoding) || surelyUtf8.test(utf8))) return utf8;
  return decoded(bytes, unmarkedUtf16(bytes) ?? encoding) ?? utf8;
}

function markedEncoding([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return first === 0xef && second === 0xbb && third === 0xbf ? 'utf-8' : undefined;
}

function decoded(bytes: Uint8Array, label: string): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Bytes in which VS Code looks for zeros. */
const HEAD = 512;
/** The lowest character of text. */
const TAB = 9;

/** UTF-16 without its mark, if every second byte is zero at the beginning and the others are ASCII. */
function unmarkedUtf16(bytes: Uint8Array): string | undefined {
  const head = bytes.subarray(0, HEAD);
  const zeroAt = (odd: number) => head.every((byte, at) => (at % 2 === odd ? byte === 0 : byte >= TAB));
  if (head.length < 2) return undefined;
  return zeroAt(1) ? 'utf-16le' : zeroAt(0) ? 'utf-16be' : undefined;
}
