import type { Activity } from '../../../src/extension/api.ts';
import type { Lock } from '../../../src/extension/platform.ts';
import type { TrainingNews } from '../../../src/extension/training/training-host.ts';
import type { EarlierRuns } from '../../../src/extension/training/training-plan.ts';
import { TrainingSession } from '../../../src/extension/training/training-session.ts';
import { failed, type Outcome, succeeded } from '../../../src/protocol/failure.ts';
import type {
  ModelSummary,
  TrainerContract,
  TrainingEnd,
  TrainParams,
} from '../../../src/protocol/trainer-contract.ts';
import { type LocalThread, localThread, until } from '../threads/threads.ts';

export const model = (finished: boolean): ModelSummary => ({
  cell: 'gru',
  tokenizer: 'subword',
  parameters: 1,
  vocabulary: 1,
  seconds: 1,
  steps: 1,
  finished,
  validationBitsPerCharacter: 1,
  created: '2026-01-01',
});

/** What outlives a window: the settings and what was stored. */
export class Workspace {
  stored: ModelSummary | undefined;
  isLocked = false;
  earlier: EarlierRuns = { stoppedByUser: false, preset: undefined };
  auto = true;
  cpu = 100;
  cores = 4;
}

/** A window whose trainer does what the test says. */
export class Window {
  readonly activities: Activity[] = [];
  readonly runs: TrainParams[] = [];
  readonly learned: string[] = [];
  /** The shares of a core that the trainers were told to use. */
  readonly shares: number[] = [];
  /** How often the trainers were told to give way. */
  waysGiven = 0;
  readonly session: TrainingSession;
  news: TrainingNews = {};
  /** The codes of all failures, in their order. */
  readonly failures: string[] = [];
  threads: LocalThread<TrainerContract>[] = [];
  /** Ends the run under way in the trainer. */
  end: (outcome: Outcome<TrainingEnd>) => void = () => undefined;
  loseLock: () => void = () => undefined;
  files = ['a.ts'];

  constructor(workspace: Workspace) {
    const lock: Lock = {
      onLost: (listener) => (this.loseLock = listener),
      release: () => {
        workspace.isLocked = false;
        return Promise.resolve();
      },
    };
    this.session = new TrainingSession({
      startThread: () => Promise.resolve(this.#trainer(workspace)),
      acquireLock: () => {
        if (workspace.isLocked) return Promise.resolve(undefined);
        workspace.isLocked = true;
        return Promise.resolve(lock);
      },
      listFiles: () =>
        Promise.resolve(this.files.map((path) => ({ path, source: { diskPath: `/${path}` } }))),
      settings: () => ({
        auto: workspace.auto,
        minutes: 2,
        cpu: workspace.cpu,
        threads: 3,
        cores: workspace.cores,
        preset: 'balanced',
        allowedSecrets: [],
      }),
      earlierRuns: () => workspace.earlier,
      storeEarlierRuns: (runs) => (workspace.earlier = runs),
      modelPath: '/model',
      workspaceName: 'test',
      log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
      report: (news) => {
        this.news = { ...this.news, ...news };
        if (news.failure !== undefined) this.failures.push(news.failure.code);
        if (news.activity !== undefined) this.activities.push(news.activity);
      },
      serveModel: () => undefined,
      serveStoredModel: () => Promise.resolve(),
      forgotten: () => ({ paths: [], barred: '' }),
      threadCountChanged: () => undefined,
    });
  }

  get activity(): Activity | undefined {
    return this.activities.at(-1);
  }

  /** Resolves when the trainer has a run under way. */
  async training(runs = 1): Promise<void> {
    await until('a run', () => this.runs.length === runs && this.activity === 'training');
  }

  #trainer(workspace: Workspace): LocalThread<TrainerContract> {
    const done = succeeded(null);
    const thread = localThread<TrainerContract>({
      open: () => succeeded({ model: workspace.stored, problem: undefined }),
      train: (params) => {
        this.runs.push(params);
        if (params.files.length === 0) return failed('nothing-to-learn', 'Nothing.');
        thread.notify('corpus', {
          files: 1,
          characters: 9,
          validationFiles: 0,
          omissions: [],
          masked: new Map(),
        });
        return new Promise((resolve) => {
          this.end = (outcome) => {
            if (outcome.ok) workspace.stored = outcome.value.model;
            resolve(outcome);
          };
        });
      },
      setShare: ({ share }) => {
        this.shares.push(share);
        return done;
      },
      giveWay: () => {
        this.waysGiven++;
        return done;
      },
      pause: () => done,
      resume: () => done,
      stop: () => {
        this.end(succeeded({ reason: 'stopped', seconds: 1, model: model(false) }));
        return done;
      },
      forget: () => succeeded({ isLost: false }),
      erase: () => done,
      learn: ({ path }) => {
        this.learned.push(path);
        return succeeded({ lines: 1, milliseconds: 1, bitsBefore: 2, bitsAfter: 1 });
      },
    });
    this.threads.push(thread);
    return thread;
  }
}

/** A window that has opened and begun to train by itself. */
export async function trainingWindow(workspace: Workspace): Promise<Window> {
  const window = new Window(workspace);
  void window.session.begin();
  await window.training();
  return window;
}
