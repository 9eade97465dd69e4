import { describe, expect, it } from 'vitest';
import { succeeded } from '../../../src/protocol/failure.ts';
import { model, trainingWindow, Window, Workspace } from './window.ts';

describe('a training run', () => {
  it('continues after a crash of its thread', async () => {
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

  it('can be paused and resumed', async () => {
    const window = await trainingWindow(new Workspace());
    await window.session.pause();
    expect(window.activity).toBe('paused');
    await window.session.resume();
    expect(window.activity).toBe('training');
  });
});
