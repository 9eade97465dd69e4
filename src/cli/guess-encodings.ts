import { analyse } from 'chardet';
import { decodeText } from '../worker/decode-text.ts';

/** Bytes that are looked at to find out a folder's encoding. More tell nothing new. */
const SAMPLE_BYTES = 200_000;
/** Percent. From here on a guess for a single file counts more than that for all files. */
const SURE = 80;
/** Percent. A worse guess says no more than that it could be so: all guesses of 10 are of that kind. */
const LEAST = 15;
/** Characters that no text has, in whatever encoding. */
const controls = /[\0-\x08\x0e-\x19\x1c-\x1f]/;

/**
 * Guesses in which encodings files are that are not Unicode, as labels of the encoding standard; undefined where no
 * guess is good enough. The files of a folder help each other: a short comment could be in many encodings, but is most
 * likely in that of its neighbours.
 */
export function guessEncodings(files: readonly Uint8Array[]): readonly (string | undefined)[] {
  const parts = files.map(foreignLines);
  const shared = labelsOf(guesses(joined(parts)), LEAST);
  return files.map((bytes, at) => {
    const own = guesses(parts[at]);
    // Without a neighbour, even the plain words around a letter help to tell one Latin encoding from the other.
    const whole = own.length === 0 ? guesses(bytes) : [];
    const candidates = [...labelsOf(own, SURE), ...shared, ...labelsOf([...own, ...whole], LEAST)];
    return candidates.find((label) => isTextIn(bytes, label));
  });
}

function isTextIn(bytes: Uint8Array, label: string): boolean {
  const text = decodeText(bytes, label);
  return text !== undefined && !controls.test(text);
}

interface Guess {
  readonly label: string;
  /** In percent. */
  readonly confidence: number;
}

function labelsOf(some: readonly Guess[], least: number): readonly string[] {
  return some.filter(({ confidence }) => confidence >= least).map(({ label }) => label);
}

/** Better ones first. */
function guesses(bytes: Uint8Array): readonly Guess[] {
  return analyse(bytes).flatMap(({ name, confidence }) => {
    // The standard takes ASCII for windows-1252.
    if (confidence === 0 || name === 'ASCII') return [];
    try {
      return [{ label: new TextDecoder(name).encoding, confidence }];
    } catch {
      return [];
    }
  });
}

/** Of each line, what stands between its first and its last byte that is not ASCII: the code around it misleads. */
function foreignLines(bytes: Uint8Array): Uint8Array {
  const kept: Uint8Array[] = [];
  let length = 0;
  for (let start = 0; start < bytes.length && length < SAMPLE_BYTES;) {
    const found = bytes.indexOf(LINE_FEED, start);
    const line = bytes.subarray(start, found < 0 ? bytes.length : found);
    const first = line.findIndex(isForeign);
    // The second byte of a character may be ASCII.
    const part = first < 0 ? line.subarray(0, 0) : line.subarray(first, line.findLastIndex(isForeign) + 2);
    if (part.length > 0) kept.push(part, lineFeed);
    length += part.length;
    start += line.length + 1;
  }
  return joined(kept);
}

const LINE_FEED = 0x0a;
const lineFeed = Uint8Array.of(LINE_FEED);

function isForeign(byte: number): boolean {
  return byte >= 0x80;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(parts).subarray(0, SAMPLE_BYTES);
}
