import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Activity } from '../../../src/extension/api.ts';
import { LearningSession } from '../../../src/extension/workspace/learning-session.ts';
import { failed, succeeded } from '../../../src/protocol/failure.ts';
import { until } from '../threads/threads.ts';

/** A window that notes what memory and training are asked to do. */
class Window {
  readonly erasure = {
    isErased: false,
    end: () => {
      this.erasure.isErased = false;
      return Promise.resolve();
    },
    perform: () => {
      this.erasure.isErased = true;
      return this.#ask('clear the disk');
    },
  };
  isTrusted = true;
  hasFolder = true;
  activity: Activity = 'starting';
  /** In words and in order, what was asked. */
  readonly asked: string[] = [];
  quiet: () => Promise<void> = () => Promise.resolve();
  readonly session = new LearningSession({
    isTrusted: () => this.isTrusted,
    hasFolder: () => this.hasFolder,
    activity: () => this.activity,
    setActivity: (activity) => (this.activity = activity),
    untilQuiet: () => this.quiet(),
    serveStoredModel: () => this.#ask('serve the stored model'),
    memory: {
      begin: () => this.#ask('remember'),
      refresh: () => this.#ask('refresh the memory'),
      update: () => this.#ask('update the memory'),
      saved: ({ path }) => this.#ask(`remember ${path}`),
      isIgnored: (path) => path.startsWith('dist/'),
      changed: ({ files }) => this.#ask(`remember ${files.map(({ path }) => path).join()} as changed`),
      erase: () => this.#ask('erase the memory'),
      deleted: (paths) => this.#ask(`forget ${paths.join()}`),
      dispose: () => void this.#ask('end the memory'),
    },
    erasure: this.erasure,
    forgetting: { obey: () => Promise.resolve() },
    training: {
      begin: () => this.#ask('train'),
      startOver: () => this.#ask('start over'),
      train: async () => {
        await this.#ask('train on command');
        return failed('busy', 'Already.');
      },
      learn: ({ path }) => this.#ask(`learn ${path}`),
      filesChanged: () => this.#ask('tell the training'),
      shareChanged: () => void this.#ask('change the share'),
      erase: () => this.#ask('erase the training'),
      dispose: () => this.#ask('end the training'),
    },
  });

  #ask(what: string): Promise<void> {
    this.asked.push(what);
    return Promise.resolve();
  }
}

describe('learning in a window', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('uses what was learned before, remembers at once, and trains when the window is quiet', async () => {
    const window = new Window();
    let becomeQuiet = (): void => undefined;
    window.quiet = () => new Promise((resolve) => (becomeQuiet = resolve));
    const begun = window.session.begin();
    await until('remembering', () => window.asked.includes('remember'));
    expect(window.activity).toBe('starting');
    expect(window.asked).toEqual(['serve the stored model', 'remember']);
    becomeQuiet();
    await begun;
    expect(window.asked).toEqual(['serve the stored model', 'remember', 'train']);
  });

  it('asks for nothing in Restricted Mode, and begins when the workspace is trusted', async () => {
    const window = new Window();
    window.isTrusted = false;
    await window.session.begin();
    expect(window.activity).toBe('restricted');
    window.session.foldersChanged(true);
    window.session.autoChanged();
    expect(await window.session.train()).toEqual(succeeded(undefined));
    expect(window.asked).toEqual([]);
    window.isTrusted = true;
    await window.session.begin();
    expect(window.asked).toContain('train');
  });

  it('begins with the first folder', async () => {
    const window = new Window();
    window.hasFolder = false;
    await window.session.begin();
    expect(window.activity).toBe('no-folder');
    expect(await window.session.train()).toEqual(succeeded(undefined));
    expect(window.asked).toEqual([]);
    window.hasFolder = true;
    window.session.foldersChanged(true);
    await until('a training', () => window.asked.includes('train'));
  });

  it('starts over when a folder is added, and only refreshes the memory when one is removed', () => {
    const window = new Window();
    window.activity = 'idle';
    window.session.foldersChanged(false);
    expect(window.asked).toEqual(['refresh the memory']);
    window.session.foldersChanged(true);
    expect(window.asked).toEqual(['refresh the memory', 'refresh the memory', 'start over']);
  });

  it('does what a changed setting asks for', () => {
    const window = new Window();
    window.activity = 'idle';
    window.session.autoChanged();
    window.session.shareChanged();
    window.session.allowedSecretsChanged();
    const asked = ['refresh the memory', 'train', 'change the share', 'refresh the memory'];
    expect(window.asked).toEqual(asked);
  });

  it('passes changed files to memory and training', async () => {
    const window = new Window();
    await window.session.saved({ path: 'a.ts', text: '', ignoreFiles: [] });
    await window.session.deleted(['b.ts', 'c.ts']);
    expect(window.asked).toEqual(['remember a.ts', 'learn a.ts', 'forget b.ts,c.ts']);
  });

  it('remembers what another program has changed, and lists all files after very many changes', async () => {
    const window = new Window();
    const files = ['a.ts', 'b.ts'].map((path) => ({ path, source: { diskPath: `/${path}` } }));
    await window.session.changed({ files, ignoreFiles: [] });
    await window.session.changedThroughout();
    expect(window.asked).toEqual([
      'remember a.ts,b.ts as changed',
      'tell the training',
      'refresh the memory',
      'tell the training',
    ]);
    expect(window.session.isIgnored('dist/a.js')).toBe(true);
  });

  it('updates the memory and trains when the user asks, and returns how the training ended', async () => {
    const window = new Window();
    expect(await window.session.train()).toMatchObject({ ok: false, failure: { code: 'busy' } });
    expect(window.asked).toEqual(['update the memory', 'train on command']);
  });

  it('learns nothing any more after everything was erased, in later windows either, until the user asks', async () => {
    const window = new Window();
    window.activity = 'idle';
    await window.session.erase(() => Promise.resolve(window.asked.push('erase the statistics')));
    expect(window.asked).toEqual([
      'erase the training',
      'erase the memory',
      'erase the statistics',
      'clear the disk',
    ]);
    const nothingMore = async () => {
      await window.session.saved({ path: 'a.ts', text: '', ignoreFiles: [] });
      await window.session.changed({ files: [], ignoreFiles: [] });
      await window.session.changedThroughout();
      window.session.foldersChanged(true);
      window.session.autoChanged();
      window.session.exclusionChanged();
      window.session.encodingsChanged();
      expect(window.asked).toHaveLength(4);
      expect(window.activity).toBe('erased');
    };
    await nothingMore();
    window.activity = 'starting';
    await window.session.begin();
    await nothingMore();
    await window.session.train();
    expect(window.asked.slice(4)).toEqual(['remember', 'update the memory', 'train on command']);
    expect(window.erasure.isErased).toBe(false);
  });

  it('does not begin after it has been disposed, and leaves no timer', async () => {
    vi.useFakeTimers();
    const window = new Window();
    window.session.beginSoon();
    await window.session.dispose();
    expect(vi.getTimerCount()).toBe(0);
    expect(window.asked).toEqual(['end the memory', 'end the training']);
  });

  it('does not train if it was disposed while it waited for quiet', async () => {
    const window = new Window();
    window.quiet = () => window.session.dispose();
    await window.session.begin();
    expect(window.asked).not.toContain('train');
  });
});
