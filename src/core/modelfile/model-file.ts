import { areSound, parameterLayout } from '../model/parameters.ts';
import { stateLayout } from '../model/recurrent-state.ts';
import {
  areWithin,
  layOut,
  matchesLayout,
  type NamedTensors,
  type TensorLayout,
} from '../tensor/tensor-layout.ts';
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
/** What follows the checksum. */
const FORMAT = '","format":"tacit"';
/** Bytes by which `beginsLikeModel` tells a model file from any other. */
export const BEGINNING_BYTES = CHECKSUM_START + NO_CHECKSUM.length + FORMAT.length;

/**
 * A safetensors file with the card as metadata. The same model gives the same bytes. Throws a RangeError for a model
 * that `decodeModel` would refuse.
 */
export function encodeModel({ card, parameters, moments }: StoredModel): Uint8Array<ArrayBuffer> {
  const texts = cardToTexts(card);
  const problem = cardFromTexts(texts)
    ? problemOf({ card, parameters, moments })
    : 'its description is wrong';
  if (problem !== undefined) throw new RangeError(`This model cannot be stored: ${problem}.`);
  const metadata = { crc32: NO_CHECKSUM, format: 'tacit', version: String(FORMAT_VERSION), ...texts };
  const tensors = new Map([...parameters, ...(moments ?? [])]);
  const bytes = encodeSafetensors({ metadata, tensors });
  bytes.set(asciiBytes(checksum(bytes)), CHECKSUM_START);
  return bytes;
}

/** Whether a file begins as all of Tacit's do, whole or damaged. Another program's safetensors file does not. */
export function beginsLikeModel(bytes: Uint8Array): boolean {
  const text = String.fromCharCode(...bytes.subarray(8, BEGINNING_BYTES));
  return text.startsWith(OPENING) && text.slice(OPENING.length + NO_CHECKSUM.length) === FORMAT;
}

/** The whole model or, if even one bit is wrong, a failure. Never throws. */
export function decodeModel(bytes: Uint8Array): DecodedModel {
  const decoded = decodeSafetensors(bytes);
  if (!decoded.ok) return damaged(decoded.problem);
  const { metadata, tensors } = decoded.file;
  if (metadata['format'] !== 'tacit') return damaged('Tacit did not write it');
  const version = Number(/^[1-9]\d*$/.exec(metadata['version'] ?? '')?.[0]);
  if (version > FORMAT_VERSION) return newer();
  if (metadata['crc32'] !== checksum(bytes)) return damaged('its checksum is wrong');
  if (version !== FORMAT_VERSION) return damaged('its format is not known');
  const card = cardFromTexts(metadata);
  if (!card) return damaged('its description of the model is not complete');

  const names = new Set(parameterLayout(card.shape).slots.map(({ name }) => name));
  const parameters = new Map([...tensors].filter(([name]) => names.has(name)));
  const others = new Map([...tensors].filter(([name]) => !names.has(name)));
  const model = { card, parameters, moments: others.size > 0 ? others : undefined };
  const problem = problemOf(model);
  return problem === undefined ? { ok: true, model } : damaged(problem);
}

/** What keeps a model from being stored or used, as a part of a sentence. */
function problemOf({ card, parameters, moments }: StoredModel): string | undefined {
  if (card.tokenizer.size !== card.shape.vocabulary) {
    return 'its vocabulary and its shape do not agree';
  }
  const isWhole =
    matchesLayout(parameterLayout(card.shape), parameters) &&
    (moments === undefined || matchesLayout(momentLayout(card), moments));
  if (!isWhole) return 'its tensors are not those of its shape';
  const isSound = areSound(parameters) && (moments === undefined || areWithin(moments));
  return isSound ? undefined : 'not all of its numbers can be computed with';
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
