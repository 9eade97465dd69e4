import { parameterLayout } from '../model/parameters.ts';
import { stateLayout } from '../model/recurrent-state.ts';
import { layOut, matchesLayout, type NamedTensors, type TensorLayout } from '../tensor/tensor-layout.ts';
import { SPECIAL_TOKENS } from '../text/tokenizer.ts';
import { momentNames } from '../training/optimizer.ts';
import { Crc32 } from '../base/crc32.ts';
import { cardFromTexts, cardToTexts, type ModelCard } from './model-card.ts';
import { decodeSafetensors, encodeSafetensors } from './safetensors.ts';

/** A model as it is stored, exported, and sent from trainer to predictor. */
export interface StoredModel {
  readonly card: ModelCard;
  readonly parameters: NamedTensors;
  /** What `Trainer.moments` returned, in files with which training can continue. */
  readonly moments?: NamedTensors | undefined;
}

export interface ModelFileFailure {
  readonly code: 'model-damaged' | 'model-newer';
  readonly message: string;
}

export type DecodedModel =
  | { readonly ok: true; readonly model: StoredModel }
  | { readonly ok: false; readonly failure: ModelFileFailure };

/** Raised when older versions of Tacit can no longer read the files. */
const FORMAT_VERSION = 1;

/**
 * Every file begins with the length of the header and then this, so that the checksum is always at the same place. It
 * is the checksum of the whole file with zeros in place of its own digits.
 */
const OPENING = '{"__metadata__":{"crc32":"';
const CHECKSUM_START = 8 + OPENING.length;
const NO_CHECKSUM = '00000000';

/** A safetensors file with the card as metadata. The same model gives the same bytes. */
export function encodeModel({ card, parameters, moments }: StoredModel): Uint8Array<ArrayBuffer> {
  const metadata = {
    crc32: NO_CHECKSUM,
    format: 'tacit',
    version: String(FORMAT_VERSION),
    ...cardToTexts(card),
  };
  const tensors = new Map([...parameters, ...(moments ?? [])]);
  const bytes = encodeSafetensors({ metadata, tensors });
  bytes.set(asciiBytes(checksum(bytes)), CHECKSUM_START);
  return bytes;
}

/** The whole model or, if even one bit is wrong, a failure. Never throws. */
export function decodeModel(bytes: Uint8Array): DecodedModel {
  const decoded = decodeSafetensors(bytes);
  if (!decoded.ok) return damaged(decoded.problem);
  const { metadata, tensors } = decoded.file;
  if (metadata['format'] !== 'tacit') return damaged('Tacit did not write it');
  if (Number(metadata['version']) > FORMAT_VERSION) return newer();
  if (metadata['crc32'] !== checksum(bytes)) return damaged('its checksum is wrong');
  const card = cardFromTexts(metadata);
  if (!card) return damaged('its description of the model is not complete');
  if (card.tokenizer.pieces.length + SPECIAL_TOKENS !== card.shape.vocabulary) {
    return damaged('its vocabulary and its shape do not agree');
  }

  const layout = parameterLayout(card.shape);
  const names = new Set(layout.slots.map(({ name }) => name));
  const parameters = new Map([...tensors].filter(([name]) => names.has(name)));
  const moments = new Map([...tensors].filter(([name]) => !names.has(name)));
  const isWhole =
    matchesLayout(layout, parameters) && (moments.size === 0 || matchesLayout(momentLayout(card), moments));
  if (!isWhole) return damaged('its tensors are not those of its shape');
  return { ok: true, model: { card, parameters, moments: moments.size > 0 ? moments : undefined } };
}

/** The tensors that `Trainer.moments` returns. */
function momentLayout({ shape, options }: ModelCard): TensorLayout {
  const parameters = parameterLayout(shape).slots;
  const moments = momentNames[options.optimizer.name].flatMap((moment) =>
    parameters.map(({ name, shape: sizes }) => [`${moment}.${name}`, sizes] as const),
  );
  const state = stateLayout(shape, options.batch).slots.map((slot) => [slot.name, slot.shape] as const);
  return layOut([...moments, ...state]);
}

function checksum(bytes: Uint8Array): string {
  const before = bytes.subarray(0, CHECKSUM_START);
  const after = bytes.subarray(CHECKSUM_START + NO_CHECKSUM.length);
  return new Crc32().add(before).add(asciiBytes(NO_CHECKSUM)).add(after).toString();
}

function asciiBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function damaged(problem: string): DecodedModel {
  return {
    ok: false,
    failure: {
      code: 'model-damaged',
      message: `This model file is damaged: ${problem}. Train again to replace it.`,
    },
  };
}

function newer(): DecodedModel {
  return {
    ok: false,
    failure: {
      code: 'model-newer',
      message:
        'This model file was written by a later version of Tacit. Update Tacit, or train again to replace it.',
    },
  };
}
