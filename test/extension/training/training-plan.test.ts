import { describe, expect, it } from 'vitest';
import { planAtStart, planOnCommand } from '../../../src/extension/training/training-plan.ts';
import type { ModelSummary } from '../../../src/protocol/trainer-contract.ts';

const unfinished = { finished: false } as ModelSummary;
const finished = { finished: true } as ModelSummary;
const fresh = { stoppedByUser: false, preset: undefined };

describe('the plan of a training', () => {
  it('at the start is to learn a new workspace, to continue an unfinished run, and to leave a finished model', () => {
    expect(planAtStart(undefined, fresh, 'balanced')).toBe('start-over');
    expect(planAtStart(unfinished, fresh, 'balanced')).toBe('continue');
    expect(planAtStart(finished, fresh, 'balanced')).toBe('rest');
  });

  it('at the start is to rest if the user has stopped training', () => {
    const stopped = { stoppedByUser: true, preset: 'balanced' } as const;
    expect(planAtStart(unfinished, stopped, 'balanced')).toBe('rest');
    expect(planAtStart(undefined, stopped, 'balanced')).toBe('rest');
  });

  it('on command is to start over with a finished model, or with an unfinished one of another preset', () => {
    expect(planOnCommand(finished, fresh, 'balanced')).toBe('start-over');
    expect(planOnCommand(unfinished, fresh, 'balanced')).toBe('continue');
    expect(planOnCommand(unfinished, { stoppedByUser: true, preset: 'fast' }, 'fast')).toBe('continue');
    expect(planOnCommand(unfinished, { stoppedByUser: true, preset: 'fast' }, 'large')).toBe('start-over');
  });
});
