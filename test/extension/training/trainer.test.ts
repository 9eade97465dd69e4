import { describe, expect, it } from 'vitest';
import { until } from '../threads/threads.ts';
import { model, Window, Workspace } from './window.ts';

describe('a trainer', () => {
  it('hears what share of a core it may use, at every start and when the user changes it', async () => {
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

  it('gives way to suggestions if training may use every core', async () => {
    const workspace = new Workspace();
    const window = new Window(workspace);
    window.session.giveWay();
    void window.session.begin();
    await window.training();
    window.session.giveWay();
    workspace.cores = 3;
    window.session.giveWay();
    await until('a rest', () => window.waysGiven > 0);
    expect(window.waysGiven).toBe(1);
    expect(window.threads).toHaveLength(1);
  });

  it('does not keep a model open that it was opening when the lock was lost', async () => {
    const workspace = new Workspace();
    workspace.stored = model(true);
    const window = new Window(workspace);
    const { loseLock } = window;
    const begun = window.session.begin();
    while (window.loseLock === loseLock) await Promise.resolve();
    window.loseLock();
    await begun;
    await until('looking on', () => window.activity === 'elsewhere');
    await window.session.learn({ path: 'a.ts', text: 'a', ignoreFiles: [] });
    expect(window.learned).toEqual([]);
    await window.session.dispose();
  });
});
