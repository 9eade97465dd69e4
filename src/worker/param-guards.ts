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
import type {
  DiskFile,
  DiskFolder,
  FileBytes,
  FileReference,
  SavedFile,
} from '../protocol/trainer-contract.ts';

export const isNumber = numberFrom(-Number.MAX_VALUE);
export const isCount = integerFrom(0);
export const isBytes: Guard<Uint8Array<ArrayBuffer>> = (value): value is Uint8Array<ArrayBuffer> =>
  value instanceof Uint8Array;
export const isOnDisk = tableOf<{ readonly diskPath: string }>({ diskPath: isText });

export const isPreset: Guard<PresetName> = (value): value is PresetName =>
  isText(value) && Object.hasOwn(presets, value);

/** Of a file, as its file system gives it: perhaps not a number at all. */
const isTime: Guard<number> = (value): value is number => typeof value === 'number';

const areFolders = optional(listOf(tableOf<DiskFolder>({ diskPath: isText, prefix: isText })));

const isDiskFile = tableOf<DiskFile>({ diskPath: isText, folders: areFolders });

const isFile = tableOf<FileReference>({
  path: isText,
  source: either(
    isDiskFile,
    tableOf<FileBytes & Partial<DiskFile>>({
      bytes: isBytes,
      modified: optional(isTime),
      diskPath: optional(isText),
      folders: areFolders,
    }),
  ),
  encoding: optional(isText),
  isOpen: optional(isFlag),
});
export const areFiles = listOf(isFile);

export const isSavedFile = tableOf<SavedFile>({
  path: isText,
  text: isText,
  file: optional(isDiskFile),
  ignoreFiles: areFiles,
});
