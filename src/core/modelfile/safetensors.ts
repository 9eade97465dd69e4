import { elements, type NamedTensor, type NamedTensors } from '../tensor/tensor-layout.ts';
import { integerFrom, isTable, isText, listOf, tableOf, constant } from '../base/guards.ts';

/**
 * A file in the safetensors format (https://huggingface.co/docs/safetensors): the length of a header in 8 bytes, the
 * header as JSON, and the tensors' bytes. All of it is little-endian, as is every machine that runs WebAssembly fast.
 * Here tensors are F32, and the header is ASCII, in which other characters are written as JSON escapes.
 */
export interface SafetensorsFile {
  readonly metadata: Metadata;
  readonly tensors: NamedTensors;
}

export type Metadata = Readonly<Record<string, string>>;

export type SafetensorsOutcome =
  { readonly ok: true; readonly file: SafetensorsFile } | { readonly ok: false; readonly problem: string };

const LENGTH_BYTES = 8;
/** Bytes. A vocabulary of the largest size, all of it in escapes, takes half of it. */
const LONGEST_HEADER = 2 ** 23;

/** The same tensors and metadata in the same order give the same bytes. The metadata come first in the header. */
export function encodeSafetensors({ metadata, tensors }: SafetensorsFile): Uint8Array<ArrayBuffer> {
  const entries: [string, unknown][] = [['__metadata__', metadata]];
  let end = 0;
  for (const [name, { shape, data }] of tensors) {
    const begin = end;
    end += data.byteLength;
    entries.push([name, { dtype: 'F32', shape, data_offsets: [begin, end] }]);
  }
  const json = JSON.stringify(Object.fromEntries(entries)).replace(/[^\0-\x7f]/g, escapeCharacter);
  const header = json.padEnd(Math.ceil(json.length / 8) * 8); // aligns the tensors
  const bytes = new Uint8Array(LENGTH_BYTES + header.length + end);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(header.length), true);
  for (let i = 0; i < header.length; i++) bytes[LENGTH_BYTES + i] = header.charCodeAt(i);
  let offset = LENGTH_BYTES + header.length;
  for (const { data } of tensors.values()) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), offset);
    offset += data.byteLength;
  }
  return bytes;
}

/**
 * The whole file or, as a part of a sentence, what is wrong with it. Tensors are views of `bytes` if they are aligned.
 */
export function decodeSafetensors(bytes: Uint8Array): SafetensorsOutcome {
  if (bytes.length < LENGTH_BYTES) return refused('it is cut off');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const dataStart = LENGTH_BYTES + Number(view.getBigUint64(0, true));
  if (dataStart > bytes.length) return refused('it is cut off in its header');
  if (dataStart > LENGTH_BYTES + LONGEST_HEADER) return refused('its header is too long');
  const header = parseHeader(bytes.subarray(LENGTH_BYTES, dataStart));
  if (!header) return refused('its header cannot be read');

  const { __metadata__: metadata = {}, ...entries } = header;
  if (!isMetadata(metadata)) return refused('its metadata are not all text');
  const tensors = new Map<string, NamedTensor>();
  const sorted: [string, TensorEntry][] = [];
  for (const [name, entry] of Object.entries(entries)) {
    if (!isTensorEntry(entry)) return refused(`its tensor ${name} is not described as F32`);
    sorted.push([name, entry]);
  }
  sorted.sort(([, a], [, b]) => a.data_offsets[0] - b.data_offsets[0]);
  let end = dataStart;
  for (const [name, { shape, data_offsets }] of sorted) {
    const [begin, stop] = data_offsets.map((offset) => dataStart + offset) as [number, number];
    if (begin !== end || stop > bytes.length || stop - begin !== 4 * elements(shape)) {
      return refused(`its tensor ${name} is not where it should be`);
    }
    tensors.set(name, { shape, data: floats(bytes.subarray(begin, stop)) });
    end = stop;
  }
  if (end !== bytes.length) return refused('there is more after its last tensor');
  return { ok: true, file: { metadata, tensors } };
}

function floats(bytes: Uint8Array): Float32Array {
  const { buffer, byteOffset, byteLength } = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  return new Float32Array(buffer, byteOffset, byteLength / 4);
}

function refused(problem: string): SafetensorsOutcome {
  return { ok: false, problem };
}

function parseHeader(ascii: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  let json = '';
  for (let i = 0; i < ascii.length; i += 4096) json += String.fromCharCode(...ascii.subarray(i, i + 4096));
  if (!json.startsWith('{') || /[^\0-\x7f]/.test(json)) return undefined;
  try {
    const header: unknown = JSON.parse(json);
    return isTable(header) ? header : undefined;
  } catch {
    return undefined;
  }
}

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

interface TensorEntry {
  readonly dtype: 'F32';
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

const isSize = integerFrom(0);

const isTensorEntry = tableOf<TensorEntry>({
  dtype: constant('F32'),
  shape: listOf(isSize),
  data_offsets: (value): value is [number, number] => listOf(isSize)(value) && value.length === 2,
});

function isMetadata(value: unknown): value is Metadata {
  return isTable(value) && Object.values(value).every((text) => isText(text));
}
