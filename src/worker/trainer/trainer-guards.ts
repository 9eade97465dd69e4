import {
  constant,
  integerFrom,
  isFlag,
  isTable,
  isText,
  listOf,
  optional,
  tableOf,
  type Guard,
} from '../../core/base/guards.ts';
import type { TrainingOptions } from '../../core/training/training-options.ts';
import type { ParamGuards } from '../../protocol/server.ts';
import type { TrainerContract, TrainParams } from '../../protocol/trainer-contract.ts';
import { areFiles, isNumber, isPreset, isSavedFile } from '../param-guards.ts';

const isNothing = constant(null);
/** The run that they describe judges them. */
const areOptions: Guard<Partial<TrainingOptions>> = (value): value is Partial<TrainingOptions> =>
  isTable(value);

/** What the trainer's calls take. */
export const trainerGuards: ParamGuards<TrainerContract> = {
  open: tableOf({ modelPath: optional(isText) }),
  train: tableOf<TrainParams>({
    files: areFiles,
    preset: isPreset,
    options: areOptions,
    threads: optional(integerFrom(1)),
    resume: isFlag,
    modelPath: optional(isText),
    workspaceName: isText,
    allowedSecrets: optional(listOf(isText)),
  }),
  setShare: tableOf({ share: isNumber }),
  giveWay: tableOf({ milliseconds: isNumber }),
  pause: isNothing,
  resume: isNothing,
  stop: isNothing,
  learn: isSavedFile,
};
