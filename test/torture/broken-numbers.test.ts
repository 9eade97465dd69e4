import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ReferenceKernels } from '../../src/backend/reference-kernels.ts';
import { WasmKernels } from '../../src/backend/wasm-kernels.ts';
import { finish } from '../../src/core/base/bounded-work.ts';
import { initialParameters } from '../../src/core/model/initial-parameters.ts';
import { areSound } from '../../src/core/model/parameters.ts';
import { decodeModel, encodeModel } from '../../src/core/modelfile/model-file.ts';
import type { Kernels, Tensor } from '../../src/core/tensor/kernels.ts';
import { Random } from '../../src/core/tensor/random.ts';
import { areWithin, type NamedTensors } from '../../src/core/tensor/tensor-layout.ts';
import { Batches } from '../../src/core/text/batches.ts';
import { prepareCorpus } from '../../src/core/text/prepared-corpus.ts';
import { ChangeLearner } from '../../src/core/training/change-learner.ts';
import { Trainer } from '../../src/core/training/trainer.ts';
import { presets, type TrainingOptions } from '../../src/core/training/training-options.ts';
import type { Setback, TrainerContract } from '../../src/protocol/trainer-contract.ts';
import { nodePlatform } from '../../src/worker/platform.node.ts';
import { loadModel } from '../../src/worker/predictor/loaded-model.ts';
import { DutyCycle } from '../../src/worker/trainer/duty-cycle.ts';
import { modelOf } from '../../src/worker/trainer/learned-model.ts';
import { RunControl } from '../../src/worker/trainer/run-control.ts';
import { TrainingLoop } from '../../src/worker/trainer/training-loop.ts';
import type { Snapshot } from '../../src/worker/trainer/training-position.ts';
import { kernelBuilds } from '../kernels/backends.ts';
import { smallWorkspace } from '../worker/small-workspace.ts';
import { sourceOf } from '../worker/source-of.ts';
import { startWorker, valueOf } from '../worker/start-worker.ts';
import { isFull, reportFault } from './fault-report.ts';
import { pick } from './mutations.ts';

const none = new Uint8Array();
const nouns = ['anchor', 'beacon', 'cable', 'dock', 'engine', 'ferry', 'gauge', 'harbour', 'inlet', 'jetty'];
const corpus = prepareCorpus(
  nouns.map((noun) => ({ path: `src/${noun}.ts`, text: sourceOf(noun) })),
  { kind: 'subword', vocabulary: 300 },
);
const sizes = { layers: 1, embedding: 16, hidden: 16, vocabulary: corpus.tokenizer.size } as const;
const options: TrainingOptions = { ...presets.fast, ...sizes, batch: 4, window: 16, budget: { steps: 60 } };
const provenance = { tacitVersion: '1', workspace: 'small', corpusDigest: '', files: nouns.length };
const spoiled = [NaN, Infinity, -Infinity] as const;

/** The same tensors with another number in one place. */
function withOne(
  tensors: NamedTensors,
  isMeant: (name: string) => boolean,
  number: number,
  random: Random,
): NamedTensors {
  const names = [...tensors.keys()].filter(isMeant);
  const chosen = pick(random, names);
  return new Map(
    [...tensors].map(([name, { shape, data }]) => {
      const changed = data.slice();
      if (name === chosen) changed[random.below(changed.length)] = number;
      return [name, { shape, data: changed }];
    }),
  );
}

describe('one number that is none is noticed in the step that meets it', () => {
  const optimizers: readonly TrainingOptions['optimizer'][] = [
    { name: 'sgd', momentum: 0.9 },
    { name: 'rmsprop', decay: 0.9, epsilon: 1e-8 },
    { name: 'adam', beta1: 0.9, beta2: 0.99, epsilon: 1e-8 },
  ];

  it.each(['parameter', 'moment', 'state'])(
    'a %s',
    (what) => {
      const random = new Random(30);
      const tried = isFull ? 1000 : 60;
      for (let i = 0; i < tried; i++) {
        const shape = { ...sizes, cell: pick(random, ['rnn', 'gru', 'lstm'] as const) };
        const chosen = { ...options, ...shape, optimizer: pick(random, optimizers), dropout: 0, patience: 0 };
        const batches = new Batches(corpus.training, chosen.batch, chosen.window, 1);
        const first = new Trainer(new ReferenceKernels(), shape, chosen);
        for (let step = 0; step < 3; step++) expect(first.step(batches.next(), 0).diverged).toBe(false);
        const [parameters, moments] = [first.parameters(), first.moments()];
        const number = pick(random, spoiled);
        const start = {
          step: first.steps,
          parameters: what === 'parameter' ? withOne(parameters, () => true, number, random) : parameters,
          moments:
            what === 'parameter'
              ? moments
              : withOne(moments, (name) => name.startsWith('state.') === (what === 'state'), number, random),
        };
        const trainer = new Trainer(new ReferenceKernels(), shape, chosen, start);
        const next = batches.next();
        // A lane that begins a file forgets its state.
        next.clears.fill(0);
        const { diverged } = trainer.step(next, 0);
        // An infinite state saturates as a large one does, unless a weight turns it into no number.
        if (what === 'state' && !Number.isNaN(number) && areWithin(trainer.moments())) continue;
        expect(diverged, `${what} ${String(number)}, try ${i}: ${shape.cell}, ${chosen.optimizer.name}`).toBe(
          true,
        );
      }
      reportFault({
        fault: `a ${what} that is NaN or infinite`,
        tried,
        survived: tried,
        lost: 'nothing; noticed in the same step',
      });
    },
    300_000,
  );
});

interface Spoiler {
  readonly gradients?: (gradients: Tensor) => unknown;
  readonly moments?: (m: Tensor, v: Tensor) => void;
  readonly parameters?: (p: Tensor) => void;
}

/** Runs to the end, and spoils numbers in step `at`, counted from 0. Returns all that would be stored and said. */
async function run(at: number, spoil: Spoiler) {
  let step = -1;
  const createKernels = (): Kernels => {
    const kernels = new WasmKernels(kernelBuilds.simd, { name: 'simd', memoryLimit: 256 * 2 ** 20 });
    const { fill, sumOfSquares, adam } = kernels;
    let isGradient = false;
    return Object.assign(kernels, {
      fill: (...[tensor, value]: Parameters<Kernels['fill']>) => {
        fill(tensor, value);
        // A step begins by clearing its gradients.
        if (tensor.length > 1000) isGradient = true;
      },
      sumOfSquares: (a: Tensor) => {
        if (isGradient && ++step === at) spoil.gradients?.(a);
        isGradient = false;
        return sumOfSquares(a);
      },
      adam: (...[p, g, m, v, ...others]: Parameters<typeof adam>) => {
        if (step === at) spoil.moments?.(m, v);
        adam(p, g, m, v, ...others);
        if (step === at) spoil.parameters?.(p);
      },
    });
  };
  const platform = { ...nodePlatform({ simd: none, relaxed: none }), createKernels };
  const checkpoints: Snapshot[] = [];
  const setbacks: (Setback & { readonly noticedAt: number })[] = [];
  const description = {
    shape: { ...sizes, cell: 'gru' as const },
    options,
    corpus,
    provenance,
    start: undefined,
  };
  const loop = new TrainingLoop(platform, description, {
    control: new RunControl(),
    duty: new DutyCycle(platform, 1),
    threads: 1,
    onProgress: () => undefined,
    onSetback: (setback) => setbacks.push({ ...setback, noticedAt: step }),
    onCheckpoint: async (snapshot) => {
      checkpoints.push(snapshot);
      // What could not be stored or served throws here.
      const bytes = encodeModel(modelOf(description, snapshot, new Date(0)));
      expect(decodeModel(bytes)).toMatchObject({ ok: true });
      const loaded = valueOf(await loadModel({ bytes }, platform));
      const [state, out] = [loaded.network.newState(), new Float32Array(corpus.tokenizer.size)];
      loaded.network.step(state, 5, state);
      loaded.network.probabilities(state, out);
      expect(Math.abs(out.reduce((sum, probability) => sum + probability, 0) - 1)).toBeLessThan(1e-3);
    },
  });
  const end = await loop.run();
  loop.dispose();
  return { end, setbacks, checkpoints };
}

const anywhere =
  (random: Random, number: number) =>
  ({ data }: Tensor): void => {
    data[random.below(data.length)] = number;
  };

describe('a run in which a number is spoiled', () => {
  it.each([
    ['a gradient', (random: Random): Spoiler => ({ gradients: anywhere(random, pick(random, spoiled)) })],
    [
      'a parameter',
      (random: Random): Spoiler => ({ parameters: anywhere(random, pick(random, [...spoiled, 1e30])) }),
    ],
    [
      'a moment',
      (random: Random): Spoiler => ({
        moments: (m, v) => {
          anywhere(random, pick(random, spoiled))(random.below(2) === 0 ? m : v);
        },
      }),
    ],
  ])(
    'goes back at once, with a smaller rate, and stores nothing of it: %s',
    async (what, spoiler) => {
      const random = new Random(31);
      const tried = isFull ? 100 : 5;
      for (let i = 0; i < tried; i++) {
        const at = random.below(60);
        const { end, setbacks, checkpoints } = await run(at, spoiler(random));
        const message = `${what}, try ${i}, step ${at}`;
        expect(valueOf(end), message).toBe('finished');
        expect(
          setbacks.map(({ noticedAt }) => noticedAt),
          message,
        ).toEqual([at]);
        expect(setbacks[0].learningRate, message).toBe(options.learningRate / 4);
        expect(
          checkpoints.every(({ parameters, moments }) => areSound(parameters) && areWithin(moments)),
          message,
        ).toBe(true);
      }
      reportFault({
        fault: `a run in which ${what} becomes NaN or infinite, at any step`,
        tried,
        survived: tried,
        lost: 'the steps since the last checkpoint',
      });
    },
    300_000,
  );

  it('goes back in the next step where the loss explodes and all is finite', async () => {
    const grown = ({ data }: Tensor): void => {
      for (let i = 0; i < data.length; i++) data[i] *= 1e4;
    };
    for (const at of [0, 7, 30]) {
      const { end, setbacks } = await run(at, { parameters: grown });
      expect(valueOf(end)).toBe('finished');
      expect(setbacks.map(({ noticedAt }) => noticedAt)).toEqual([at + 1]);
    }
  });

  it('is not thrown back by gradients that are large, which are clipped', async () => {
    const { end, setbacks } = await run(9, { gradients: ({ data }) => data.fill(3e38) });
    expect(valueOf(end)).toBe('finished');
    expect(setbacks).toEqual([]);
  });
});

describe('the learning of a save', () => {
  it('keeps the parameters as they were where one becomes no number', () => {
    const shape = { ...sizes, cell: 'gru' as const };
    const parameters = initialParameters(shape, 1);
    const random = new Random(33);
    const tokens = corpus.tokenizer.encode(sourceOf('kelp'));
    const learn = (spoil: (p: Tensor) => void) => {
      const kernels = new ReferenceKernels();
      const sgd = kernels.sgd.bind(kernels);
      Object.assign(kernels, {
        sgd: (...[p, ...others]: Parameters<Kernels['sgd']>) => {
          sgd(p, ...others);
          spoil(p);
        },
      });
      const work = new ChangeLearner(kernels, shape).learn(parameters, { tokens, from: 1, characters: 300 });
      return finish(work).parameters;
    };
    expect(learn(() => undefined)).not.toEqual(parameters);
    for (let i = 0; i < 20; i++)
      expect(learn(anywhere(random, pick(random, [...spoiled, 1e30])))).toBe(parameters);
  });
});

describe('a run on two threads', () => {
  it('notices what is wrong in the lanes of the other, and leaves the stored file as it is', async () => {
    const { folder, files } = smallWorkspace();
    const modelPath = join(folder, 'model.safetensors');
    const budget = { seconds: undefined, epochs: undefined };
    const params = {
      files: files.slice(0, 6),
      preset: 'fast',
      threads: 2,
      modelPath,
      workspaceName: 'small',
    } as const;
    const start = () => startWorker<TrainerContract>('trainer');
    const one = start();
    const small = { hidden: 16, embedding: 16, batch: 4 };
    valueOf(
      await one.caller.call('train', {
        ...params,
        options: { ...small, budget: { ...budget, steps: 5 } },
        resume: false,
      }),
    );
    await one.worker.terminate();

    const decoded = decodeModel(readFileSync(modelPath));
    if (!decoded.ok || !decoded.model.moments) throw new Error('It has no moments.');
    const { model } = decoded;
    const states = decoded.model.moments.get('state.layer0.h');
    // The other thread has the last lanes. Their states are finite, but nothing that is computed from them is.
    states?.data.fill(3e38, states.data.length / 2);
    const other = start();
    const poisoned = join(folder, 'poisoned.safetensors');
    writeFileSync(poisoned, encodeModel(model));
    const before = readFileSync(poisoned);
    valueOf(await other.caller.call('open', { modelPath: poisoned }));
    const setbacks: Setback[] = [];
    other.caller.on('setback', (setback) => setbacks.push(setback));
    const end = await other.caller.call('train', {
      ...params,
      modelPath: poisoned,
      options: { budget: { ...budget, steps: 50 } },
      resume: true,
    });
    expect(end).toMatchObject({ ok: false, failure: { code: 'diverged' } });
    expect(setbacks.map(({ step }) => step)).toEqual([5, 5, 5, 5]);
    expect(readFileSync(poisoned)).toEqual(before);
    await other.worker.terminate();
  });
});
