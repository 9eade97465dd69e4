/** Tacit in `npm run bench -- --peers --losses`. Its argument is a file with a lesson. Needs the built kernels. */
import { readFileSync } from 'node:fs';
import type { Learned, Lesson } from '../../../scripts/peers/lesson.ts';
import { processorSeconds } from '../../../src/cli/bench/measure.ts';
import type { ModelShape } from '../../../src/core/model/model-shape.ts';
import { parameterLayout } from '../../../src/core/model/parameters.ts';
import { Trainer } from '../../../src/core/training/trainer.ts';
import { presets, type TrainingOptions } from '../../../src/core/training/training-options.ts';
import { builtKernels } from './built-kernels.ts';

const given = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Lesson;
const { steps, lanes, learningRate, clipNorm } = given;
const { V, E, H, B, T } = given.work;
const shape: ModelShape = { cell: 'gru', layers: 1, vocabulary: V, embedding: E, hidden: H };
const options: TrainingOptions = {
  ...presets.balanced,
  batch: B,
  window: T,
  dropout: 0,
  learningRate,
  clipNorm,
  warmUpSteps: 0,
  schedule: 'constant',
};
const parameters = new Map(
  parameterLayout(shape).slots.map(({ name, shape }) => {
    return [name, { shape, data: Float32Array.from(given.parameters[name] ?? []) }] as const;
  }),
);
const trainer = new Trainer(builtKernels(), shape, options, { parameters });

const tenths = new Array<number>(10).fill(0);
const counts = new Array<number>(10).fill(0);
const start = processorSeconds();
for (let step = 0; step < steps; step++) {
  const window = (shift: number) =>
    Int32Array.from({ length: T * B }, (_, i) => lanes[i % B][step * T + Math.floor(i / B) + shift]);
  const { loss } = trainer.step({ inputs: window(0), targets: window(1), clears: new Int32Array(T * B) }, 0);
  const tenth = Math.floor((10 * step) / steps);
  tenths[tenth] += loss;
  counts[tenth] += 1;
}
const learned: Learned = {
  tenths: tenths.map((sum, i) => sum / counts[i]),
  seconds: processorSeconds() - start,
};
console.log(JSON.stringify(learned));
