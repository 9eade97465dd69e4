import { afterEach, describe, expect, it, vi } from 'vitest';
import { succeeded } from '../../../src/protocol/failure.ts';
import type { SavedFile } from '../../../src/protocol/trainer-contract.ts';
import { until } from '../threads/threads.ts';
import { model, trainingWindow, Window, Workspace } from './window.ts';

const saved = (path: string): SavedFile => ({ path, text: 'text', ignoreFiles: [] });

describe('a training session', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('trains on a new workspace without being asked, for as long as the user has set', async () => {
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

  it.each([undefined, { code: 'disk-full', message: 'Full.' }] as const)(
    'says in the end what became of the last attempt to store the model: %o',
    async (unstored) => {
      const window = new Window(new Workspace());
      const begun = window.session.begin();
      await window.training();
      window.threads[0]?.notify('problem', { code: 'store-failed', message: 'For a moment.' });
      await until('the problem', () => window.news.failure?.code === 'store-failed');
      window.end(succeeded({ reason: 'finished', seconds: 1, model: model(true), unstored }));
      await begun;
      expect(window.news.failure).toEqual(unstored);
    },
  );

  it('rests when the stored model is finished, and when the user does not want automatic learning', async () => {
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

  it('continues an unfinished run at the next start', async () => {
    const workspace = new Workspace();
    const first = await trainingWindow(workspace);
    await first.session.dispose();
    expect(workspace).toMatchObject({ stored: { finished: false }, isLocked: false });

    const second = await trainingWindow(workspace);
    expect(second.runs[0]?.resume).toBe(true);
  });

  it('does not start training again that the user has stopped', async () => {
    const workspace = new Workspace();
    const first = await trainingWindow(workspace);
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

    await trainingWindow(workspace);
  });

  it('says that it is stopping until the network is stored', async () => {
    const window = await trainingWindow(new Workspace());
    await window.session.stop();
    await until('the end', () => window.activity === 'stopped');
    expect(window.activities).toEqual(['reading', 'training', 'stopping', 'stopped']);
    expect(window.news.progress).toBeUndefined();
  });

  it('stays paused when the files have been read meanwhile, and cannot be paused while it is stopping', async () => {
    const workspace = new Workspace();
    const window = new Window(workspace);
    const begun = window.session.begin();
    // The files are listed at once, so a timer would be too late.
    for (let turn = 0; turn < 1000 && window.activity !== 'reading'; turn++) await Promise.resolve();
    await window.session.pause();
    await until('a run', () => window.runs.length === 1);
    window.threads[0]?.notify('corpus', {
      files: 1,
      characters: 9,
      validationFiles: 0,
      omissions: [],
      masked: new Map(),
    });
    await until('the corpus', () => window.news.corpus !== undefined);
    expect(window.activity).toBe('paused');
    const stopped = window.session.stop();
    await window.session.resume();
    await window.session.pause();
    expect(window.activity).toBe('stopping');
    await Promise.all([stopped, begun]);
  });

  it('has one run at a time', async () => {
    const window = await trainingWindow(new Workspace());
    expect(await window.session.train()).toMatchObject({ ok: false, failure: { code: 'busy' } });
    expect(window.activity).toBe('training');
  });

  it('does not train while another window does, nor after another window has taken over', async () => {
    const workspace = new Workspace();
    const first = await trainingWindow(workspace);
    const second = new Window(workspace);
    await second.session.begin();
    expect(second.activities).toEqual(['elsewhere']);
    expect(second.threads).toEqual([]);
    expect(await second.session.train()).toMatchObject({ ok: false, failure: { code: 'elsewhere' } });

    first.loseLock();
    await until('it leaves training to the other', () => first.activity === 'elsewhere');
    await Promise.all([first.session.dispose(), second.session.dispose()]);
  });

  it('trains once the window that it looks on has closed', async () => {
    const workspace = new Workspace();
    const first = await trainingWindow(workspace);
    const second = new Window(workspace);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await second.session.begin();
    await first.session.dispose();
    await vi.advanceTimersByTimeAsync(60_000);
    vi.useRealTimers();
    await second.training();
    expect(second.runs[0]?.resume).toBe(true);
  });

  it('leaves no thread, no lock and no timer when it is disposed', async () => {
    const workspace = new Workspace();
    const first = await trainingWindow(workspace);
    const second = new Window(workspace);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await second.session.begin();
    expect(vi.getTimerCount()).toBe(1);
    await Promise.all([first.session.dispose(), second.session.dispose()]);
    expect(vi.getTimerCount()).toBe(0);
    expect(await first.threads[0]?.ended).toBe('terminated');
    expect(first.session.threads).toBe(0);
    expect(workspace.isLocked).toBe(false);
    expect(await first.session.train()).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
  });

  it('reports that there is nothing to learn, and tries again when a file is saved', async () => {
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

  it('tries again when another program makes files where there was nothing to learn from', async () => {
    const workspace = new Workspace();
    const window = new Window(workspace);
    await window.session.filesChanged();
    expect(window.runs).toEqual([]);
    window.files = [];
    await window.session.begin();
    workspace.auto = false;
    window.files = ['new.ts'];
    await window.session.filesChanged();
    expect(window.activity).toBe('failed');
    workspace.auto = true;
    void window.session.filesChanged();
    await window.training(2);
    expect(window.news.failure).toBeUndefined();
  });

  it('learns a saved file only if a model is open and the user wants automatic learning', async () => {
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
