import { describe, expect, it } from 'vitest';
import { MemorySession } from '../../../src/extension/workspace/memory-session.ts';
import { type Outcome, succeeded } from '../../../src/protocol/failure.ts';
import type { ChangedFiles, MemorySummary, Remembered } from '../../../src/protocol/predictor-contract.ts';
import type { SavedFile } from '../../../src/protocol/trainer-contract.ts';
import { until } from '../threads/threads.ts';

const changed = (...paths: readonly string[]): ChangedFiles => ({
  files: paths.map((path) => ({ path, source: { diskPath: `/${path}` } })),
  ignoreFiles: [],
});
const saved = (path: string): SavedFile => ({ path, text: 'text', ignoreFiles: [] });

const holding = (files: number): MemorySummary => ({
  files,
  characters: 0,
  bytes: 0,
  masked: { secrets: 0, files: 0 },
});

/** A window on a workspace of some files. Its predictor remembers only their names. */
class Window {
  files = ['a.ts', 'b.ts'];
  auto = true;
  exclusion = 'none';
  lastExclusion: string | undefined;
  readonly found: unknown[] = [];
  /** Whether the predictor was told that files were excluded, at each listing. */
  readonly excludes: unknown[] = [];
  /** What its `.gitignore` files ignore. */
  ignored: string[] = [];
  /** What the memory on the disk holds; undefined if there is none. */
  stored: string[] | undefined;
  /** What the predictor remembers; undefined before it has any memory. */
  remembered: string[] | undefined;
  /** In words, what the predictor and the editor were asked for. */
  readonly heard: string[] = [];
  /** Where the predictor masks secrets, and what it cannot allow. */
  masked: Remembered['masked'] = [];
  unusable: string[] = [];
  /** What the predictor was told to allow. */
  allowed: readonly string[] | undefined;
  readonly said: string[] = [];
  listing: () => Promise<void> = () => Promise.resolve();
  remembering: () => Promise<void> = () => Promise.resolve();
  readonly session = new MemorySession({
    memory: {
      recall: (path) => {
        this.heard.push(`recall ${path}`);
        this.remembered = this.stored;
        return Promise.resolve(this.#summary());
      },
      remember: async ({ files, allowedSecrets, excludes }) => {
        this.heard.push('remember');
        this.excludes.push(excludes);
        await this.remembering();
        this.remembered = files.map(({ path }) => path).filter((path) => !this.#isIgnored(path));
        const memory = holding(files.length);
        const { ignored } = this;
        this.allowed = allowedSecrets;
        const { masked, unusable } = this;
        return succeeded<Remembered>({
          memory,
          changed: 0,
          forgotten: 0,
          ignored,
          masked,
          unusable,
          gone: '',
          barred: '',
          hasNetwork: false,
          milliseconds: 1,
        });
      },
      rememberSaved: ({ path }) => {
        this.heard.push(`save ${path}`);
        if (this.remembered !== undefined) this.remembered = [...new Set([...this.remembered, path])];
        return Promise.resolve(this.#summary());
      },
      rememberChanged: ({ files }) => {
        this.heard.push(`change ${files.map(({ path }) => path).join()}`);
        const paths = files.map(({ path }) => path).filter((path) => !this.#isIgnored(path));
        if (this.remembered !== undefined) this.remembered = [...new Set([...this.remembered, ...paths])];
        const { value: memory } = this.#summary() as { value: MemorySummary | undefined };
        return Promise.resolve(succeeded({ memory, ignored: this.ignored }));
      },
      erase: () => {
        this.remembered = undefined;
        return Promise.resolve();
      },
      forget: (paths) => {
        this.remembered = this.remembered?.filter((path) => !paths.includes(path));
        const { value: memory } = this.#summary() as { value: MemorySummary | undefined };
        return Promise.resolve(succeeded({ memory, gone: '' }));
      },
    },
    listFiles: async () => {
      this.heard.push('list');
      await this.listing();
      return this.files.map((path) => ({ path, source: { diskPath: `/${path}` } }));
    },
    settings: () => ({ auto: this.auto, preset: 'balanced', allowedSecrets: ['example*'] }),
    memoryPath: '/memory',
    exclusion: {
      now: () => this.exclusion,
      last: () => this.lastExclusion,
      keep: (exclusion) => (this.lastExclusion = exclusion),
    },
    found: (gone, barred) => {
      if (gone !== '' || barred !== undefined) this.found.push([gone, barred]);
      return Promise.resolve();
    },
    isStored: () => Promise.resolve(this.stored !== undefined),
    log: {
      debug: () => undefined,
      info: (line) => this.said.push(line),
      warn: (line) => this.said.push(line),
      error: () => undefined,
    },
  });

  #isIgnored(path: string): boolean {
    return this.ignored.some((root) => path === root || (root.endsWith('/') && path.startsWith(root)));
  }

  #summary(): Outcome<MemorySummary | undefined> {
    return succeeded(this.remembered && holding(this.remembered.length));
  }
}

describe('a memory session', () => {
  it('serves what was stored before it looks for what has changed', async () => {
    const window = new Window();
    window.stored = ['a.ts', 'old.ts'];
    await window.session.begin();
    expect(window.heard).toEqual(['recall /memory', 'list', 'remember']);
    expect(window.remembered).toEqual(['a.ts', 'b.ts']);
  });

  it('says once in which lines secrets are masked and which texts can allow nothing, and what is allowed', async () => {
    const window = new Window();
    window.masked = [{ path: 'a.ts', lines: [3, 17] }];
    window.unusable = ['*'];
    await window.session.begin();
    await window.session.update();
    expect(window.allowed).toEqual(['example*']);
    const about = window.said.filter((line) => /secrets/i.test(line));
    expect(about).toEqual([
      'Secrets are masked in a.ts, lines 3, 17.',
      expect.stringMatching(/^1 texts in tacit\.secrets\.allow have no effect/),
    ]);
  });

  it('does not recall what was never stored', async () => {
    const window = new Window();
    await window.session.begin();
    expect(window.heard).toEqual(['list', 'remember']);
  });

  it('reads nothing when the user does not want that, and everything when the user asks', async () => {
    const window = new Window();
    window.auto = false;
    window.stored = ['a.ts'];
    await window.session.begin();
    await window.session.saved(saved('c.ts'));
    await window.session.refresh();
    expect(window.remembered).toEqual(['a.ts']);
    await window.session.update();
    expect(window.remembered).toEqual(['a.ts', 'b.ts']);
  });

  it('reads nothing before it has begun, as in Restricted Mode', async () => {
    const window = new Window();
    await window.session.saved(saved('c.ts'));
    await window.session.refresh();
    expect(window.heard).toEqual([]);
  });

  it('remembers a saved file without listing all files, and forgets a deleted one', async () => {
    const window = new Window();
    await window.session.begin();
    await window.session.saved(saved('c.ts'));
    expect(window.remembered).toEqual(['a.ts', 'b.ts', 'c.ts']);
    await window.session.deleted(['a.ts']);
    expect(window.remembered).toEqual(['b.ts', 'c.ts']);
    expect(window.heard).toEqual(['list', 'remember', 'save c.ts']);
  });

  it('remembers what another program has changed, without listing all files', async () => {
    const window = new Window();
    await window.session.begin();
    await window.session.changed(changed('c.ts', 'd.ts'));
    expect(window.remembered).toEqual(['a.ts', 'b.ts', 'c.ts', 'd.ts']);
    expect(window.heard).toEqual(['list', 'remember', 'change c.ts,d.ts']);
    window.auto = false;
    await window.session.changed(changed('e.ts'));
    expect(window.remembered).not.toContain('e.ts');
  });

  it('lists the files when another program makes the first of them', async () => {
    const window = new Window();
    window.files = [];
    await window.session.begin();
    window.remembered = undefined;
    window.files = ['first.ts'];
    await window.session.changed(changed('first.ts'));
    expect(window.remembered).toEqual(['first.ts']);
  });

  it('knows what is ignored, from the last listing and from what has changed since', async () => {
    const window = new Window();
    window.ignored = ['dist/', 'src/local.ts'];
    await window.session.begin();
    const ignored = (...paths: readonly string[]) => paths.map((path) => window.session.isIgnored(path));
    expect(ignored('dist', 'dist/deep/a.js', 'src/local.ts')).toEqual([true, true, true]);
    expect(ignored('src', 'src/a.ts', 'distance/a.ts', 'src/dist/a.js')).toEqual([
      false,
      false,
      false,
      false,
    ]);
    window.ignored = ['out/'];
    await window.session.changed(changed('out/a.js'));
    expect(ignored('out/b.js', 'dist/a.js')).toEqual([true, true]);
    await window.session.refresh();
    expect(ignored('out/b.js', 'dist/a.js')).toEqual([true, false]);
  });

  it('does not keep in mind every ignored file that ever was, but keeps the folders', async () => {
    const window = new Window();
    window.ignored = ['dist/'];
    await window.session.begin();
    const names = Array.from({ length: 50_000 }, (_, i) => `a.${i}.tmp`);
    for (let from = 0; from < names.length; from += 100) {
      window.ignored = names.slice(from, from + 100);
      await window.session.changed(changed(...window.ignored));
    }
    const known = names.filter((name) => window.session.isIgnored(name));
    expect(known.length).toBeLessThan(21_000);
    expect(known.at(-1)).toBe(names.at(-1));
    expect(window.session.isIgnored('dist/a.js')).toBe(true);
  });

  it('lists the files again when the first file of all is saved', async () => {
    const window = new Window();
    window.files = [];
    await window.session.begin();
    window.remembered = undefined;
    window.files = ['first.ts'];
    await window.session.saved(saved('first.ts'));
    expect(window.remembered).toEqual(['first.ts']);
  });

  it('lists the files once more, and only once, however often it is asked during an update', async () => {
    const window = new Window();
    let isListed = (): void => undefined;
    window.listing = () => new Promise((resolve) => (isListed = resolve));
    const updates = [window.session.update(), window.session.update(), window.session.update()];
    await until('the first listing', () => window.heard.length === 1);
    updates.push(window.session.update());
    window.files = ['new.ts'];
    window.listing = () => Promise.resolve();
    isListed();
    await Promise.all(updates);
    expect(window.heard).toEqual(['list', 'remember', 'list', 'remember']);
    expect(window.remembered).toEqual(['new.ts']);
  });

  it('tells the predictor, once, when the user excludes other files than at the last listing', async () => {
    const window = new Window();
    await window.session.begin();
    await window.session.refresh();
    window.exclusion = 'out';
    await window.session.refresh();
    await window.session.refresh();
    expect(window.excludes).toEqual([false, false, true, false]);
    window.lastExclusion = 'another, before this window was opened';
    await window.session.refresh();
    expect(window.excludes.at(-1)).toBe(true);
  });

  it('still works after the editor could not list the files', async () => {
    const window = new Window();
    window.listing = () => Promise.reject(new Error('no search here'));
    await window.session.begin();
    expect(window.remembered).toBeUndefined();
    window.listing = () => Promise.resolve();
    await window.session.refresh();
    expect(window.remembered).toEqual(['a.ts', 'b.ts']);
  });

  it('remembers nothing that was listed before everything was erased', async () => {
    const window = new Window();
    let isListed = (): void => undefined;
    window.listing = () => new Promise((resolve) => (isListed = resolve));
    const begun = window.session.begin();
    await until('a listing', () => window.heard.includes('list'));
    await window.session.erase();
    isListed();
    await begun;
    await window.session.saved(saved('a.ts'));
    await window.session.refresh();
    expect(window.heard).toEqual(['list']);
    expect(window.remembered).toBeUndefined();
  });

  it('asks for nothing more after it has been disposed', async () => {
    const window = new Window();
    let isListed = (): void => undefined;
    window.listing = () => new Promise((resolve) => (isListed = resolve));
    const begun = window.session.begin();
    await until('a listing', () => window.heard.includes('list'));
    window.session.dispose();
    isListed();
    await begun;
    await window.session.update();
    expect(window.heard).toEqual(['list']);
  });
});
