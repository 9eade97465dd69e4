import { describe, expect, it } from 'vitest';
import type { TacitState } from '../../src/extension/api.ts';
import { ObservableState } from '../../src/extension/observable-state.ts';

describe('the state', () => {
  it('gives its listeners a new value at each change', () => {
    const state = new ObservableState();
    const before = state.current;
    const heard: TacitState[] = [];
    state.listen((current) => heard.push(current));
    state.update({ activity: 'idle' });
    state.update({ threads: 2 });
    expect(before.activity).toBe('starting');
    expect(heard).toEqual([
      { ...before, activity: 'idle' },
      { ...before, activity: 'idle', threads: 2 },
    ]);
    expect(state.current).toEqual(heard[1]);
  });

  it('gives nothing to a listener that was disposed', () => {
    const state = new ObservableState();
    const heard: TacitState[] = [];
    const subscription = state.listen((current) => heard.push(current));
    subscription.dispose();
    state.update({ activity: 'idle' });
    expect(heard).toEqual([]);
  });
});
