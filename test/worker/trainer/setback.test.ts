import { expect, it } from 'vitest';
import { WasmKernels } from '../../../src/backend/wasm-kernels.ts';
import type { Kernels, Tensor } from '../../../src/core/tensor/kernels.ts';
import { prepareCorpus } from '../../../src/core/text/prepared-corpus.ts';
import { presets, type TrainingOptions } from '../../../src/core/training/training-options.ts';
import type { Setback } from '../../../src/protocol/trainer-contract.ts';
import { nodePlatform } from '../../../src/worker/platform.node.ts';
import { DutyCycle } from '../../../src/worker/trainer/duty-cycle.ts';
import { RunControl } from '../../../src/worker/trainer/run-control.ts';
import { TrainingLoop } from '../../../src/worker/trainer/training-loop.ts';
import type { Snapshot } from '../../../src/worker/trainer/training-position.ts';
import { kernelBuilds } from '../../kernels/backends.ts';
import { sourceOf } from '../source-of.ts';
import { valueOf } from '../start-worker.ts';

const none = new Uint8Array();
const nouns = ['anchor', 'beacon', 'cable', 'dock', 'engine', 'ferry', 'gauge', 'harbour', 'inlet', 'jetty'];
const corpus = prepareCorpus(
  nouns.map((noun) => ({ path: `src/${noun}.ts`, text: sourceOf(noun) })),
  { kind: 'subword', vocabulary: 300 },
);
const options: TrainingOptions = {
  ...presets.fast,
  hidden: 32,
  embedding: 32,
  batch: 4,
  budget: { steps: 60 },
};
const shape = {
  cell: 'gru',
  layers: 1,
  embedding: 32,
  hidden: 32,
  vocabulary: corpus.tokenizer.size,
} as const;
const provenance = { tacitVersion: '1', workspace: 'small', corpusDigest: '', files: nouns.length };

/** Runs to the end. Returns all checkpoints, and how many there were at each setback. `breaks`: spoils a step's loss. */
async function run(start: Snapshot | undefined, learningRate: number, breaks: () => boolean) {
  const createKernels = (): Kernels => {
    const kernels = new WasmKernels(kernelBuilds.simd, { name: 'simd', memoryLimit: 256 * 2 ** 20 });
    const { sumOfSquares } = kernels;
    return Object.assign(kernels, { sumOfSquares: (a: Tensor) => (breaks() ? NaN : sumOfSquares(a)) });
  };
  const platform = { ...nodePlatform({ simd: none, relaxed: none }), createKernels };
  const checkpoints: Snapshot[] = [];
  const setbacks: (Setback & { readonly after: Snapshot | undefined })[] = [];
  const description = { shape, options: { ...options, learningRate }, corpus, provenance, start };
  const loop = new TrainingLoop(platform, description, {
    control: new RunControl(),
    duty: new DutyCycle(platform, 1),
    threads: 1,
    onProgress: () => undefined,
    onSetback: (setback) => setbacks.push({ ...setback, after: checkpoints.at(-1) }),
    onCheckpoint: (snapshot) => {
      checkpoints.push(snapshot);
      return Promise.resolve();
    },
  });
  const end = await loop.run();
  loop.dispose();
  return { end, setbacks, last: checkpoints.at(-1) };
}

/** What must be equal in equal runs: all but the time. */
const untimed = ({ position, ...others }: Snapshot) => ({ ...others, position: { ...position, seconds: 0 } });

it('a run that breaks down goes on as its last checkpoint would with a smaller rate', async () => {
  let asked = 0;
  const broken = await run(undefined, options.learningRate, () => ++asked === 60);
  expect(valueOf(broken.end)).toBe('finished');
  expect(broken.setbacks).toHaveLength(1);
  const [{ step, learningRate, after }] = broken.setbacks;
  expect(learningRate).toBe(options.learningRate / 4);
  expect(after?.position.step).toBeGreaterThan(0);
  expect(after?.position.step).toBeLessThanOrEqual(step);

  const again = await run(after, learningRate, () => false);
  expect(again.setbacks).toEqual([]);
  expect(untimed(broken.last)).toEqual(untimed(again.last));
});

it('a run that breaks down before its first checkpoint begins again, and one that always does fails', async () => {
  let asked = 0;
  const broken = await run(undefined, options.learningRate, () => ++asked === 2);
  const anew = await run(undefined, options.learningRate / 4, () => false);
  expect(broken.setbacks).toHaveLength(1);
  expect(untimed(broken.last)).toEqual(untimed(anew.last));

  const hopeless = await run(undefined, options.learningRate, () => true);
  expect(hopeless.end).toMatchObject({ ok: false, failure: { code: 'diverged' } });
  expect(hopeless.setbacks).toHaveLength(4);
  expect(hopeless.last).toBeUndefined();
});
