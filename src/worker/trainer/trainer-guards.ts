import {
  constant,
  integerFrom,
  isFlag,
  isText,
  listOf,
  numberFrom,
  optional,
  tableOf,
} from '../../core/base/guards.ts';
import { areOptions } from '../../core/modelfile/model-card.ts';
import { minimumVocabulary } from '../../core/text/learn-tokenizer.ts';
import { arePathDigests } from '../../core/text/path-digests.ts';
import { presets } from '../../core/training/training-options.ts';
import type { ParamGuards } from '../../protocol/server.ts';
import type { ForgetParams, TrainerContract, TrainParams } from '../../protocol/trainer-contract.ts';
import { areFiles, isPreset, isSavedFile } from '../param-guards.ts';

const isNothing = constant(null);

const isTraining = tableOf<TrainParams>({
  files: areFiles,
  preset: isPreset,
  options: areOptions,
  threads: optional(integerFrom(1)),
  resume: isFlag,
  modelPath: optional(isText),
  workspaceName: isText,
  allowedSecrets: optional(listOf(isText)),
});

/** Whether the tokenizer of a run can have so small a vocabulary. */
function isSpelled({ preset, options: { tokenizer, vocabulary = Infinity } }: TrainParams): boolean {
  return vocabulary >= minimumVocabulary[tokenizer ?? presets[preset].tokenizer];
}

/** What the trainer's calls take. */
export const trainerGuards: ParamGuards<TrainerContract> = {
  open: tableOf({ modelPath: optional(isText) }),
  train: (params): params is TrainParams => isTraining(params) && isSpelled(params),
  setShare: tableOf({ share: numberFrom(0.001, 1) }),
  giveWay: tableOf({ milliseconds: numberFrom(0, 60_000) }),
  pause: isNothing,
  resume: isNothing,
  stop: isNothing,
  learn: isSavedFile,
  forget: tableOf<ForgetParams>({
    paths: listOf(isText),
    barred: arePathDigests,
    gone: arePathDigests,
    modelPath: optional(isText),
  }),
  erase: tableOf({ modelPath: optional(isText) }),
};
