import { describe, expect, it } from 'vitest';
import { planAtStart, planOnCommand } from '../../../src/extension/training/training-plan.ts';
import type { ModelSummary } from '../../../src/protocol/trainer-contract.ts';

const unfinished = { finished: false } as ModelSummary;
const finished = { finished: true } as ModelSummary;
const fresh = { stoppedByUser: false, preset: undefined };

describe('what to do', () => {
  it('at the start: learn what is unknown, go on with what is unfinished, leave what is finished', () => {
    expect(planAtStart(undefined, fresh, 'balanced')).toBe('start-over');
    expect(planAtStart(unfinished, fresh, 'balanced')).toBe('continue');
    expect(planAtStart(finished, fresh, 'balanced')).toBe('rest');
  });

  it('at the start, after the user has stopped: nothing', () => {
    const stopped = { stoppedByUser: true, preset: 'balanced' } as const;
    expect(planAtStart(unfinished, stopped, 'balanced')).toBe('rest');
    expect(planAtStart(undefined, stopped, 'balanced')).toBe('rest');
  });

  it('on command: a finished model is learned anew, and an unfinished one of another preset too', () => {
    expect(planOnCommand(finished, fresh, 'balanced')).toBe('start-over');
    expect(planOnCommand(unfinished, fresh, 'balanced')).toBe('continue');
    expect(planOnCommand(unfinished, { stoppedByUser: true, preset: 'fast' }, 'fast')).toBe('continue');
    expect(planOnCommand(unfinished, { stoppedByUser: true, preset: 'fast' }, 'large')).toBe('start-over');
  });
});
