import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Contract, Method } from '../../src/protocol/contract.ts';
import type { PredictorContract } from '../../src/protocol/predictor-contract.ts';
import type { ParamGuards } from '../../src/protocol/server.ts';
import type { TrainerContract } from '../../src/protocol/trainer-contract.ts';
import { predictorGuards } from '../../src/worker/predictor/predictor-guards.ts';
import { trainerGuards } from '../../src/worker/trainer/trainer-guards.ts';
import { startWorker } from './start-worker.ts';

/** Posts any values, and each call with any parameters, to a real thread. Resolves to what the calls came to. */
async function outcomesOf<C extends Contract>(
  role: 'trainer' | 'predictor',
  guards: ParamGuards<C>,
): Promise<unknown[]> {
  const { caller, worker } = startWorker<C>(role);
  const outcomes: unknown[] = [];
  const anyValue = fc.jsonValue();
  await fc.assert(
    fc.asyncProperty(anyValue, fc.dictionary(fc.string(), anyValue), async (value, members) => {
      worker.postMessage(value);
      for (const method of Object.keys(guards) as Method<C>[]) {
        for (const params of [value, members]) {
          if (!guards[method](params)) outcomes.push(await caller.call(method, params));
        }
      }
    }),
    { numRuns: 40 },
  );
  await worker.terminate();
  return outcomes;
}

describe('a thread goes on, whatever is posted to it, and refuses calls with other parameters:', () => {
  const refused = {
    ok: false,
    failure: { code: 'internal', message: expect.stringContaining('malformed') as unknown },
  };

  it('the trainer', async () => {
    const outcomes = await outcomesOf<TrainerContract>('trainer', trainerGuards);
    expect(outcomes.length).toBeGreaterThan(100);
    for (const outcome of outcomes) expect(outcome).toMatchObject(refused);
  });

  it('the predictor', async () => {
    const outcomes = await outcomesOf<PredictorContract>('predictor', predictorGuards);
    expect(outcomes.length).toBeGreaterThan(100);
    for (const outcome of outcomes) expect(outcome).toMatchObject(refused);
  });
});
