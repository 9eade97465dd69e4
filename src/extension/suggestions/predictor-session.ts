import type { CancellationToken, Position, TextDocument, TextDocumentChangeEvent } from 'vscode';
import type { SampleOptions } from '../../core/prediction/sampling.ts';
import type { CandidateScore } from '../../core/prediction/scoring.ts';
import type { Suggestion } from '../../core/prediction/suggestion.ts';
import type { CallOptions } from '../../protocol/caller.ts';
import type { Outcome } from '../../protocol/failure.ts';
import { failed, succeeded } from '../../protocol/failure.ts';
import type {
  MemorySummary,
  ModelSource,
  PredictorContract,
  Remembered,
  RememberParams,
  SuggestParams,
} from '../../protocol/predictor-contract.ts';
import type { ModelSummary, SavedFile } from '../../protocol/trainer-contract.ts';
import { DocumentMirror } from './document-mirror.ts';
import type { Log } from '../log.ts';
import type { StartedThread } from '../platform.ts';
import { WorkerThread } from '../threads/worker-thread.ts';

export type SuggestionRequest = Omit<SuggestParams, 'document' | 'version' | 'line' | 'character'>;

interface PredictorHost {
  startThread(): Promise<StartedThread<PredictorContract>>;
  pathOf(document: TextDocument): string;
  /** A suggestion is wanted. */
  suggestionRequested(): void;
  readonly log: Log;
  /** A model serves from now on. */
  modelLoaded(model: ModelSummary): void;
  /** What the memory holds from now on. */
  memoryChanged(memory: MemorySummary): void;
  /** The thread is a new one after a crash, and remembers nothing. */
  memoryLost(): void;
  threadCountChanged(): void;
}

/**
 * Answers from memory and model in one window: owns the predictor thread and the model that it must be given again after
 * a crash.
 */
export class PredictorSession {
  readonly #thread: WorkerThread<PredictorContract>;
  readonly #mirror: DocumentMirror;
  readonly #host: PredictorHost;
  readonly #streams = new Map<number, (text: string) => void>();
  #source: ModelSource | undefined;
  #hasMemory = false;
  #nextStream = 1;

  constructor(host: PredictorHost) {
    this.#host = host;
    this.#thread = new WorkerThread(() => host.startThread(), {
      started: (caller, again) => {
        this.#mirror.clear();
        caller.on('sampled', ({ stream, text }) => this.#streams.get(stream)?.(text));
        caller.on('memory', (memory) => {
          this.#memoryChanged(memory);
        });
        caller.on('problem', ({ message }) => {
          host.log.warn(message);
        });
        if (again && this.#source !== undefined) void caller.call('load', this.#source);
        this.#hasMemory = false;
        if (again) host.memoryLost();
        host.threadCountChanged();
      },
      ended: (reason) => {
        host.log.error(`The predictor's thread ended: ${reason}`);
        host.threadCountChanged();
      },
    });
    this.#mirror = new DocumentMirror(this.#thread, (document) => host.pathOf(document));
  }

  get threads(): number {
    return this.#thread.isAlive ? 1 : 0;
  }

  get hasModel(): boolean {
    return this.#source !== undefined;
  }

  /** Serves this model from now on; the one before stays where it is refused. */
  async load(source: ModelSource): Promise<Outcome<ModelSummary>> {
    const outcome = await this.#thread.call('load', source);
    if (outcome.ok) {
      this.#source = source;
      this.#host.modelLoaded(outcome.value);
    } else {
      this.#host.log.warn(`The model was not loaded: ${outcome.failure.message}`);
    }
    return outcome;
  }

  /** Whether there is anything to suggest from: a model, or a memory of some file. */
  get canSuggest(): boolean {
    return this.hasModel || this.#hasMemory;
  }

  /** Serves from the memory that was stored, and says of what it is. */
  async recall(memoryPath: string): Promise<Outcome<MemorySummary | undefined>> {
    const outcome = await this.#thread.call('recall', { memoryPath });
    if (!outcome.ok) return outcome;
    const { memory, problem } = outcome.value;
    if (problem !== undefined) this.#host.log.warn(problem.message);
    return this.#noted(succeeded(memory));
  }

  /** Makes the memory hold these files and no others. */
  async remember(params: RememberParams): Promise<Outcome<Remembered>> {
    const outcome = await this.#thread.call('remember', params);
    if (outcome.ok) this.#memoryChanged(outcome.value.memory);
    return outcome;
  }

  async rememberSaved(saved: SavedFile): Promise<Outcome<MemorySummary | undefined>> {
    return this.#noted(await this.#thread.call('rememberSaved', saved));
  }

  /** Forgets files and folders that are gone. A thread that does not run remembers nothing. */
  async forget(paths: readonly string[]): Promise<Outcome<MemorySummary | undefined>> {
    if (!this.#thread.isAlive) return succeeded(undefined);
    return this.#noted(await this.#thread.call('forget', { paths }));
  }

  /** Undefined is the normal "nothing to say", also where something went wrong: the log has it. */
  async suggest(
    document: TextDocument,
    position: Position,
    request: SuggestionRequest,
    token?: CancellationToken,
  ): Promise<Suggestion | undefined> {
    if (!this.canSuggest || !this.#mirror.ensure(document)) return undefined;
    this.#host.suggestionRequested();
    const uri = document.uri.toString();
    const { version } = document;
    const { line, character } = position;
    const outcome = await this.#thread.call(
      'suggest',
      { document: uri, version, line, character, ...request },
      cancelledBy(token),
    );
    if (outcome.ok) return document.version === version ? outcome.value : undefined;
    if (outcome.failure.code === 'unknown-document') this.#mirror.forget(uri);
    if (outcome.failure.code !== 'cancelled') this.#host.log.debug(outcome.failure.message);
    return undefined;
  }

  async score(texts: readonly string[]): Promise<Outcome<readonly CandidateScore[]>> {
    return this.hasModel ? this.#thread.call('score', { texts }) : noModel();
  }

  /** Samples text, which comes piece by piece. */
  async sample(
    options: SampleOptions,
    onText: (text: string) => void,
    token: CancellationToken,
  ): Promise<Outcome<unknown>> {
    if (!this.hasModel) return noModel();
    const stream = this.#nextStream++;
    this.#streams.set(stream, onText);
    const outcome = await this.#thread.call('sample', { ...options, stream }, cancelledBy(token));
    this.#streams.delete(stream);
    return outcome;
  }

  documentChanged(event: TextDocumentChangeEvent): void {
    this.#mirror.changed(event);
  }

  documentClosed(document: TextDocument): void {
    this.#mirror.forget(document.uri.toString());
  }

  dispose(): Promise<void> {
    return this.#thread.dispose();
  }

  #noted(outcome: Outcome<MemorySummary | undefined>): Outcome<MemorySummary | undefined> {
    if (outcome.ok && outcome.value !== undefined) this.#memoryChanged(outcome.value);
    return outcome;
  }

  #memoryChanged(memory: MemorySummary): void {
    this.#hasMemory = memory.files > 0;
    this.#host.memoryChanged(memory);
  }
}

function cancelledBy(token: CancellationToken | undefined): CallOptions {
  if (token === undefined) return {};
  return {
    onCancellable: (cancel) => {
      if (token.isCancellationRequested) cancel();
      else token.onCancellationRequested(cancel);
    },
  };
}

function noModel(): Outcome<never> {
  return failed('no-model', 'Nothing has been learned yet.');
}
