/** Tacit in `npm run bench -- --peers`. Its arguments are FILE [VARIANT]. Needs the built kernels. */
import { measure } from '../../../src/cli/bench/measure.ts';
import type { WeightFormat } from '../../../src/core/model/forward-factor.ts';
import { initialParameters } from '../../../src/core/model/initial-parameters.ts';
import type { ModelShape } from '../../../src/core/model/model-shape.ts';
import { StepModel } from '../../../src/core/model/step-model.ts';
import { Trainer } from '../../../src/core/training/trainer.ts';
import { presets } from '../../../src/core/training/training-options.ts';
import { builtKernels } from './built-kernels.ts';
import { readWork, report } from './contender.ts';

/** Formats of the weights of an inference. */
const formats = ['float32', 'int8'] as const satisfies readonly WeightFormat[];

const kernels = builtKernels();

const { work, inputs, targets } = readWork();
const { V, E, H, B, T } = work;
const shape: ModelShape = { cell: 'gru', layers: 1, vocabulary: V, embedding: E, hidden: H };

if (work.kind === 'training') {
  const trainer = new Trainer(kernels, shape, { ...presets.balanced, batch: B, window: T, dropout: 0 });
  const batch = {
    inputs: Int32Array.from(inputs),
    targets: Int32Array.from(targets),
    clears: new Int32Array(T * B),
  };
  await report(() => measure(() => trainer.step(batch, 0), 2).median);
} else {
  const wish = process.argv[3] ?? 'float32';
  const weights = formats.find((format) => format === wish);
  if (!weights) throw new RangeError(`Variants are ${formats.join(', ')}.`);
  const model = new StepModel(kernels, shape, initialParameters(shape, 1), weights);
  const state = model.newState();
  const probabilities = new Float32Array(V);
  const readAll = (): void => {
    for (const token of inputs) {
      model.step(state, token, state);
      model.probabilities(state, probabilities);
    }
  };
  await report(() => measure(readAll, 1).median / inputs.length);
}
