import type { TextDocument } from 'vscode';
import type { LanguageRules } from '../../core/prediction/shaping/syntax-of.ts';
import type { Params } from '../../protocol/contract.ts';
import type { PredictorContract } from '../../protocol/predictor-contract.ts';
import type { ModelSummary } from '../../protocol/trainer-contract.ts';
import type { Log } from '../log.ts';
import type { StartedThread } from '../platform.ts';
import type { MemoryNews } from './file-memory.ts';
import type { HealthNews } from './health-news.ts';

/** What a predictor session needs of the editor and the runtime. */
export interface PredictorHost {
  startThread(): Promise<StartedThread<PredictorContract>>;
  pathOf(document: TextDocument): string;
  /** Returns what the editor knows of a language. */
  rulesOf(languageId: string): LanguageRules | undefined;
  readonly log: Log;
  /** Called when a suggestion is wanted. */
  suggestionRequested(): void;
  /** Called with the model that serves from now on; undefined where it had learned from what is to be forgotten. */
  modelExchanged(model: ModelSummary | undefined): void;
  /** Returns what a thread must be told first. */
  withheld(): Params<PredictorContract, 'withhold'>;
  memoryChanged(news: MemoryNews): void;
  /** Called after a crash, when a new thread has started: it remembers nothing. */
  memoryLost(): void;
  /** Called when the thread has started or ended. */
  threadCountChanged(): void;
  healthChanged(news: HealthNews): void;
  /** Where what is learned of this person is stored; undefined keeps it only as long as the window is open. */
  readonly judgePath: string | undefined;
}
