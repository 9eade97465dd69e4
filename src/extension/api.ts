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
import type { SuggestionCount } from './statistics/suggestion-counts.ts';

/** What `activate` returns: the API for other extensions and for tests. */
export interface TacitApi {
  readonly version: 1;
  state(): TacitState;
  readonly onDidChangeState: Event<TacitState>;
  /**
   * Resolves to what memory and model suggest at this position, whatever `tacit.enable` is set to. Undefined is the
   * normal "nothing to say".
   */
  suggest(document: TextDocument, position: Position): Promise<SuggestedText | undefined>;
  /** How probable each text is, in the order given. Rejects with a plain message when there is no model. */
  score(texts: readonly string[]): Promise<readonly CandidateScore[]>;
  /** Resolves to what became of the suggestions on this machine, by day, language and kind. */
  suggestionCounts(): Promise<readonly SuggestionCount[]>;
}

export interface SuggestedText {
  /** What would follow the cursor. */
  readonly text: string;
  /** The probability, from 0 to 1, that the text is right. */
  readonly probability: number;
}

export type Activity =
  | 'starting' // the window has just opened: files are being remembered, and quiet is waited for
  | 'restricted' // Restricted Mode: nothing is read, nothing runs
  | 'no-folder' // no folder is open, so there is nothing to learn from
  | 'idle' // nothing is under way
  | 'reading' // finding and reading files
  | 'training'
  | 'paused' // by the user
  | 'restarting' // a training goes on in a new thread, since its thread has ended
  | 'stopping' // by the user; the network is being stored
  | 'learning' // learning what a save has changed
  | 'stopped' // by the user; does not start again automatically
  | 'erased' // by the user: nothing is learned until the user asks
  | 'elsewhere' // another window is learning this workspace; this one uses what it learns
  | 'failed'; // see `message`

export interface TacitState {
  readonly activity: Activity;
  /** Whether a network is loaded. Without one, there may be suggestions from memory, but no samples and no scores. */
  readonly hasModel: boolean;
  readonly model: ModelSummary | undefined;
  /** What is remembered of the workspace's files; undefined before the first file is read. */
  readonly memory: MemorySummary | undefined;
  /** Whether files are being read to be remembered. */
  readonly remembering: boolean;
  /** How many files have been read, while the activity is `reading`. */
  readonly reading: { readonly files: number; readonly of: number } | undefined;
  /** What the last run learned from, what it left out, and why. */
  readonly corpus: CorpusSummary | undefined;
  /** The latest news of the run under way. */
  readonly progress: TrainingProgress | undefined;
  /** The last change that was learned from a save. */
  readonly learned: (LearnedChange & { readonly path: string }) | undefined;
  /** What last went wrong and what to do about it, in the user's language. */
  readonly message: string | undefined;
  readonly failure: FailureCode | undefined;
  /** Worker threads that are alive. */
  readonly threads: number;
  readonly predictor: PredictorHealth;
}

/** How well the thread does that makes the suggestions. */
export type PredictorHealth =
  | 'sound' // as far as is known: it begins with the first call
  | 'restarting' // it has ended and is started again, with its model and its memory
  | 'memory-only' // it runs, but its network could not be loaded again
  | 'ended'; // it has ended too often and is not started again, so there are no suggestions
