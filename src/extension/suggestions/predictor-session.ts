import type { CancellationToken, Position, TextDocument, TextDocumentChangeEvent } from 'vscode';
import type { SampleOptions } from '../../core/prediction/sampling.ts';
import type { CandidateScore } from '../../core/prediction/scoring.ts';
import type { Explanation } from '../../core/explanation/explanation.ts';
import type { Suggestion } from '../../core/prediction/suggestion.ts';
import type { Caller } from '../../protocol/caller.ts';
import type { Result } from '../../protocol/contract.ts';
import { failed, type Outcome } from '../../protocol/failure.ts';
import type { ModelSource, PredictorContract, SuggestParams } from '../../protocol/predictor-contract.ts';
import type { ModelSummary } from '../../protocol/trainer-contract.ts';
import type { PredictorHealth } from '../api.ts';
import type { RestartPolicy } from '../threads/restart-policy.ts';
import { atMost } from '../threads/wait.ts';
import { endMessage, type ThreadEvents, WorkerThread } from '../threads/worker-thread.ts';
import { cancelledBy } from './cancelled-by.ts';
import { DocumentMirror } from './document-mirror.ts';
import { healthNews } from './health-news.ts';
import { FileMemory } from './file-memory.ts';
import { explanationIn, suggestionIn } from './mirrored-lines.ts';
import type { PredictorHost } from './predictor-host.ts';

/** The editor gives an extension only a few seconds for its end. */
const END_MILLISECONDS = 1500;

export type SuggestionRequest = Omit<
  SuggestParams,
  'document' | 'version' | 'line' | 'character' | 'languageId' | 'languageRules'
>;

/**
 * Suggestions, scores and samples in one window: owns the predictor's thread, and gives it the model again after a
 * crash.
 */
export class PredictorSession {
  readonly memory: FileMemory;
  readonly #host: PredictorHost;
  readonly #thread: WorkerThread<PredictorContract>;
  readonly #mirror: DocumentMirror;
  /** Where the text of each sample under way goes. */
  readonly #streams = new Map<number, (text: string) => void>();
  /** The newest model. A new thread gets it, too. */
  #source: ModelSource | undefined;
  /** Whether no thread could load the last model. */
  #isModelLost = false;
  #health: PredictorHealth = 'sound';
  #nextStream = 1;

  constructor(host: PredictorHost, policy?: RestartPolicy) {
    this.#host = host;
    const events: ThreadEvents<PredictorContract> = {
      started: (caller, again) => {
        this.#threadStarted(caller, again);
      },
      ended: (reason, restartsIn) => {
        host.log.error(endMessage('predictor', reason, restartsIn));
        host.threadCountChanged();
        this.#setHealth(restartsIn === undefined ? 'ended' : 'restarting');
      },
    };
    this.#thread = new WorkerThread(() => host.startThread(), events, policy);
    this.#mirror = new DocumentMirror(this.#thread, (document) => host.pathOf(document));
    this.memory = new FileMemory(
      this.#thread,
      (news) => {
        host.memoryChanged(news);
      },
      host.log,
      () => {
        if (this.#source !== undefined) host.modelExchanged(undefined);
        this.#source = undefined;
      },
    );
  }

  get threads(): number {
    return this.#thread.isAlive ? 1 : 0;
  }

  get hasModel(): boolean {
    return this.#source !== undefined;
  }

  /** Whether there is anything to suggest from: a model, or a memory of some file. */
  get canSuggest(): boolean {
    return this.#health !== 'ended' && (this.hasModel || !this.memory.isEmpty);
  }

  /** Loads a model, which serves from now on. If it is refused, the model before it still serves. */
  async load(source: ModelSource): Promise<Outcome<ModelSummary>> {
    const outcome = await this.#thread.call('load', source);
    // The next thread, if there is one, gets what this one did not live to load.
    if (outcome.ok || outcome.failure.code === 'worker-ended') this.#source = source;
    if (outcome.ok) this.#loaded(outcome.value);
    else this.#host.log.warn(`The model was not loaded: ${outcome.failure.message}`);
    return outcome;
  }

  /** Undefined is the normal "nothing to say", and also the answer when something went wrong: the log says what. */
  async suggest(
    document: TextDocument,
    position: Position,
    request: SuggestionRequest,
    token?: CancellationToken,
  ): Promise<Suggestion | undefined> {
    const answer = await this.#ask('suggest', document, position, request, token);
    return answer?.result && suggestionIn(answer.result, answer.first);
  }

  /** Up to three suggestions, because the user asks: the best first, however improbable. */
  async choices(
    document: TextDocument,
    position: Position,
    request: SuggestionRequest,
    token?: CancellationToken,
  ): Promise<readonly Suggestion[]> {
    const answer = await this.#ask('choices', document, position, request, token);
    return answer?.result.map((choice) => suggestionIn(choice, answer.first)) ?? [];
  }

  /** Asks the predictor. `first`: the number of the first line that it mirrors. */
  async #ask<M extends 'suggest' | 'choices'>(
    method: M,
    document: TextDocument,
    position: Position,
    request: SuggestionRequest,
    token: CancellationToken | undefined,
  ): Promise<{ readonly first: number; readonly result: Result<PredictorContract, M> } | undefined> {
    if (!this.canSuggest) return undefined;
    const first = this.#mirror.ensure(document, position.line);
    if (first === undefined) return undefined;
    this.#host.suggestionRequested();
    const uri = document.uri.toString();
    const { version, languageId } = document;
    const languageRules = this.#host.rulesOf(languageId);
    const { character } = position;
    const line = position.line - first;
    const outcome = await this.#thread.call(
      method,
      { document: uri, version, line, character, languageId, languageRules, ...request },
      cancelledBy(token),
    );
    if (outcome.ok) return document.version === version ? { first, result: outcome.value } : undefined;
    if (outcome.failure.code === 'unknown-document') this.#mirror.forget(uri);
    if (outcome.failure.code !== 'cancelled') this.#host.log.debug(outcome.failure.message);
    return undefined;
  }

  /** Says why a text was suggested there. Undefined where that cannot be said. */
  async explain(document: TextDocument, position: Position, text: string): Promise<Explanation | undefined> {
    const first = this.canSuggest ? this.#mirror.ensure(document, position.line) : undefined;
    if (first === undefined) return undefined;
    const { version, uri } = document;
    const at = { line: position.line - first, character: position.character };
    const outcome = await this.#thread.call('explain', { document: uri.toString(), version, ...at, text });
    if (!outcome.ok) this.#host.log.debug(outcome.failure.message);
    const explanation = outcome.ok ? outcome.value : undefined;
    return explanation && explanationIn(explanation, first, this.#host.pathOf(document));
  }

  async score(texts: readonly string[]): Promise<Outcome<readonly CandidateScore[]>> {
    return this.hasModel ? this.#thread.call('score', { texts }) : noModel();
  }

  /** Samples text. `onText` gets it piece by piece. */
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

  /** Forgets what was learned of what this person takes and refuses. */
  async eraseJudge(): Promise<void> {
    const erased = await this.#thread.call('eraseJudge', {});
    if (!erased.ok) this.#host.log.warn(erased.failure.message);
  }

  documentChanged(event: TextDocumentChangeEvent): void {
    this.#mirror.changed(event);
  }

  documentClosed(document: TextDocument): void {
    this.#mirror.forget(document.uri.toString());
  }

  /** Stores what waits to be stored, if the editor gives enough time. */
  async dispose(): Promise<void> {
    if (this.#thread.isAlive) await atMost(END_MILLISECONDS, this.#thread.call('store', {}));
    await this.#thread.dispose();
  }

  #threadStarted(caller: Caller<PredictorContract>, again: boolean): void {
    this.#mirror.clear();
    this.memory.threadStarted(caller);
    caller.on('sampled', ({ stream, text }) => this.#streams.get(stream)?.(text));
    caller.on('problem', ({ message }) => {
      this.#host.log.warn(message);
    });
    const { judgePath } = this.#host;
    const withheld = this.#host.withheld();
    if (withheld.paths.length > 0) void caller.call('withhold', withheld);
    if (judgePath !== undefined) void caller.call('openJudge', { judgePath });
    if (again) {
      if (this.#source !== undefined) void this.#restore(caller, this.#source);
      else this.#setHealth(this.#isModelLost ? 'memory-only' : 'sound');
      this.#host.memoryLost();
    }
    this.#host.threadCountChanged();
  }

  /** Gives a new thread the model. If that fails, or ends this thread too, no other gets it, and the memory serves. */
  async #restore(caller: Caller<PredictorContract>, source: ModelSource): Promise<void> {
    const outcome = await caller.call('load', source);
    if (this.#source !== source) return;
    if (outcome.ok) {
      this.#loaded(outcome.value);
      return;
    }
    this.#source = undefined;
    this.#isModelLost = true;
    this.#host.log.error(`The model could not be loaded again: ${outcome.failure.message}`);
    if (outcome.failure.code !== 'worker-ended') this.#setHealth('memory-only');
  }

  #loaded(model: ModelSummary): void {
    this.#isModelLost = false;
    this.#host.modelExchanged(model);
    this.#setHealth('sound');
  }

  #setHealth(health: PredictorHealth): void {
    if (this.#health === health) return;
    this.#health = health;
    this.#host.healthChanged(healthNews(health));
  }
}

function noModel(): Outcome<never> {
  return failed('no-model', 'Nothing has been learned yet.');
}
