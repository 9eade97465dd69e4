import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { WasmKernels } from '../../../src/backend/wasm-kernels.ts';
import { OutOfMemoryError } from '../../../src/core/base/out-of-memory.ts';
import { decodeModel } from '../../../src/core/modelfile/model-file.ts';
import { presets } from '../../../src/core/training/training-options.ts';
import type { TrainParams } from '../../../src/protocol/trainer-contract.ts';
import { SharedReplica, shareReplicas } from '../../../src/worker/replicas/shared-replicas.ts';
import { trainReplica } from '../../../src/worker/replicas/train-replica.ts';
import { kernelBuilds } from '../../kernels/backends.ts';
import { javaScriptThreads } from '../javascript-threads.ts';
import { smallWorkspace } from '../small-workspace.ts';
import { valueOf } from '../start-worker.ts';
import { trainers } from '../trainer/trainers.ts';

const { folder, files } = smallWorkspace();
const trainer = trainers();

/** Five lanes, which neither two nor three threads can share evenly. */
const options = { hidden: 24, embedding: 24, vocabulary: 300, batch: 5, window: 12, patience: 100 } as const;

function params(count: number, steps: number, more: Partial<TrainParams> = {}): TrainParams {
  return {
    files,
    preset: 'fast',
    options: { ...options, budget: { seconds: undefined, epochs: undefined, steps }, ...more.options },
    threads: count,
    resume: false,
    modelPath: undefined,
    workspaceName: 'small',
    ...more,
  };
}

/** The model file of a run with `count` threads. */
async function trained(count: number, steps: number, name: string, more: Partial<TrainParams> = {}) {
  const { caller } = trainer();
  const modelPath = join(folder, name);
  if (more.resume) valueOf(await caller.call('open', { modelPath }));
  const given = params(count, steps, more);
  valueOf(await caller.call('train', { ...given, modelPath }));
  return new Uint8Array(readFileSync(modelPath));
}

function parametersIn(bytes: Uint8Array): readonly number[] {
  const decoded = decodeModel(bytes);
  if (!decoded.ok) throw new Error(decoded.failure.message);
  return [...decoded.model.parameters.values()].flatMap(({ data }) => [...data]);
}

const threads = (): number => javaScriptThreads().length;

describe('a replica that has too little memory', () => {
  const shape = { cell: 'gru', layers: 1, vocabulary: 300, embedding: 200, hidden: 200 } as const;
  const kernels = (megabytes: number) =>
    new WasmKernels(kernelBuilds.simd, { name: 'simd', memoryLimit: megabytes * 2 ** 20 });
  const work = () => {
    const all = { ...presets.fast, ...options };
    const shared = shareReplicas(2, shape, all);
    return { shared, index: 1, shape, options: all, start: {}, kernels: 'simd' } as const;
  };

  it('leaves, and the first replica waits for it no longer', () => {
    const left = work();
    trainReplica(left, () => kernels(4));
    expect(() => {
      new SharedReplica(kernels(16), left.shared, 0).meet();
    }).toThrow(OutOfMemoryError);
  });

  it('is told apart from one that is broken', () => {
    const broken = work();
    expect(() => {
      trainReplica(broken, () => {
        throw new TypeError('broken');
      });
    }).toThrow('broken');
  });
});

describe('training on several threads', () => {
  it('gives the same bytes each time', async () => {
    expect(await trained(2, 30, 'one')).toEqual(await trained(2, 30, 'two'));
  });

  it.each([2, 3])('follows the gradient of the whole batch on %d threads', async (count) => {
    // Without dropout, since each replica has its own masks, and without Adam, which magnifies tiny differences.
    const plain = { dropout: 0, optimizer: { name: 'sgd', momentum: 0.5 }, learningRate: 0.5 } as const;
    const more = { options: { ...options, ...plain, budget: { seconds: undefined, steps: 12 } } };
    const alone = parametersIn(await trained(1, 12, 'alone', more));
    const together = parametersIn(await trained(count, 12, 'together', more));
    expect(together).toHaveLength(alone.length);
    const apart = alone.map((parameter, i) => Math.abs(parameter - (together[i] ?? NaN)));
    expect(Math.max(...apart)).toBeLessThan(2e-5);
  });

  it('continues as if it had not stopped', async () => {
    // Too few to hold any out, so no evaluation decides what is kept.
    const more = { files: files.slice(0, 7) };
    const straight = parametersIn(await trained(2, 200, 'straight', more));
    const { caller } = trainer();
    const modelPath = join(folder, 'stopped');
    caller.on('corpus', () => void caller.call('stop', null));
    const run = await caller.call('train', { ...params(2, 200, more), modelPath });
    expect(valueOf(run).reason).toBe('stopped');
    expect(parametersIn(await trained(2, 200, 'stopped', { ...more, resume: true }))).toEqual(straight);
  });

  it.runIf(process.platform === 'linux')('ends the other threads with the run', async () => {
    const { caller } = trainer();
    valueOf(await caller.call('train', params(1, 2)));
    const alone = threads();
    let together = 0;
    caller.on('progress', () => {
      together = threads();
      void caller.call('stop', null);
    });
    valueOf(await caller.call('train', params(3, 100_000)));
    expect(together).toBe(alone + 2);
    await expect.poll(threads).toBe(alone);
  });

  it('learns a saved file in the middle of a run, on every thread', async () => {
    const { caller } = trainer();
    const models: Uint8Array[] = [];
    caller.on('model', ({ bytes }) => models.push(bytes));
    const run = caller.call('train', params(2, 4000));
    await new Promise<void>((resolve) => {
      caller.on('progress', () => {
        resolve();
      });
    });
    const saved = { path: 'src/new.ts', text: 'export const novelty = 1;\n'.repeat(4), ignoreFiles: [] };
    const learned = await caller.call('learn', saved);
    expect(learned.ok || learned.failure.code === 'no-model').toBe(true);
    await caller.call('stop', null);
    expect(valueOf(await run).reason).toBe('stopped');
  });
});
