import type { Kernels } from '../../core/tensor/kernels.ts';
import { Random } from '../../core/tensor/random.ts';
import type { Batch } from '../../core/text/batch.ts';
import { Trainer } from '../../core/training/trainer.ts';
import { presets } from '../../core/training/training-options.ts';
import { measure } from './measure.ts';
import { type Result, speed } from './result.ts';

/** The model of the figures in README and of test/bench/pytorch_gru.py. */
const [V, E, H, B, T] = [128, 64, 256, 32, 64];

/** A whole training step: forward, backward through time, clipping, Adam, packing; random tokens. */
export function benchTrainingStep(kernels: Kernels, peak: number, short: boolean): Result {
  const shape = { cell: 'gru', layers: 1, vocabulary: V, embedding: E, hidden: H } as const;
  const options = { ...presets.balanced, batch: B, window: T, dropout: 0 };
  const trainer = new Trainer(kernels, shape, options);
  const random = new Random(1);
  const tokens = () => Int32Array.from({ length: T * B }, () => random.below(V));
  const batch: Batch = { inputs: tokens(), targets: tokens(), clears: new Int32Array(T * B) };
  const timing = measure(
    () => {
      trainer.step(batch, 0);
    },
    short ? 1 : 10,
  );
  trainer.dispose();
  return {
    bench: 'step',
    model: `GRU training step V=${V} E=${E} H=${H} B=${B} T=${T}`,
    tokensPerSecond: Math.round((T * B) / timing.median),
    ...speed(executedFlop(), timing, peak),
  };
}

/**
 * Of the products alone: each is done three times, forward, for the gradient of its input and for that of its weight.
 * The input's share of the gates is computed once for each of the V tokens, not for each of the T · B positions.
 */
function executedFlop(): number {
  const recurrent = T * B * H * 3 * H;
  const output = T * B * H * V;
  const input = V * E * 3 * H;
  return 3 * 2 * (recurrent + output + input);
}
