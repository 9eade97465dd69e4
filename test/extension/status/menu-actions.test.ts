import { describe, expect, it } from 'vitest';
import type { Activity, TacitState } from '../../../src/extension/api.ts';
import { menuActions } from '../../../src/extension/status/menu-actions.ts';
import { ObservableState } from '../../../src/extension/observable-state.ts';

const actionsIn = (change: Partial<TacitState>): string[] => {
  const state = new ObservableState();
  state.update(change);
  return menuActions(state.current).map(({ action }) => action);
};

describe('the actions of the status bar', () => {
  it('offer to end a run under way, and to start one otherwise', () => {
    expect(actionsIn({ activity: 'training' })).toEqual(expect.arrayContaining(['pause', 'stop']));
    expect(actionsIn({ activity: 'paused' })).toEqual(expect.arrayContaining(['resume', 'stop']));
    for (const activity of ['idle', 'failed', 'stopped'] satisfies Activity[]) {
      expect(actionsIn({ activity })[0]).toBe('train');
      expect(actionsIn({ activity })).not.toContain('stop');
    }
  });

  it('offer no training where it is impossible', () => {
    for (const activity of ['restricted', 'no-folder', 'elsewhere'] satisfies Activity[]) {
      expect(actionsIn({ activity })).not.toContain('train');
    }
    expect(actionsIn({ activity: 'restricted' })).toContain('trust');
  });

  it('offer to sample only when there is a model', () => {
    expect(actionsIn({ activity: 'idle' })).not.toContain('sample');
    expect(actionsIn({ activity: 'idle', hasModel: true })).toContain('sample');
  });
});
