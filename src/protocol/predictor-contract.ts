import type { LineEdit } from '../core/prediction/open-document.ts';
import type { CursorRequest } from '../core/prediction/predictor.ts';
import type { Suggestion } from '../core/prediction/suggestion.ts';
import type { SampleOptions } from '../core/prediction/sampling.ts';
import type { CandidateScore } from '../core/prediction/scoring.ts';
import type { PresetName } from '../core/training/training-options.ts';
import type { Failure } from './failure.ts';
import type { FileReference, ModelSummary, SavedFile } from './trainer-contract.ts';

/**
 * The predictor worker: remembers the workspace's files, mirrors the open documents, keeps recurrent states, and answers
 * what comes next: from the memory alone until a model is loaded, then from both.
 */
export interface PredictorContract {
  readonly calls: {
    /** Serves from the stored memory, if there is a whole one. A damaged one is set aside and said in `problem`. */
    readonly recall: {
      readonly params: { readonly memoryPath: string };
      readonly result: { readonly memory: MemorySummary | undefined; readonly problem: Failure | undefined };
    };
    /** Makes the memory hold these files and no others, and stores it. What it holds serves while it grows. */
    readonly remember: { readonly params: RememberParams; readonly result: Remembered };
    /** Takes up the text of one file that was saved; what was remembered of it before goes. */
    readonly rememberSaved: { readonly params: SavedFile; readonly result: MemorySummary | undefined };
    /** Forgets files, and all that lies in folders, that are gone. */
    readonly forget: {
      readonly params: { readonly paths: readonly string[] };
      readonly result: MemorySummary | undefined;
    };
    /** Serves this model from now on; the one before stays when the file is refused. */
    readonly load: {
      readonly params: ModelSource;
      readonly result: ModelSummary;
    };
    readonly openDocument: { readonly params: DocumentText; readonly result: null };
    readonly changeDocument: { readonly params: DocumentChange; readonly result: null };
    readonly closeDocument: { readonly params: { readonly document: string }; readonly result: null };
    /** `undefined` is the normal "nothing to say". */
    readonly suggest: { readonly params: SuggestParams; readonly result: Suggestion | undefined };
    readonly score: {
      readonly params: { readonly texts: readonly string[] };
      readonly result: readonly CandidateScore[];
    };
    /** Sends `sampled` notices as the text comes; cancellable; answers the whole text. */
    readonly sample: {
      readonly params: SampleOptions & { readonly stream: number };
      readonly result: { readonly text: string };
    };
  };
  readonly notices: {
    readonly sampled: { readonly stream: number; readonly text: string };
    /** What the memory holds, now and then while it grows. */
    readonly memory: MemorySummary;
    /** The memory could not be stored: it serves all the same, and is built again at the next start. */
    readonly problem: Failure;
  };
}

export interface DocumentText {
  /** The document's URI. */
  readonly document: string;
  /** As in `SourceFile.path`. */
  readonly path: string;
  readonly version: number;
  readonly text: string;
}

/** Edits in the order given, each in the coordinates that the ones before it left. */
export interface DocumentChange {
  readonly document: string;
  readonly version: number;
  readonly edits: readonly LineEdit[];
}

export interface SuggestParams extends CursorRequest {
  readonly document: string;
  readonly version: number;
}

/** What the user wants to be shown in a document. */
export type SuggestPreferences = Required<
  Pick<CursorRequest, 'eagerness' | 'inComments' | 'inStrings' | 'multiLine'>
>;

/** A model file: its bytes, or where it lies. */
export type ModelSource = { readonly bytes: Uint8Array<ArrayBuffer> } | { readonly diskPath: string };

export interface RememberParams {
  /** As for `train`; what is left out there is left out here. */
  readonly files: readonly FileReference[];
  /** By which a tokenizer is learned where neither model nor memory has one: as the training will learn it. */
  readonly preset: PresetName;
  /** Where to keep the memory; undefined keeps it for as long as the thread lives. */
  readonly memoryPath: string | undefined;
}

export interface MemorySummary {
  readonly files: number;
  /** Code points of their texts. */
  readonly characters: number;
  /** Of counts and texts, as far as they are held in memory. */
  readonly bytes: number;
}

export interface Remembered {
  readonly memory: MemorySummary;
  /** Files that were new or had other texts than remembered. */
  readonly changed: number;
  /** Files that are no longer there, or no longer to be learned from. */
  readonly forgotten: number;
  readonly milliseconds: number;
}
