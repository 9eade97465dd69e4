import { WasmKernels } from '../../../src/backend/wasm-kernels.ts';
import { prepareCorpus } from '../../../src/core/text/prepared-corpus.ts';
import { presets, type TrainingOptions } from '../../../src/core/training/training-options.ts';
import type { Setback } from '../../../src/protocol/trainer-contract.ts';
import { nodePlatform } from '../../../src/worker/platform.node.ts';
import type { Platform } from '../../../src/worker/platform.ts';
import { DutyCycle } from '../../../src/worker/trainer/duty-cycle.ts';
import { RunControl } from '../../../src/worker/trainer/run-control.ts';
import { TrainingLoop } from '../../../src/worker/trainer/training-loop.ts';
import type { Snapshot } from '../../../src/worker/trainer/training-position.ts';
import { kernelBuilds } from '../../kernels/backends.ts';
import { sourceOf } from '../source-of.ts';

const none = new Uint8Array();
const nouns = ['anchor', 'beacon', 'cable', 'dock', 'engine', 'ferry', 'gauge', 'harbour', 'inlet', 'jetty'];
const corpus = prepareCorpus(
  nouns.map((noun) => ({ path: `src/${noun}.ts`, text: sourceOf(noun) })),
  { kind: 'subword', vocabulary: 300 },
);
const shape = {
  cell: 'gru',
  layers: 1,
  embedding: 32,
  hidden: 32,
  vocabulary: corpus.tokenizer.size,
} as const;
const provenance = { tacitVersion: '1', workspace: 'small', corpusDigest: '', files: nouns.length };

/** The options of a run that takes part of a second. */
export const smallOptions: TrainingOptions = {
  ...presets.fast,
  hidden: 32,
  embedding: 32,
  batch: 4,
  budget: { steps: 60 },
};

interface SmallRun {
  readonly start?: Snapshot | undefined;
  readonly options?: Partial<TrainingOptions>;
  /** What is not as on Node's platform. */
  readonly platform?: Partial<Platform>;
}

export function smallKernels(): WasmKernels {
  return new WasmKernels(kernelBuilds.simd, { name: 'simd', memoryLimit: 256 * 2 ** 20 });
}

/** Runs to the end. Returns all checkpoints, and with each setback the last one before it. */
export async function runSmall({ start, options, platform: changes }: SmallRun) {
  const platform = {
    ...nodePlatform({ simd: none, relaxed: none }),
    createKernels: smallKernels,
    ...changes,
  };
  const checkpoints: Snapshot[] = [];
  const setbacks: (Setback & { readonly after: Snapshot | undefined })[] = [];
  const description = { shape, options: { ...smallOptions, ...options }, corpus, provenance, start };
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
  const { seconds } = loop.position;
  loop.dispose();
  return { end, seconds, setbacks, checkpoints, last: checkpoints.at(-1) };
}

/** What must be equal in equal runs: all but the time. */
export const untimed = ({ position, ...others }: Snapshot) => ({
  ...others,
  position: { ...position, seconds: 0 },
});
