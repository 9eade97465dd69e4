import type { CancellationToken, Position, TextDocument, TextDocumentChangeEvent } from 'vscode';
import type { SampleOptions } from '../core/prediction/sampling.ts';
import type { CandidateScore } from '../core/prediction/scoring.ts';
import type { Suggestion } from '../core/prediction/suggestion.ts';
import type { CallOptions } from '../protocol/caller.ts';
import type { Outcome } from '../protocol/failure.ts';
import { failed } from '../protocol/failure.ts';
import type { PredictorContract, SuggestParams } from '../protocol/predictor-contract.ts';
import type { ModelSummary } from '../protocol/trainer-contract.ts';
import { DocumentMirror } from './document-mirror.ts';
import type { Log } from './log.ts';
import type { StartedThread } from './platform.ts';
import { WorkerThread } from './worker-thread.ts';

export type ModelSource = PredictorContract['calls']['load']['params'];
export type SuggestionRequest = Pick<SuggestParams, 'selected' | 'insertSpaces' | 'tabSize'>;

interface Surroundings {
  startThread(): Promise<StartedThread<PredictorContract>>;
  pathOf(document: TextDocument): string;
  readonly log: Log;
  /** A model serves from now on. */
  loaded(model: ModelSummary): void;
  threadChanged(): void;
}

/** Answers from the model in one window: owns the predictor thread and what it must be given again after a crash. */
export class PredictorSession {
  readonly #thread: WorkerThread<PredictorContract>;
  readonly #mirror: DocumentMirror;
  readonly #around: Surroundings;
  readonly #streams = new Map<number, (text: string) => void>();
  #source: ModelSource | undefined;
  #nextStream = 1;

  constructor(surroundings: Surroundings) {
    this.#around = surroundings;
    this.#thread = new WorkerThread(() => surroundings.startThread(), {
      started: (caller, again) => {
        this.#mirror.clear();
        caller.on('sampled', ({ stream, text }) => this.#streams.get(stream)?.(text));
        if (again && this.#source !== undefined) void caller.call('load', this.#source);
        surroundings.threadChanged();
      },
      ended: (reason) => {
        surroundings.log.error(`The predictor's thread ended: ${reason}`);
        surroundings.threadChanged();
      },
    });
    this.#mirror = new DocumentMirror(this.#thread, (document) => surroundings.pathOf(document));
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
      this.#around.loaded(outcome.value);
    } else {
      this.#around.log.warn(`The model was not loaded: ${outcome.failure.message}`);
    }
    return outcome;
  }

  /** Undefined is the normal "nothing to say", also where something went wrong: the log has it. */
  async suggest(
    document: TextDocument,
    position: Position,
    request: SuggestionRequest,
    token?: CancellationToken,
  ): Promise<Suggestion | undefined> {
    if (!this.hasModel || !this.#mirror.ensure(document)) return undefined;
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
    if (outcome.failure.code !== 'cancelled') this.#around.log.debug(outcome.failure.message);
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
