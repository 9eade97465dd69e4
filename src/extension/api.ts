import type { Event, Position, TextDocument } from 'vscode';
import type { CandidateScore } from '../core/prediction/scoring.ts';
import type { FailureCode } from '../protocol/failure.ts';
import type { MemorySummary } from '../protocol/predictor-contract.ts';
import type {
  CorpusSummary,
  LearnedChange,
  ModelSummary,
  TrainingProgress,
} from '../protocol/trainer-contract.ts';

/** What `activate` returns: the extension's face to other extensions, and to tests. */
export interface TacitApi {
  readonly version: 1;
  state(): TacitState;
  readonly onDidChangeState: Event<TacitState>;
  /**
   * What memory and model would put at this position, whatever `tacit.enable` says; undefined is the normal "nothing
   * to say". `text` is what would stand behind the cursor, `probability` that it is right, 0 to 1.
   */
  suggest(document: TextDocument, position: Position): Promise<SuggestedText | undefined>;
  /** How probable each text is, in the order given. Rejects with a plain message when there is no model. */
  score(texts: readonly string[]): Promise<readonly CandidateScore[]>;
}

export interface SuggestedText {
  readonly text: string;
  readonly probability: number;
}

export type Activity =
  | 'starting' // the window has just opened, or a thread is being started again
  | 'restricted' // Restricted Mode: nothing is read, nothing runs
  | 'no-folder' // no folder is open, so there is nothing to learn from
  | 'idle' // nothing under way
  | 'reading' // finding and reading files
  | 'training'
  | 'paused' // by the user
  | 'learning' // taking in the change of a saved file
  | 'stopped' // by the user; does not start again by itself
  | 'elsewhere' // another window learns in this workspace; this one uses what it learns
  | 'failed'; // see `message`

export interface TacitState {
  readonly activity: Activity;
  /** Whether a network is loaded. Without one there can be suggestions from memory, but no samples and no scores. */
  readonly hasModel: boolean;
  readonly model: ModelSummary | undefined;
  /** What is remembered of the workspace's files; undefined before any was read. */
  readonly memory: MemorySummary | undefined;
  /** How many files are read, while `reading`. */
  readonly reading: { readonly files: number; readonly of: number } | undefined;
  /** What the last run learned from, and what it left out and why. */
  readonly corpus: CorpusSummary | undefined;
  /** The last heard of the run under way. */
  readonly progress: TrainingProgress | undefined;
  /** The last saved change that was learned. */
  readonly learned: (LearnedChange & { readonly path: string }) | undefined;
  /** What went wrong last, and what to do about it, in the user's language. */
  readonly message: string | undefined;
  readonly failure: FailureCode | undefined;
  /** Worker threads that are alive. */
  readonly threads: number;
}
