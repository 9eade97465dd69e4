/** Guards of what the calls of both workers take. */
import {
  either,
  type Guard,
  integerFrom,
  isFlag,
  isText,
  listOf,
  numberFrom,
  optional,
  tableOf,
} from '../core/base/guards.ts';
import { type PresetName, presets } from '../core/training/training-options.ts';
import type { FileBytes, FileReference, SavedFile } from '../protocol/trainer-contract.ts';

export const isNumber = numberFrom(-Number.MAX_VALUE);
export const isCount = integerFrom(0);
export const isBytes: Guard<Uint8Array<ArrayBuffer>> = (value): value is Uint8Array<ArrayBuffer> =>
  value instanceof Uint8Array;
export const isOnDisk = tableOf<{ readonly diskPath: string }>({ diskPath: isText });

export const isPreset: Guard<PresetName> = (value): value is PresetName =>
  isText(value) && Object.hasOwn(presets, value);

/** Of a file, as its file system gives it: perhaps not a number at all. */
const isTime: Guard<number> = (value): value is number => typeof value === 'number';

const isFile = tableOf<FileReference>({
  path: isText,
  source: either(isOnDisk, tableOf<FileBytes>({ bytes: isBytes, modified: optional(isTime) })),
  encoding: optional(isText),
  isOpen: optional(isFlag),
});
export const areFiles = listOf(isFile);

export const isSavedFile = tableOf<SavedFile>({ path: isText, text: isText, ignoreFiles: areFiles });
