import { describe, expect, it } from 'vitest';
import type { Activity } from '../../../src/extension/api.ts';
import type { Lock } from '../../../src/extension/platform.ts';
import type { EarlierRuns } from '../../../src/extension/training/training-plan.ts';
import { TrainingSession } from '../../../src/extension/training/training-session.ts';
import type { TrainingNews } from '../../../src/extension/training/training-host.ts';
import { failed, type Outcome, succeeded } from '../../../src/protocol/failure.ts';
import type {
  ModelSummary,
  SavedFile,
  TrainerContract,
  TrainingEnd,
  TrainParams,
} from '../../../src/protocol/trainer-contract.ts';
import { type LocalThread, localThread, until } from '../threads/threads.ts';

const model = (finished: boolean): ModelSummary => ({
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

const saved = (path: string): SavedFile => ({ path, text: 'text', ignoreFiles: [] });

/** A window on a workspace whose trainer does what the test says; what is stored outlives the window. */
class Workspace {
  stored: ModelSummary | undefined;
  isLocked = false;
  earlier: EarlierRuns = { stoppedByUser: false, preset: undefined };
  auto = true;
  cpu = 100;
  cores = 4;
}

class Window {
  readonly activities: Activity[] = [];
  readonly runs: TrainParams[] = [];
  readonly learned: string[] = [];
  /** Of a core, that the trainers were told to take. */
  readonly shares: number[] = [];
  /** How often they were told to give way. */
  waysGiven = 0;
  readonly session: TrainingSession;
  news: TrainingNews = {};
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
      }),
      earlierRuns: () => workspace.earlier,
      storeEarlierRuns: (runs) => (workspace.earlier = runs),
      modelPath: '/model',
      workspaceName: 'test',
      log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
      report: (news) => {
        this.news = { ...this.news, ...news };
        if (news.activity !== undefined) this.activities.push(news.activity);
      },
      serveModel: () => undefined,
      serveStoredModel: () => Promise.resolve(),
      threadCountChanged: () => undefined,
    });
  }

  get activity(): Activity | undefined {
    return this.activities.at(-1);
  }

  /** Until the trainer has a run under way. */
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
        thread.notify('corpus', { files: 1, characters: 9, validationFiles: 0, omissions: [] });
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
      learn: ({ path }) => {
        this.learned.push(path);
        return succeeded({ lines: 1, milliseconds: 1, bitsBefore: 2, bitsAfter: 1 });
      },
    });
    this.threads.push(thread);
    return thread;
  }
}

describe('a training session', () => {
  it('learns an unknown workspace by itself, for as long as is set', async () => {
    const window = new Window(new Workspace());
    const begun = window.session.begin();
    await window.training();
    expect(window.runs[0]).toMatchObject({
      resume: false,
      threads: 3,
      options: { budget: { seconds: 120 } },
    });
    window.end(succeeded({ reason: 'finished', seconds: 1, model: model(true) }));
    await begun;
    expect(window.activities).toEqual(['reading', 'training', 'idle']);
  });

  it('rests when the stored model is finished, and when it is not to learn by itself', async () => {
    const workspace = new Workspace();
    workspace.stored = model(true);
    const window = new Window(workspace);
    await window.session.begin();
    expect(window.activities).toEqual(['idle']);
    expect(window.runs).toEqual([]);
    await window.session.dispose();

    workspace.stored = undefined;
    workspace.auto = false;
    const manual = new Window(workspace);
    await manual.session.begin();
    expect(manual.activities).toEqual(['idle']);
    expect(manual.threads).toEqual([]);
  });

  it('goes on with an unfinished run at the next start', async () => {
    const workspace = new Workspace();
    const first = new Window(workspace);
    void first.session.begin();
    await first.training();
    await first.session.dispose();
    expect(workspace).toMatchObject({ stored: { finished: false }, isLocked: false });

    const second = new Window(workspace);
    void second.session.begin();
    await second.training();
    expect(second.runs[0]?.resume).toBe(true);
  });

  it('does not start again by itself what the user has stopped', async () => {
    const workspace = new Workspace();
    const first = new Window(workspace);
    void first.session.begin();
    await first.training();
    await first.session.stop();
    await until('the end', () => first.activity === 'stopped');
    await first.session.dispose();

    const second = new Window(workspace);
    await second.session.begin();
    expect(second.activities).toEqual(['stopped']);
    void second.session.train();
    await second.training();
    expect(second.runs[0]?.resume).toBe(true);
    await second.session.dispose();

    const third = new Window(workspace);
    void third.session.begin();
    await third.training();
  });

  it('goes on after a crash of its thread', async () => {
    const window = new Window(new Workspace());
    const begun = window.session.begin();
    await window.training();
    window.threads[0]?.crash('out of luck');
    await window.training(2);
    expect(window.runs[1]?.resume).toBe(true);
    window.end(succeeded({ reason: 'finished', seconds: 1, model: model(true) }));
    await begun;
    expect(window.activity).toBe('idle');
    expect(window.threads).toHaveLength(2);
  });

  it('tells every trainer what share of a core it may take, and when that changes', async () => {
    const workspace = new Workspace();
    workspace.cpu = 40;
    const window = new Window(workspace);
    window.session.shareChanged();
    expect(window.threads).toEqual([]);
    void window.session.begin();
    await window.training();
    workspace.cpu = 5;
    window.session.shareChanged();
    await until('the change', () => window.shares.length === 2);
    window.threads[0]?.crash('out of luck');
    await window.training(2);
    expect(window.shares).toEqual([0.4, 0.05, 0.05]);
  });

  it('has a trainer give way to who types, where it was granted every core', async () => {
    const workspace = new Workspace();
    const window = new Window(workspace);
    window.session.giveWay();
    void window.session.begin();
    await window.training();
    window.session.giveWay();
    workspace.cores = 3;
    window.session.giveWay();
    await until('the way given', () => window.waysGiven > 0);
    expect(window.waysGiven).toBe(1);
    expect(window.threads).toHaveLength(1);
  });

  it('has one run at a time', async () => {
    const window = new Window(new Workspace());
    void window.session.begin();
    await window.training();
    expect(await window.session.train()).toMatchObject({ ok: false, failure: { code: 'busy' } });
    expect(window.activity).toBe('training');
  });

  it('can be paused and resumed', async () => {
    const window = new Window(new Workspace());
    void window.session.begin();
    await window.training();
    await window.session.pause();
    expect(window.activity).toBe('paused');
    await window.session.resume();
    expect(window.activity).toBe('training');
  });

  it('stands back where another window learns, and when another takes over', async () => {
    const workspace = new Workspace();
    const first = new Window(workspace);
    void first.session.begin();
    await first.training();
    const second = new Window(workspace);
    await second.session.begin();
    expect(second.activities).toEqual(['elsewhere']);
    expect(second.threads).toEqual([]);
    expect(await second.session.train()).toMatchObject({ ok: false, failure: { code: 'elsewhere' } });

    first.loseLock();
    await until('it stands back', () => first.activity === 'elsewhere');
    await Promise.all([first.session.dispose(), second.session.dispose()]);
  });

  it('says that there is nothing to learn, and tries again when a file is saved', async () => {
    const window = new Window(new Workspace());
    window.files = [];
    await window.session.begin();
    expect(window.activity).toBe('failed');
    expect(window.news.failure?.code).toBe('nothing-to-learn');
    window.files = ['new.ts'];
    void window.session.learn(saved('new.ts'));
    await window.training(2);
    expect(window.news.failure).toBeUndefined();
  });

  it('learns a saved file where it learns by itself, whatever else it does', async () => {
    const workspace = new Workspace();
    workspace.stored = model(true);
    const window = new Window(workspace);
    await window.session.learn(saved('too-early.ts'));
    await window.session.begin();
    await window.session.learn(saved('a.ts'));
    expect(window.activities).toEqual(['idle', 'learning', 'idle']);
    expect(window.news.learned).toMatchObject({ path: 'a.ts', lines: 1 });
    workspace.auto = false;
    await window.session.learn(saved('b.ts'));
    expect(window.learned).toEqual(['a.ts']);
  });
});
