import { Crc32 } from '../base/crc32.ts';
import { type Guard, integerFrom, isTable, isText, listOf, tableOf } from '../base/guards.ts';
import { tokenizerFromJson } from '../text/learn-tokenizer.ts';
import type { Tokenizer } from '../text/tokenizer.ts';
import { fromWtf8, toWtf8 } from '../text/wtf8.ts';
import type { RememberedFile } from './remembered-file.ts';
import type { WorkspaceMemory } from './workspace-memory.ts';

export interface MemoryFileFailure {
  readonly code: 'memory-damaged';
  readonly message: string;
}

/** What a memory with this vocabulary kept. `WorkspaceMemory.restore` takes the files. */
export interface StoredMemory {
  readonly tokenizer: Tokenizer;
  readonly files: readonly RememberedFile[];
}

export type DecodedMemory =
  | { readonly ok: true; readonly memory: StoredMemory }
  | { readonly ok: false; readonly failure: MemoryFileFailure };

/** The second line of the file. */
interface Header {
  readonly tokenizer: Readonly<Record<string, unknown>>;
  readonly files: readonly StoredFile[];
}

/** A remembered file, with the number of its tokens instead of the tokens. */
type StoredFile = Omit<RememberedFile, 'tokens'> & { readonly tokens: number };

/**
 * The file begins with this word and the version of its format, 1. After them, still on the first line, comes the
 * checksum of all that follows the line. The second line is the header, as JSON. Then come the files' tokens, 16 bits
 * each, little-endian. Counts are not stored: they would be twenty times as large, and are counted again quickly.
 */
const OPENING = 'tacit-memory 1 ';
const CHECKSUM_DIGITS = 8;
const HEADER_START = OPENING.length + CHECKSUM_DIGITS + 1;
const LINE_END = '\n'.charCodeAt(0);

const TOKEN_BYTES = Uint16Array.BYTES_PER_ELEMENT;
/** The number of tokens that 16 bits can tell apart. */
const LARGEST_VOCABULARY = 0x1_0000;

/** The same files in the same order give the same bytes. */
export function encodeMemory(memory: WorkspaceMemory): Uint8Array<ArrayBuffer> {
  const files = memory.remembered();
  const header: Header = {
    tokenizer: { ...memory.tokenizer.toJson() },
    files: files.map(({ path, digest, characters, tokens }) => ({
      path,
      digest,
      characters,
      tokens: tokens.length,
    })),
  };
  const headerBytes = toWtf8(`${JSON.stringify(header)}\n`);
  const tokenBytes = files.map(({ tokens }) => bytesOf(tokens));
  const parts = [headerBytes, ...tokenBytes];
  const bytes = new Uint8Array(HEADER_START + parts.reduce((sum, { length }) => sum + length, 0));
  let end = HEADER_START;
  for (const part of parts) {
    bytes.set(part, end);
    end += part.length;
  }
  bytes.set(toWtf8(openingLine(bytes)));
  return bytes;
}

/** The memory that the bytes hold or, if a single bit of them is wrong, a failure. Never throws. */
export function decodeMemory(bytes: Uint8Array): DecodedMemory {
  const opening = fromWtf8(bytes.subarray(0, HEADER_START));
  if (!opening.startsWith(OPENING)) return damaged('this version of Tacit did not write it');
  if (opening !== openingLine(bytes)) return damaged('its checksum is wrong');
  const headerEnd = bytes.indexOf(LINE_END, HEADER_START);
  const header = headerEnd < 0 ? undefined : parseHeader(bytes.subarray(HEADER_START, headerEnd));
  if (!header) return damaged('its header cannot be read');
  const tokenizer = tokenizerFromJson(header.tokenizer);
  if (!tokenizer || tokenizer.size > LARGEST_VOCABULARY) return damaged('its vocabulary is not whole');

  const files: RememberedFile[] = [];
  let end = headerEnd + 1;
  for (const { tokens: count, ...rest } of header.files) {
    const begin = end;
    end += TOKEN_BYTES * count;
    if (end > bytes.length) return damaged('it is cut off');
    const tokens = new Uint16Array(bytes.slice(begin, end).buffer);
    if (!tokens.every((token) => token < tokenizer.size))
      return damaged('its tokens are of another vocabulary');
    files.push({ ...rest, tokens });
  }
  if (end !== bytes.length) return damaged('there is more after its last file');
  return { ok: true, memory: { tokenizer, files } };
}

/** The first line, with the checksum of the bytes that follow it. */
function openingLine(bytes: Uint8Array): string {
  return `${OPENING}${new Crc32().add(bytes.subarray(HEADER_START)).toString()}\n`;
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint16Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

const isCount = integerFrom(0);

const isHeader: Guard<Header> = tableOf<Header>({
  tokenizer: isTable,
  files: listOf(tableOf<StoredFile>({ path: isText, digest: isText, characters: isCount, tokens: isCount })),
});

function parseHeader(bytes: Uint8Array): Header | undefined {
  try {
    const header: unknown = JSON.parse(fromWtf8(bytes));
    return isHeader(header) ? header : undefined;
  } catch {
    return undefined;
  }
}

function damaged(problem: string): DecodedMemory {
  return {
    ok: false,
    failure: {
      code: 'memory-damaged',
      message: `The stored memory cannot be used: ${problem}. Tacit reads the files again instead.`,
    },
  };
}
