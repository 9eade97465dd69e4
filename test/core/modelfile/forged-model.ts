import { Crc32 } from '../../../src/core/base/crc32.ts';
import { cardToTexts } from '../../../src/core/modelfile/model-card.ts';
import type { StoredModel } from '../../../src/core/modelfile/model-file.ts';
import { encodeSafetensors } from '../../../src/core/modelfile/safetensors.ts';

/** Where the eight digits of the checksum are: behind the header's length and `{"__metadata__":{"crc32":"`. */
const DIGITS_AT = 34;

/** The file of a model that may be wrong in any way, with a right checksum. `texts` replace parts of its metadata. */
export function forgedFile(
  { card, parameters, moments }: StoredModel,
  texts: Readonly<Record<string, string>> = {},
): Uint8Array<ArrayBuffer> {
  const metadata = { crc32: '', format: 'tacit', version: '1', ...cardToTexts(card), ...texts };
  metadata.crc32 = '00000000';
  const tensors = new Map([...parameters, ...(moments ?? [])]);
  return signed(encodeSafetensors({ metadata, tensors }));
}

/** Puts the right checksum into a file, in place. */
export function signed<Bytes extends Uint8Array>(bytes: Bytes): Bytes {
  const put = (digits: string): void => {
    for (let i = 0; i < digits.length; i++) bytes[DIGITS_AT + i] = digits.charCodeAt(i);
  };
  put('00000000');
  put(new Crc32().add(bytes).toString());
  return bytes;
}
