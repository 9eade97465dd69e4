import type { LineEdit } from '../core/prediction/open-document.ts';
import type { CursorRequest } from '../core/prediction/predictor.ts';
import type { Suggestion } from '../core/prediction/suggestion.ts';
import type { SampleOptions } from '../core/prediction/sampling.ts';
import type { CandidateScore } from '../core/prediction/scoring.ts';
import type { ModelSummary } from './trainer-contract.ts';

/** The predictor worker: mirrors the open documents, keeps recurrent states, and answers what comes next. */
export interface PredictorContract {
  readonly calls: {
    /** Serves this model from now on; the one before stays when the file is refused. */
    readonly load: {
      readonly params: { readonly bytes: Uint8Array<ArrayBuffer> } | { readonly diskPath: string };
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
