import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Position, TextDocument } from 'vscode';
import { afterAll, describe, expect, it } from 'vitest';
import type { StartedThread } from '../../src/extension/platform.ts';
import {
  PredictorSession,
  type SuggestionRequest,
} from '../../src/extension/suggestions/predictor-session.ts';
import { RestartPolicy } from '../../src/extension/threads/restart-policy.ts';
import type { TrainingNews } from '../../src/extension/training/training-host.ts';
import { TrainingSession } from '../../src/extension/training/training-session.ts';
import type { Contract } from '../../src/protocol/contract.ts';
import type { MemorySummary } from '../../src/protocol/predictor-contract.ts';
import type { ModelSummary, TrainerContract } from '../../src/protocol/trainer-contract.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { editor, halfTyped } from '../worker/predictor/half-typed.ts';
import { smallWorkspace } from '../worker/small-workspace.ts';
import { startWorker, valueOf } from '../worker/start-worker.ts';
import { isFull, reportFault } from './fault-report.ts';
import { tinyRun } from './stored-window.ts';

const dist = new URL('../../dist/', import.meta.url);

/** Ways in which a thread may die from within. */
const ways = {
  'process.exit': 'process.exit(3);',
  'an uncaught error': 'setTimeout(() => { throw new Error("made up"); });',
  'a rejection that nobody handles': 'Promise.reject(new Error("made up"));',
  'a full heap': 'const kept = []; for (;;) kept.push(Array.from({ length: 1e5 }, () => ({})));',
} as const;
type Way = keyof typeof ways;

/** The workers' bundle, which also listens to the message `{ die: WAY }`. */
const mortalWorker = join(temporaryFolder(), 'worker.mjs');
writeFileSync(
  mortalWorker,
  `import { parentPort } from 'node:worker_threads';
  import '${new URL('worker.js', dist).href}';
  const ways = { ${Object.entries(ways)
    .map(([way, code]) => `'${way}'() { ${code} }`)
    .join(', ')} };
  parentPort.on('message', ({ die }) => ways[die]?.());`,
);

interface Mortal<C extends Contract> extends StartedThread<C> {
  die(way: Way): void;
}

/** Starts a thread as src/extension/platform.node.ts does, but with a small heap. */
function startMortal<C extends Contract>(role: 'predictor' | 'trainer'): Mortal<C> {
  const read = (name: string) => new Uint8Array(readFileSync(new URL(name, dist)));
  const kernels = { simd: read('kernels-simd.wasm'), relaxed: read('kernels-relaxed.wasm') };
  const resourceLimits = { maxYoungGenerationSizeMb: 12, maxOldGenerationSizeMb: 64 };
  const worker = new Worker(mortalWorker, { workerData: { role, kernels }, execArgv: [], resourceLimits });
  return {
    port: {
      post: (message, transfer = []) => {
        worker.postMessage(message, [...transfer]);
      },
      listen: (listener) => worker.on('message', listener),
    },
    ended: new Promise((resolve) => {
      worker.on('error', (error) => {
        resolve(String(error));
      });
      worker.on('exit', (status) => {
        resolve(`status ${status}`);
      });
    }),
    terminate: async () => {
      await worker.terminate();
    },
    die: (way) => {
      worker.postMessage({ die: way });
    },
  };
}

const { text, cursor } = halfTyped;
const position = cursor as unknown as Position;
const document = {
  uri: { toString: () => 'file:///src/mooring.ts' },
  version: 1,
  languageId: 'typescript',
  lineCount: text.split('\n').length,
  getText: () => text,
  lineAt: () => ({ text: '', range: { end: position } }),
  offsetAt: () => text.length,
} as unknown as TextDocument;
const request = { ...editor, eagerness: 0.02 } as unknown as SuggestionRequest;

const quietLog = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
};

/** Asks again and again until the answer is yes. */
async function until(what: string, ask: () => boolean | Promise<boolean>): Promise<void> {
  for (const started = performance.now(); performance.now() - started < 30_000;) {
    if (await ask()) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`This never happened: ${what}.`);
}

/** What a window does for suggestions: real threads, and a memory that is begun anew where it is lost. */
class Window {
  readonly threads: Mortal<never>[] = [];
  readonly health: string[] = [];
  readonly errors: string[] = [];
  readonly workspace = smallWorkspace();
  readonly memoryPath = join(temporaryFolder(), 'workspace.memory');
  memory: MemorySummary | undefined;
  model: ModelSummary | undefined;
  readonly session = new PredictorSession(
    {
      startThread: () => {
        const thread = startMortal<never>('predictor');
        this.threads.push(thread);
        return Promise.resolve(thread as never);
      },
      pathOf: () => 'src/mooring.ts',
      rulesOf: () => undefined,
      log: { ...quietLog, error: (message) => this.errors.push(message) },
      suggestionRequested: () => undefined,
      withheld: () => ({ paths: [], preset: 'fast' }),
      modelExchanged: (model) => (this.model = model),
      memoryChanged: ({ memory }) => (this.memory = memory ?? this.memory),
      memoryLost: () => void this.remember(),
      threadCountChanged: () => undefined,
      healthChanged: ({ predictor }) => this.health.push(predictor),
      judgePath: undefined,
    },
    new RestartPolicy([20, 40, 80]),
  );

  async remember(): Promise<void> {
    await this.session.memory.recall(this.memoryPath);
    const { files } = this.workspace;
    await this.session.memory.remember({ files, preset: 'fast', memoryPath: this.memoryPath });
  }

  async suggestion(): Promise<string | undefined> {
    return (await this.session.suggest(document, position, request))?.ghostText;
  }

  /** Ends the thread, and waits until the session knows. */
  async die(way: Way): Promise<void> {
    const known = this.errors.length;
    this.threads.at(-1).die(way);
    await until('the end of the thread', () => this.errors.length > known);
  }
}

/** A small model of a workspace. */
async function train(files: Window['workspace']['files']): Promise<Uint8Array<ArrayBuffer>> {
  const { caller, worker } = startWorker<TrainerContract>('trainer');
  let bytes: Uint8Array<ArrayBuffer> | undefined;
  caller.on('model', (model) => (bytes = model.bytes));
  valueOf(await caller.call('train', { ...tinyRun, files, resume: false, modelPath: undefined }));
  await worker.terminate();
  if (!bytes) throw new Error('There is no model.');
  return bytes;
}

const tried = Object.keys(ways) as Way[];
let survived = 0;
let trainingsSurvived = 0;

describe.each(tried)('when the thread of the suggestions dies of %s', (way) => {
  it('it gets back its model, its memory and its documents, until it has died too often', async () => {
    const window = new Window();
    await window.remember();
    valueOf(await window.session.load({ bytes: await train(window.workspace.files) }));
    const before = await window.suggestion();
    expect(before).toMatch(/^ow new/);
    for (let death = 1; death <= 3; death++) {
      await window.die(way);
      await until('the same suggestion', async () => (await window.suggestion()) === before);
      await until('its model', () => window.health.length === 2 * death);
      expect(window.session.hasModel).toBe(true);
    }
    await window.die(way);
    expect(window.health).toEqual([
      ...Array.from({ length: 3 }, () => ['restarting', 'sound']).flat(),
      'ended',
    ]);
    expect(await window.suggestion()).toBeUndefined();
    expect(window.errors).toHaveLength(4);
    expect(window.errors.filter((message) => message.includes('will not be started again'))).toHaveLength(1);
    expect(window.threads).toHaveLength(4);
    survived++;
  });
});

it('a model that is damaged when a new thread loads it leaves the memory to serve', async () => {
  const window = new Window();
  await window.remember();
  const diskPath = join(temporaryFolder(), 'workspace.safetensors');
  const bytes = await train(window.workspace.files);
  writeFileSync(diskPath, bytes);
  valueOf(await window.session.load({ diskPath }));
  writeFileSync(diskPath, bytes.subarray(0, bytes.length - 7));
  await window.die('process.exit');
  await until('the memory', async () => (await window.suggestion()) !== undefined);
  await until('the refusal', () => window.health.at(-1) === 'memory-only');
  expect(window.session.hasModel).toBe(false);
  expect(await window.suggestion()).toMatch(/^ow new/);
  await window.session.dispose();
});

const triedInTrainings = isFull ? tried : (['process.exit', 'a full heap'] as const);

describe.each(triedInTrainings)('when the thread of a training dies of %s', (way) => {
  it('the training is done all the same, and suggestions come meanwhile', async () => {
    const window = new Window();
    await window.remember();
    const threads: Mortal<TrainerContract>[] = [];
    const failures: string[] = [];
    const activities: string[] = [];
    const meanwhile: Promise<string | undefined>[] = [];
    const modelPath = join(temporaryFolder(), 'workspace.safetensors');
    let stepsAtDeath = 0;
    const report = ({ activity, failure, progress }: TrainingNews): void => {
      if (failure) failures.push(failure.message);
      if (activity !== undefined) activities.push(activity);
      if (activity === 'restarting') meanwhile.push(window.suggestion());
      if (threads.length > 1 || !progress) return;
      stepsAtDeath = progress.step;
      threads[0]?.die(way);
    };
    const session = new TrainingSession({
      startThread: () => {
        threads.push(startMortal<TrainerContract>('trainer'));
        return Promise.resolve(threads[threads.length - 1]);
      },
      forgotten: () => ({ paths: [], barred: '' }),
      acquireLock: () => Promise.resolve({ onLost: () => undefined, release: () => Promise.resolve() }),
      listFiles: () => Promise.resolve(window.workspace.files),
      settings: () => ({
        ...{ auto: true, minutes: 0.2, cpu: 100, threads: 1, cores: 4 },
        ...{ preset: 'fast', allowedSecrets: [] },
      }),
      earlierRuns: () => ({ stoppedByUser: false, preset: undefined }),
      storeEarlierRuns: () => undefined,
      modelPath,
      workspaceName: 'small',
      log: { ...quietLog, error: () => undefined },
      report,
      serveModel: (bytes) => void window.session.load({ bytes }),
      serveStoredModel: () => Promise.resolve(),
      threadCountChanged: () => undefined,
    });
    const end = valueOf(await session.train());
    expect(end?.reason).toMatch(/finished|no-longer-improving/);
    expect(end?.model.steps).toBeGreaterThan(stepsAtDeath);
    expect(threads).toHaveLength(2);
    expect(activities).toEqual(['reading', 'training', 'restarting', 'reading', 'training', 'idle']);
    expect(failures).toEqual([]);
    for (const suggestion of await Promise.all(meanwhile)) expect(suggestion).toMatch(/^ow new/);
    await Promise.all([session.dispose(), window.session.dispose()]);
    trainingsSurvived++;
  });
});

afterAll(() => {
  const fault = 'death of the thread of the suggestions: exit, uncaught error, rejection, full heap';
  reportFault({ fault, tried: tried.length, survived, lost: 'suggestions for about a second' });
  const training = 'death of the thread of a training: exit, uncaught error, rejection, full heap';
  reportFault({
    fault: training,
    tried: triedInTrainings.length,
    survived: trainingsSurvived,
    lost: 'steps since the last checkpoint',
  });
});
