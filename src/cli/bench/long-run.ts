import type { ModelShape } from '../../core/model/model-shape.ts';
import type { Kernels } from '../../core/tensor/kernels.ts';
import { Random } from '../../core/tensor/random.ts';
import type { Batch } from '../../core/text/batch.ts';
import { Trainer } from '../../core/training/trainer.ts';
import { presets } from '../../core/training/training-options.ts';
import { medianOf, processorSeconds } from './measure.ts';
import { type Result, round } from './result.ts';

const [B, T] = [4, 16];
/** Small, because there are many steps. Only the embeddings are large, because a step need not touch them all. */
const shape: ModelShape = { cell: 'gru', layers: 1, vocabulary: 1024, embedding: 256, hidden: 16 };
/** Distinct tokens that a step draws from, early and late, so that all steps have the same work. */
const TOKENS_PER_STEP = 48;

/**
 * Whether the last of many steps take as long as the first. In the first tenth of the run every token occurs.
 * Afterwards few do, and the moments of the others decay. Unless the kernels flush them, they become denormal
 * numbers, which slow most processors down.
 */
export function benchLongRun(createKernels: () => Kernels, short: boolean): Result {
  const steps = short ? 200 : 20_000;
  const options = { ...presets.balanced, batch: B, window: T, dropout: 0 };
  const trainer = new Trainer(createKernels(), shape, options);
  const random = new Random(1);
  const tenths: number[] = [];
  const times: number[] = [];
  for (let step = 1; step <= steps; step++) {
    const isEarly = step <= steps / 10;
    const batch = drawBatch(random, isEarly ? random.below(shape.vocabulary) : 0);
    const start = processorSeconds();
    trainer.step(batch, 0);
    times.push(processorSeconds() - start);
    if (times.length === steps / 10) tenths.push(round(medianOf(times.splice(0)) * 1e3));
  }
  trainer.dispose();
  const [first = NaN] = tenths;
  const { vocabulary: V, embedding: E, hidden: H } = shape;
  return {
    bench: 'long-run',
    model: `${steps} GRU steps, V=${V} E=${E} H=${H} B=${B} T=${T}`,
    millisecondsByTenth: tenths,
    lastToFirst: round((tenths.at(-1) ?? NaN) / first),
  };
}

/** Draws from `TOKENS_PER_STEP` tokens that start at `first` and wrap around at the end of the vocabulary. */
function drawBatch(random: Random, first: number): Batch {
  const tokens = () =>
    Int32Array.from({ length: T * B }, () => (first + random.below(TOKENS_PER_STEP)) % shape.vocabulary);
  return { inputs: tokens(), targets: tokens(), clears: new Int32Array(T * B) };
}
