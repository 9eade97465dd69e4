import type { Explanation } from '../core/explanation/explanation.ts';
import type { LineEdit } from '../core/prediction/open-document.ts';
import type { CursorRequest } from '../core/prediction/predictor.ts';
import type { Suggestion } from '../core/prediction/suggestion.ts';
import type { SampleOptions } from '../core/prediction/sampling.ts';
import type { CandidateScore } from '../core/prediction/scoring.ts';
import type { PathDigests } from '../core/text/path-digests.ts';
import type { PresetName } from '../core/training/training-options.ts';
import type { Failure } from './failure.ts';
import type { FileReference, ModelSummary, SavedFile } from './trainer-contract.ts';

/**
 * The predictor worker remembers the workspace's files, mirrors the open documents and says what comes next in them:
 * from its memory alone until a model is loaded, then from both.
 */
export interface PredictorContract {
  readonly calls: {
    /** Serves from the stored memory, if there is one. A damaged one is set aside, which `problem` reports. */
    readonly recall: {
      readonly params: { readonly memoryPath: string };
      readonly result: { readonly memory: MemorySummary | undefined; readonly problem: Failure | undefined };
    };
    /** Makes the memory hold these files and no others, and stores it. It serves while it grows. */
    readonly remember: { readonly params: RememberParams; readonly result: Remembered };
    /** Remembers a saved file in place of its old text. */
    readonly rememberSaved: { readonly params: SavedFile; readonly result: MemorySummary | undefined };
    /** Reads these files again, and remembers each in place of its old text. */
    readonly rememberChanged: { readonly params: ChangedFiles; readonly result: RememberedChanges };
    /** Forgets deleted files, and all files in deleted folders. */
    readonly forget: {
      readonly params: { readonly paths: readonly string[] };
      readonly result: Forgotten;
    };
    /**
     * From now on these files are forgotten, whatever is listed, saved or loaded, and no others: memory and network are
     * as if they had never been. What is stored follows before the answer.
     */
    readonly withhold: { readonly params: WithholdParams; readonly result: Held };
    /** The paths of the files that are remembered. */
    readonly remembered: { readonly params: Nothing; readonly result: readonly string[] };
    /** Stores at once what waits to be stored. */
    readonly store: { readonly params: Nothing; readonly result: null };
    /** Forgets everything, on the disk, too. */
    readonly erase: { readonly params: Nothing; readonly result: null };
    /** Serves this model from now on. If it is refused, the one before it goes on serving. */
    readonly load: {
      readonly params: ModelSource;
      readonly result: ModelSummary;
    };
    /** Judges suggestions by what is stored there of this person, and stores there what it learns from now on. */
    readonly openJudge: { readonly params: { readonly judgePath: string }; readonly result: null };
    /** Forgets what was learned of this person, on the disk, too. */
    readonly eraseJudge: { readonly params: Nothing; readonly result: null };
    readonly openDocument: { readonly params: DocumentText; readonly result: null };
    readonly changeDocument: { readonly params: DocumentChange; readonly result: null };
    readonly closeDocument: { readonly params: { readonly document: string }; readonly result: null };
    /** Undefined where there is nothing to suggest, which is normal. */
    readonly suggest: { readonly params: SuggestParams; readonly result: Suggestion | undefined };
    /** Up to three, the best first, because the user asks: however improbable, and even if rejected before. */
    readonly choices: { readonly params: SuggestParams; readonly result: readonly Suggestion[] };
    /** Says why a text was suggested. Undefined where the document has changed meanwhile. */
    readonly explain: { readonly params: ExplainParams; readonly result: Explanation | undefined };
    readonly score: {
      readonly params: { readonly texts: readonly string[] };
      readonly result: readonly CandidateScore[];
    };
    /** Sends `sampled` notices while the text is drawn, and answers the whole text. Can be cancelled. */
    readonly sample: {
      readonly params: SampleOptions & { readonly stream: number };
      readonly result: { readonly text: string };
    };
  };
  readonly notices: {
    readonly sampled: { readonly stream: number; readonly text: string };
    /** What the memory holds. Sent now and then while it grows. */
    readonly memory: MemorySummary;
    /** The memory could not be stored. It serves nevertheless, and is rebuilt at the next start. */
    readonly problem: Failure;
  };
}

type Nothing = Readonly<Record<string, never>>;

export interface DocumentText {
  /** The document's URI. */
  readonly document: string;
  /** As `SourceFile.path`. */
  readonly path: string;
  readonly version: number;
  readonly text: string;
}

/** Edits in their order. The positions of each are those after the edits before it. */
export interface DocumentChange {
  readonly document: string;
  readonly version: number;
  readonly edits: readonly LineEdit[];
}

export interface SuggestParams extends CursorRequest {
  readonly document: string;
  readonly version: number;
}

/** A text that was suggested at a place of a document, and may stand there by now. */
export interface ExplainParams extends Pick<SuggestParams, 'document' | 'version' | 'line' | 'character'> {
  readonly text: string;
}

/** Which suggestions the user wants in a document. */
export type SuggestPreferences = Required<
  Pick<CursorRequest, 'eagerness' | 'inComments' | 'inStrings' | 'multiLine'>
>;

/** A model file: its bytes, or its path on the disk. */
export type ModelSource = { readonly bytes: Uint8Array<ArrayBuffer> } | { readonly diskPath: string };

export interface RememberParams {
  /** As for `train`. Files that are left out there are left out here. */
  readonly files: readonly FileReference[];
  /** The preset of the training to come. Where neither model nor memory has a tokenizer, it is learned as there. */
  readonly preset: PresetName;
  /** Where to store the memory; undefined keeps it only as long as the thread lives. */
  readonly memoryPath: string | undefined;
  /** As for `train`. They count for all that is remembered and suggested from now on. */
  readonly allowedSecrets?: readonly string[] | undefined;
  /** Whether the user has excluded files since the last listing, so that what is missing may well exist. */
  readonly excludes?: boolean;
}

export interface WithholdParams {
  readonly paths: readonly string[];
  /** As in `RememberParams`, for what remains. */
  readonly preset: PresetName;
}

/** What is left. */
export interface Held {
  /** Undefined where nothing is remembered. */
  readonly memory: MemorySummary | undefined;
  readonly hasNetwork: boolean;
}

/** What was deleted. */
export interface Forgotten {
  /** Undefined where nothing is remembered. */
  readonly memory: MemorySummary | undefined;
  /** The files that were remembered until now. */
  readonly gone: PathDigests;
}

/** Files that another program has made or changed. */
export interface ChangedFiles {
  readonly files: readonly FileReference[];
  /** The `.gitignore` files of their folders and of the folders around them. */
  readonly ignoreFiles: readonly FileReference[];
}

export interface RememberedChanges {
  /** Undefined where nothing has been remembered yet. */
  readonly memory: MemorySummary | undefined;
  /** As in `Remembered`. */
  readonly ignored: readonly string[];
}

export interface MemorySummary {
  readonly files: number;
  /** Code points of the files' texts. */
  readonly characters: number;
  /** What counts and texts take of the memory. */
  readonly bytes: number;
  /** Secrets that are masked in the files, and the files with any. */
  readonly masked: { readonly secrets: number; readonly files: number };
}

/** The lines of a file's text, from 1 on, in which secrets are masked. */
export interface MaskedLines {
  readonly path: string;
  readonly lines: readonly number[];
}

export interface Remembered {
  readonly memory: MemorySummary;
  /** Files that were new, or whose texts were not the remembered ones. */
  readonly changed: number;
  /** Files that no longer exist, or are no longer to be learned from. */
  readonly forgotten: number;
  /** What the `.gitignore` files ignore, as far as there are files: folders, which end in a slash, and other files. */
  readonly ignored: readonly string[];
  /** Where secrets are masked, in the order of the paths. */
  readonly masked: readonly MaskedLines[];
  /** Those of `allowedSecrets` that are too short or too long to allow anything. */
  readonly unusable: readonly string[];
  /** Those of the forgotten files that no longer exist. */
  readonly gone: PathDigests;
  /** All files that were once learned from, exist, and are ignored or excluded now. */
  readonly barred: PathDigests;
  /** False where there is none, or where it had learned from one of those. */
  readonly hasNetwork: boolean;
  readonly milliseconds: number;
}
