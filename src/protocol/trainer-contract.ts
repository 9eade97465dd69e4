import type { Omission } from '../core/text/source-file.ts';
import type { PresetName, TrainingOptions } from '../core/training/training-options.ts';
import type { Failure } from './failure.ts';

/** The trainer worker: reads the files, learns, stores the model, and sends every better model as it comes. */
export interface TrainerContract {
  readonly calls: {
    /** Takes up the stored model, if there is a whole one. A damaged one is set aside and said in `problem`. */
    readonly open: {
      readonly params: { readonly modelPath: string | undefined };
      readonly result: { readonly model: ModelSummary | undefined; readonly problem: Failure | undefined };
    };
    /** Answers when the run has ended. With `resume`, goes on from the model that was opened. */
    readonly train: { readonly params: TrainParams; readonly result: TrainingEnd };
    /** The part of one core's time that training may take from now on: above 0, at most 1. */
    readonly setShare: { readonly params: { readonly share: number }; readonly result: null };
    /** Rests once for so many milliseconds, after the step in hand. */
    readonly giveWay: { readonly params: { readonly milliseconds: number }; readonly result: null };
    readonly pause: { readonly params: null; readonly result: null };
    readonly resume: { readonly params: null; readonly result: null };
    /** Ends the run in good order: the best model so far is stored and sent before `train` answers. */
    readonly stop: { readonly params: null; readonly result: null };
    /** Learns one saved file's change at once. */
    readonly learn: {
      readonly params: SavedFile;
      readonly result: LearnedChange;
    };
  };
  readonly notices: {
    readonly reading: { readonly files: number; readonly of: number };
    readonly corpus: CorpusSummary;
    readonly progress: TrainingProgress;
    /** A model file (without the optimiser's moments) that the predictor should serve from now on. */
    readonly model: { readonly bytes: Uint8Array<ArrayBuffer>; readonly summary: ModelSummary };
    /** The model file could not be written: training goes on, nothing else is lost. */
    readonly problem: Failure;
  };
}

export interface TrainParams {
  readonly files: readonly FileReference[];
  readonly preset: PresetName;
  /** What to do otherwise than the preset says. A resumed run keeps its own options but for the budget. */
  readonly options: Partial<TrainingOptions>;
  /** Threads that may train side by side, the trainer's own among them; one by default. */
  readonly threads?: number | undefined;
  /** To go on from the opened model: sensible when its run is not finished, or when the budget is larger now. */
  readonly resume: boolean;
  /** Where to keep the model; undefined keeps it in memory alone. */
  readonly modelPath: string | undefined;
  readonly workspaceName: string;
}

/** A file to learn from: on this machine's disk, or as bytes where the editor alone can read it. */
export interface FileReference {
  /** As in `SourceFile.path`. */
  readonly path: string;
  readonly source: { readonly diskPath: string } | { readonly bytes: Uint8Array };
  /** Whether it stands open in the editor. */
  readonly isOpen?: boolean;
}

export interface SavedFile {
  /** As in `SourceFile.path`. */
  readonly path: string;
  readonly text: string;
  /** The `.gitignore` files of its folder and of the folders around it. */
  readonly ignoreFiles: readonly FileReference[];
}

export interface CorpusSummary {
  readonly files: number;
  readonly characters: number;
  readonly validationFiles: number;
  readonly omissions: readonly Omission[];
}

export interface TrainingProgress {
  /** Seconds of training, pauses left out. */
  readonly seconds: number;
  /** Of the budget, 0 to 1. */
  readonly fraction: number;
  /** With the rests that the share of the core asks for. */
  readonly secondsLeft: number;
  readonly step: number;
  readonly epoch: number;
  readonly tokens: number;
  readonly tokensPerSecond: number;
  readonly charactersPerSecond: number;
  readonly trainBitsPerCharacter: number;
  /** The last measured; undefined before the first and where no file is held out. */
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
  /** ISO 8601; undefined for runs that were bounded by steps or epochs, not by time. */
  readonly created: string | undefined;
}

export interface TrainingEnd {
  readonly reason: 'finished' | 'stopped' | 'no-longer-improving';
  /** Spent on training, pauses left out, earlier parts of a resumed run included. */
  readonly seconds: number;
  readonly model: ModelSummary;
}

export interface LearnedChange {
  readonly lines: number;
  readonly milliseconds: number;
  /** Bits per character of the changed text before and after learning it. */
  readonly bitsBefore: number;
  readonly bitsAfter: number;
}
