import type { SecretCounts } from '../core/text/secrets/mask-secrets.ts';
import type { PathDigests } from '../core/text/path-digests.ts';
import type { Omission } from '../core/text/source-file.ts';
import type { PresetName, TrainingOptions } from '../core/training/training-options.ts';
import type { Failure } from './failure.ts';

/**
 * The trainer worker reads the files, learns from them, stores the model, and sends each model that is better than the
 * last.
 */
export interface TrainerContract {
  readonly calls: {
    /** Opens the stored model, if there is one. A damaged one is set aside, which `problem` reports. */
    readonly open: {
      readonly params: { readonly modelPath: string | undefined };
      readonly result: { readonly model: ModelSummary | undefined; readonly problem: Failure | undefined };
    };
    /** Answers when the run has ended. With `resume`, it continues the run of the model that was opened. */
    readonly train: { readonly params: TrainParams; readonly result: TrainingEnd };
    /** The part of one core's time that training may take from now on: more than 0, at most 1. */
    readonly setShare: { readonly params: { readonly share: number }; readonly result: null };
    /** Rests once, for this many milliseconds, after the current step. */
    readonly giveWay: { readonly params: { readonly milliseconds: number }; readonly result: null };
    readonly pause: { readonly params: null; readonly result: null };
    readonly resume: { readonly params: null; readonly result: null };
    /** Ends the run in good order: the best model so far is stored, and sent, before `train` answers. */
    readonly stop: { readonly params: null; readonly result: null };
    /** Learns at once what changed in a saved file. */
    readonly learn: {
      readonly params: SavedFile;
      readonly result: LearnedChange;
    };
    /**
     * Says what is to be forgotten from now on. A run and a model that have learned from it are given up, on the disk,
     * too, before the answer.
     */
    readonly forget: { readonly params: ForgetParams; readonly result: { readonly isLost: boolean } };
    /** Gives up the run and the model, on the disk, too. */
    readonly erase: { readonly params: { readonly modelPath: string | undefined }; readonly result: null };
  };
  readonly notices: {
    readonly reading: { readonly files: number; readonly of: number };
    readonly corpus: CorpusSummary;
    readonly progress: TrainingProgress;
    readonly setback: Setback;
    /** A model file, without the optimiser's moments, for the predictor to serve from now on. */
    readonly model: { readonly bytes: Uint8Array<ArrayBuffer>; readonly summary: ModelSummary };
    /** The model file could not be written, for the first time in a row. Training continues, and nothing else is lost. */
    readonly problem: Failure;
  };
}

export interface ForgetParams {
  /** Files that the user has told Tacit to forget: all of them, each time. */
  readonly paths: readonly string[];
  /** As in `Remembered`. */
  readonly barred: PathDigests;
  /** Files that have been deleted or renamed since the last time. A model that has learned from them only says so. */
  readonly gone: PathDigests;
  readonly modelPath: string | undefined;
}

/** Training broke down: its numbers grew without bound. It has gone back to its last checkpoint and goes on. */
export interface Setback {
  /** The last step that was sound. */
  readonly step: number;
  /** The peak rate from now on. */
  readonly learningRate: number;
}

export interface TrainParams {
  readonly files: readonly FileReference[];
  readonly preset: PresetName;
  /** What differs from the preset. A resumed run keeps its own options except for the budget. */
  readonly options: Partial<TrainingOptions>;
  /** Threads that may train side by side, the trainer's own included. By default one. */
  readonly threads?: number | undefined;
  /**
   * Whether to continue the run of the opened model, because it is not finished or because the budget is larger now.
   */
  readonly resume: boolean;
  /** Where to store the model; undefined keeps it only in memory. */
  readonly modelPath: string | undefined;
  readonly workspaceName: string;
  /** Values that are no secrets, whatever they look like: see `allowing`. They count for later saves, too. */
  readonly allowedSecrets?: readonly string[] | undefined;
}

/** A file to learn from: its path on this machine's disk or, where only the editor can read it, its bytes. */
export interface FileReference {
  /** As `SourceFile.path`. */
  readonly path: string;
  readonly source: DiskFile | (FileBytes & Partial<DiskFile>);
  /** How to read it if it is not Unicode: a label of the encoding standard. Without one, such a file is left out. */
  readonly encoding?: string | undefined;
  /** Whether it is open in the editor. */
  readonly isOpen?: boolean;
}

/** A file on this machine's disk. */
export interface DiskFile {
  readonly diskPath: string;
  /** Outside of these, no link is followed. Undefined where links are not listed. */
  readonly folders?: readonly DiskFolder[];
}

/** A folder of the workspace. */
export interface DiskFolder {
  readonly diskPath: string;
  /** What comes before a path in this folder to make a `SourceFile.path`. */
  readonly prefix: string;
}

/** The bytes of a file that only the editor can read or decode. Where it is on the disk, its links are judged, too. */
export interface FileBytes {
  readonly bytes: Uint8Array;
  /** When the file was last written, in milliseconds since 1970; long ago if that is not known. */
  readonly modified?: number;
}

export interface SavedFile {
  /** As `SourceFile.path`. */
  readonly path: string;
  readonly text: string;
  /** Undefined where it is not on the disk. */
  readonly file?: DiskFile | undefined;
  /** The `.gitignore` files of its folder and of the folders around it. */
  readonly ignoreFiles: readonly FileReference[];
}

export interface CorpusSummary {
  readonly files: number;
  readonly characters: number;
  readonly validationFiles: number;
  readonly omissions: readonly Omission[];
  /** The secrets that were taken out of the files before anything was learned, by kind. */
  readonly masked: SecretCounts;
  /** Whether the run begins anew although it was to go on: a file is gone that it has learned from. */
  readonly startsOver?: boolean;
}

export interface TrainingProgress {
  /** Seconds of training, without pauses. */
  readonly seconds: number;
  /** How far the run is, 0 to 1. */
  readonly fraction: number;
  /** Includes the rests that leave others their share of the core. Undefined until the pace is known. */
  readonly secondsLeft: number | undefined;
  readonly step: number;
  readonly epoch: number;
  readonly tokens: number;
  readonly tokensPerSecond: number;
  readonly charactersPerSecond: number;
  readonly trainBitsPerCharacter: number;
  /** As last measured; undefined before the first evaluation and where no file is held out. */
  readonly validationBitsPerCharacter: number | undefined;
  readonly gradientNorm: number;
  readonly learningRate: number;
}

export interface ModelSummary {
  readonly cell: string;
  readonly tokenizer: string;
  readonly parameters: number;
  readonly vocabulary: number;
  readonly seconds: number;
  readonly steps: number;
  readonly finished: boolean;
  readonly validationBitsPerCharacter: number | undefined;
  /** ISO 8601; undefined in runs without a bound on time. */
  readonly created: string | undefined;
}

export interface TrainingEnd {
  readonly reason: 'finished' | 'stopped' | 'no-longer-improving';
  /** Seconds of training, without pauses. Includes earlier parts of a resumed run. */
  readonly seconds: number;
  readonly model: ModelSummary;
  /** Why the model could not be stored in the end. What failed earlier in the run does not count. */
  readonly unstored?: Failure | undefined;
}

export interface LearnedChange {
  readonly lines: number;
  readonly milliseconds: number;
  /** Bits per character of the changed text before and after learning it. */
  readonly bitsBefore: number;
  readonly bitsAfter: number;
}
