import type { ModelShape } from '../../core/model/model-shape.ts';
import type { Kernels } from '../../core/tensor/kernels.ts';
import { Random } from '../../core/tensor/random.ts';
import type { Batch } from '../../core/text/batch.ts';
import { gradientGrain } from '../../core/training/gradient-grain.ts';
import { Trainer } from '../../core/training/trainer.ts';
import { presets } from '../../core/training/training-options.ts';
import { measure } from './measure.ts';
import { type Result, speed } from './result.ts';

interface Case {
  readonly what: string;
  readonly vocabulary: number;
  readonly embedding: number;
  readonly hidden: number;
  readonly B: number;
  readonly T: number;
}

/** The character model of test/bench and the default model. */
const cases: readonly Case[] = [
  { what: 'characters', vocabulary: 128, embedding: 64, hidden: 256, B: 32, T: 64 },
  { what: 'subwords', vocabulary: 2000, embedding: 256, hidden: 256, B: 16, T: 32 },
];

/** Whole training steps: forward, backward through time, clipping, Adam, packing. */
export function* benchTrainingSteps(
  createKernels: () => Kernels,
  peak: number,
  short: boolean,
): Generator<Result> {
  for (const each of cases) {
    for (const cell of ['gru', 'lstm'] as const) yield benchStep(createKernels(), cell, each, peak, short);
  }
}

function benchStep(
  kernels: Kernels,
  cell: 'gru' | 'lstm',
  { what, vocabulary, embedding, hidden, B, T }: Case,
  peak: number,
  short: boolean,
): Result {
  const shape: ModelShape = { cell, layers: 1, vocabulary, embedding, hidden };
  const trainer = new Trainer(kernels, shape, { ...presets.balanced, batch: B, window: T, dropout: 0 });
  const batch = zipfianBatch(vocabulary, T * B);
  const timing = measure(
    () => {
      trainer.step(batch, 0);
    },
    short ? 0.5 : 10,
  );
  trainer.dispose();
  return {
    bench: 'step',
    model: `${cell.toUpperCase()} step, ${what}, V=${vocabulary} E=${embedding} H=${hidden} B=${B} T=${T}`,
    tokensPerSecond: Math.round((T * B) / timing.median),
    ...speed(executedFlop(shape, batch), timing, peak),
  };
}

/** Tokens with the frequencies of texts: that of the k-th most frequent is proportional to 1 / k (Zipf 1949). */
export function zipfianBatch(V: number, M: number): Batch {
  const random = new Random(1);
  const tokens = () => Int32Array.from({ length: M }, () => Math.floor(V ** random.uniform()) % V);
  return { inputs: tokens(), targets: tokens(), clears: new Int32Array(M) };
}

/**
 * Floating-point operations of the dense products. Each is computed three times: forward, for the gradient of its
 * input and for the gradient of its weight. The input's part of the gates is computed once for each distinct token; a
 * thinned output layer counts only forward.
 */
function executedFlop({ cell, vocabulary: V, embedding: E, hidden: H }: ModelShape, batch: Batch): number {
  const G = cell === 'lstm' ? 4 : 3;
  const M = batch.inputs.length;
  const recurrent = 3 * M * H * G * H;
  const output = (gradientGrain(V) > 0 ? 1 : 3) * M * H * V;
  const input = 3 * new Set(batch.inputs).size * E * G * H;
  return 2 * (recurrent + output + input);
}
