import { describe, expect, it } from 'vitest';
import { ForgettingSession } from '../../../src/extension/workspace/forgetting-session.ts';
import { ForgottenList } from '../../../src/extension/workspace/forgotten-list.ts';

/** What all windows share. */
function sharedStorage() {
  const values = new Map<string, unknown>();
  return {
    values,
    get: <T>(key: string, otherwise: T): T => (values.has(key) ? (values.get(key) as T) : otherwise),
    update: (key: string, value: unknown) => {
      values.set(key, value);
      return Promise.resolve();
    },
  };
}

/** A window, and what its threads follow. */
class Window {
  withheld: readonly string[] = [];
  trainer: unknown;
  /** In words, what was asked. */
  readonly asked: string[] = [];
  readonly session: ForgettingSession;

  constructor(list: ForgottenList) {
    this.session = new ForgettingSession({
      list,
      preset: () => 'fast',
      pathOf: (uri) => (uri.startsWith('file:///w/') ? uri.slice('file:///w/'.length) : undefined),
      predictor: {
        withhold: ({ paths }) => {
          this.asked.push('withhold');
          this.withheld = paths;
          return Promise.resolve();
        },
      },
      memory: {
        refresh: () => {
          this.asked.push('refresh');
          return Promise.resolve();
        },
      },
      training: {
        forget: (forgotten, isMore) => {
          this.asked.push(isMore ? 'forget' : 'note');
          this.trainer = forgotten;
          return Promise.resolve();
        },
      },
    });
  }
}

describe('forgetting in a window', () => {
  it('reaches both threads, and ends when a file is taken back', async () => {
    const window = new Window(new ForgottenList(sharedStorage(), 'w', undefined));
    await window.session.replace(['file:///w/b.ts', 'file:///w/a.ts', 'file:///elsewhere/c.ts']);
    expect(window.withheld).toEqual(['a.ts', 'b.ts']);
    expect(window.trainer).toEqual({ paths: ['a.ts', 'b.ts'], barred: '', gone: '' });
    expect(window.asked).toEqual(['withhold', 'forget', 'refresh']);
    await window.session.replace(['file:///w/b.ts']);
    expect(window.withheld).toEqual(['b.ts']);
    await window.session.obey();
    expect(window.asked).toHaveLength(6);
  });

  it('is followed by another window on the same folders, and known to one that opens later', async () => {
    const storage = sharedStorage();
    const [one, other] = [1, 2].map(() => new Window(new ForgottenList(storage, 'w', undefined)));
    await one.session.replace(['file:///w/a.ts']);
    expect(other.withheld).toEqual([]);
    await other.session.obey();
    expect(other.withheld).toEqual(['a.ts']);
    const later = new Window(new ForgottenList(storage, 'w', undefined));
    expect(later.session.forgotten.paths).toEqual(['a.ts']);
    expect(new Window(new ForgottenList(storage, 'x', undefined)).session.forgotten.paths).toEqual([]);
  });

  it('goes on when folders are added to the workspace', async () => {
    const storage = sharedStorage();
    await new ForgottenList(storage, 'w', undefined).replace(['file:///w/a.ts']);
    const grown = new ForgottenList(storage, 'w and x', 'w');
    expect(grown.uris).toEqual(['file:///w/a.ts']);
    await grown.replace([]);
    expect(grown.uris).toEqual([]);
    expect(new ForgottenList(storage, 'w', undefined).uris).toEqual(['file:///w/a.ts']);
  });

  it('tells the trainer what is ignored from now on, and what is only gone', async () => {
    const window = new Window(new ForgottenList(sharedStorage(), 'w', undefined));
    await window.session.found('', '');
    expect(window.asked).toEqual([]);
    await window.session.found('01234567', '');
    expect(window.trainer).toEqual({ paths: [], barred: '', gone: '01234567' });
    await window.session.found('', '89abcdef');
    expect(window.trainer).toEqual({ paths: [], barred: '89abcdef', gone: '' });
    await window.session.found('', '89abcdef');
    expect(window.asked).toEqual(['note', 'forget']);
    expect(window.session.forgotten.barred).toBe('89abcdef');
  });
});
