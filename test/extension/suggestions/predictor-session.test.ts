import type { Position, TextDocument } from 'vscode';
import { describe, expect, it } from 'vitest';
import {
  PredictorSession,
  type SuggestionRequest,
} from '../../../src/extension/suggestions/predictor-session.ts';
import { RestartPolicy } from '../../../src/extension/threads/restart-policy.ts';
import { failed, succeeded } from '../../../src/protocol/failure.ts';
import type { MemorySummary, PredictorContract } from '../../../src/protocol/predictor-contract.ts';
import type { ModelSummary } from '../../../src/protocol/trainer-contract.ts';
import { type LocalThread, localThread, until } from '../threads/threads.ts';

const done = succeeded(null);
const unused = failed('internal', 'not for this test');
const model = { cell: 'gru' } as ModelSummary;
const suggestion = { line: 0, ghostText: 'ghost' };
const request = {} as SuggestionRequest;
const position = { line: 0, character: 3 } as unknown as Position;
const holding = (files: number): MemorySummary => ({
  files,
  characters: 0,
  bytes: 0,
  masked: { secrets: 0, files: 0 },
});

const document = {
  uri: { toString: () => 'file:///a.ts' },
  version: 1,
  lineCount: 1,
  getText: () => 'one',
  lineAt: () => ({ text: 'one', range: { end: position } }),
  offsetAt: () => 3,
} as unknown as TextDocument;

/** A window whose predictor suggests the same text for every document that it has. */
class Window {
  /** What the session told of its thread. */
  readonly health: string[] = [];
  /** Whether a model can be loaded; where it is `fatal`, its loading ends the thread. */
  loading: 'works' | 'fails' | 'fatal' = 'works';
  readonly threads: LocalThread<PredictorContract>[] = [];
  /** What the threads were asked for, after the number of the thread. */
  readonly asked: string[] = [];
  /** The lines in which the threads were asked for suggestions, as the threads count them. */
  readonly askedLines: number[] = [];
  memory: MemorySummary | undefined;
  memoriesLost = 0;
  /** Where the threads were told that the judge is stored. */
  readonly judgePaths: string[] = [];
  readonly session = new PredictorSession(
    {
      startThread: () => Promise.resolve(this.#start()),
      pathOf: () => 'a.ts',
      log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
      rulesOf: () => undefined,
      suggestionRequested: () => undefined,
      withheld: () => ({ paths: [], preset: 'fast' }),
      modelExchanged: () => undefined,
      memoryChanged: ({ memory }) => (this.memory = memory ?? this.memory),
      memoryLost: () => this.memoriesLost++,
      threadCountChanged: () => undefined,
      judgePath: '/stored/judge.json',
      healthChanged: ({ predictor }) => this.health.push(predictor),
    },
    new RestartPolicy([1, 1, 1]),
  );

  suggest(): Promise<unknown> {
    return this.session.suggest(document, position, request);
  }

  #start(): LocalThread<PredictorContract> {
    const number = this.threads.length + 1;
    const documents = new Set<string>();
    const ask = (what: string): void => void this.asked.push(`${number} ${what}`);
    const thread = localThread<PredictorContract>({
      load: () => {
        ask('load');
        if (this.loading === 'fatal') thread.crash('out of memory');
        return this.loading === 'works' ? succeeded(model) : failed('model-damaged', 'Damaged.');
      },
      openDocument: ({ document: uri }) => {
        documents.add(uri);
        return done;
      },
      changeDocument: () => done,
      closeDocument: () => done,
      suggest: ({ document: uri, line }) => {
        this.askedLines.push(line);
        return documents.has(uri)
          ? succeeded({ ...suggestion, line } as never)
          : failed('unknown-document', uri);
      },
      recall: () => succeeded({ memory: holding(2), problem: undefined }),
      remember: () => unused,
      rememberSaved: () => succeeded(holding(3)),
      rememberChanged: () => succeeded({ memory: holding(4), ignored: [] }),
      forget: () => succeeded({ memory: holding(0), gone: '' }),
      withhold: () => succeeded({ memory: undefined, hasNetwork: true }),
      remembered: () => succeeded([]),
      store: () => done,
      erase: () => done,
      openJudge: ({ judgePath }) => {
        this.judgePaths.push(judgePath);
        return succeeded(null);
      },
      eraseJudge: () => succeeded(null),
      choices: ({ document: uri }) =>
        documents.has(uri) ? succeeded([suggestion as never]) : failed('unknown-document', uri),
      explain: () => succeeded(undefined),
      score: () => succeeded([]),
      sample: ({ prompt, stream }) => {
        thread.notify('sampled', { stream, text: `${prompt} more` });
        return succeeded({ text: prompt });
      },
    });
    this.threads.push(thread);
    return thread;
  }
}

describe('a predictor session', () => {
  it('makes suggestions when there is a model or a memory of some file', async () => {
    const window = new Window();
    expect(await window.suggest()).toBeUndefined();
    expect(window.threads).toEqual([]);
    await window.session.memory.recall('/memory');
    expect(window.memory).toEqual(holding(2));
    expect(await window.suggest()).toEqual(suggestion);
    await window.session.memory.forget(['a.ts']);
    expect(await window.suggest()).toBeUndefined();
    await window.session.load({ diskPath: '/model' });
    expect(await window.suggest()).toEqual(suggestion);
  });

  it('offers choices under the same conditions', async () => {
    const window = new Window();
    const choices = () => window.session.choices(document, position, request);
    expect(await choices()).toEqual([]);
    await window.session.memory.recall('/memory');
    expect(await choices()).toEqual([suggestion]);
  });

  it('scores and samples only with a model', async () => {
    const window = new Window();
    const token = { isCancellationRequested: false, onCancellationRequested: () => undefined } as never;
    const options = { prompt: 'once', length: 1, temperature: 1, topK: 0, topP: 1, seed: 1 };
    const texts: string[] = [];
    const sample = () => window.session.sample(options, (text) => texts.push(text), token);
    expect(await window.session.score([])).toMatchObject({ ok: false, failure: { code: 'no-model' } });
    expect(await sample()).toMatchObject({ ok: false, failure: { code: 'no-model' } });
    await window.session.load({ diskPath: '/model' });
    expect(await window.session.score([])).toEqual(succeeded([]));
    expect(await sample()).toMatchObject({ ok: true });
    expect(texts).toEqual(['once more']);
  });

  it('gives a new thread the model and the documents after a crash, and reports that the memory is lost', async () => {
    const window = new Window();
    await window.session.load({ diskPath: '/model' });
    await window.session.memory.rememberSaved({ path: 'a.ts', text: '', ignoreFiles: [] });
    await window.suggest();
    window.threads[0]?.crash('out of luck');
    await until('a new thread', () => window.asked.includes('2 load'));
    expect(window.memoriesLost).toBe(1);
    expect(window.session.memory.isEmpty).toBe(true);
    expect(await window.suggest()).toEqual(suggestion);
    expect(window.judgePaths).toEqual(['/stored/judge.json', '/stored/judge.json']);
  });

  it('tells how its thread does, and serves from memory alone where the model cannot be loaded again', async () => {
    const window = new Window();
    await window.session.load({ diskPath: '/model' });
    window.threads[0]?.crash('out of luck');
    await until('a sound thread', () => window.health.includes('sound'));
    expect(window.health).toEqual(['restarting', 'sound']);
    window.loading = 'fails';
    window.threads[1]?.crash('out of luck');
    await until('a thread without its model', () => window.health.length === 4);
    expect(window.health.slice(2)).toEqual(['restarting', 'memory-only']);
    expect(window.session.hasModel).toBe(false);
    expect(await window.suggest()).toBeUndefined();
    await window.session.memory.recall('/memory');
    expect(await window.suggest()).toEqual(suggestion);
    window.loading = 'works';
    await window.session.load({ diskPath: '/next' });
    expect(window.health.at(-1)).toBe('sound');
  });

  it('does not load a model again that has ended two threads', async () => {
    const window = new Window();
    window.loading = 'fatal';
    expect(await window.session.load({ diskPath: '/model' })).toMatchObject({ ok: false });
    await until('a thread without a model', () => window.health.at(-1) === 'memory-only');
    expect(window.asked).toEqual(['1 load', '2 load']);
    await window.session.memory.recall('/memory');
    expect(await window.suggest()).toEqual(suggestion);
  });

  it('gives a model that came between two threads to the next one', async () => {
    const window = new Window();
    await window.session.memory.recall('/memory');
    window.threads[0]?.crash('out of luck');
    expect(await window.session.load({ diskPath: '/model' })).toMatchObject({ ok: false });
    await until('a sound thread', () => window.asked.includes('2 load'));
    expect(window.session.hasModel).toBe(true);
  });

  it('falls silent when its thread has ended too often, and says so once', async () => {
    const window = new Window();
    await window.session.load({ diskPath: '/model' });
    for (let crash = 0; crash < 4; crash++) {
      await until('a thread', () => window.threads.length === crash + 1);
      window.threads[crash]?.crash('out of luck');
    }
    await until('the last end', () => window.health.at(-1) === 'ended');
    expect(window.health.filter((health) => health === 'ended')).toHaveLength(1);
    expect(window.session.canSuggest).toBe(false);
    expect(await window.suggest()).toBeUndefined();
    expect(window.threads).toHaveLength(4);
  });

  it('answers in the lines of a document of which the predictor has only a part', async () => {
    const window = new Window();
    await window.session.load({ diskPath: '/model' });
    const long = { ...document, lineCount: 200_000 } as unknown as TextDocument;
    const at = { line: 100_000, character: 3 } as unknown as Position;
    expect(await window.session.suggest(long, at, request)).toEqual({ ...suggestion, line: 100_000 });
    expect(window.askedLines.at(-1)).toBeLessThan(10_000);
  });

  it('leaves no thread when it is disposed', async () => {
    const window = new Window();
    await window.session.load({ diskPath: '/model' });
    expect(window.session.threads).toBe(1);
    await window.session.dispose();
    expect(await window.threads[0]?.ended).toBe('terminated');
    await until('the end', () => window.session.threads === 0);
    expect(await window.session.load({ diskPath: '/model' })).toMatchObject({ ok: false });
    expect(window.threads).toHaveLength(1);
  });
});
