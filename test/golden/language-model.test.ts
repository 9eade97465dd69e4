import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ReferenceKernels } from '../../src/backend/reference-kernels.ts';
import { LanguageModel } from '../../src/core/model/language-model.ts';
import type { ModelShape } from '../../src/core/model/model-shape.ts';
import { RecurrentState } from '../../src/core/model/recurrent-state.ts';
import type { Kernels } from '../../src/core/tensor/kernels.ts';
import type { NamedTensors } from '../../src/core/tensor/tensor-layout.ts';
import type { Batch } from '../../src/core/text/batch.ts';
import { Trainer } from '../../src/core/training/trainer.ts';
import { type OptimizerOptions, presets } from '../../src/core/training/training-options.ts';
import { backends } from '../kernels/backends.ts';

/** What PyTorch computed, exact to nine digits; see make_fixture.py. */
interface Fixture {
  readonly window: number;
  readonly batch: number;
  readonly clipNorm: number;
  readonly batches: readonly Record<keyof Batch, number[]>[];
  readonly models: readonly {
    readonly shape: ModelShape;
    readonly parameters: Tensors;
    readonly logits: number[];
    readonly loss: number;
    readonly gradients: Tensors;
    readonly training: readonly {
      readonly optimizer: OptimizerOptions;
      readonly learningRate: number;
      readonly losses: number[];
      readonly gradientNorms: number[];
    }[];
  }[];
}
type Tensors = Record<string, { shape: number[]; data: number[] }>;

const fixture = JSON.parse(readFileSync(new URL('language-model.json', import.meta.url), 'utf8')) as Fixture;
const { window: T, batch: B, clipNorm } = fixture;
const batches = fixture.batches.map((batch): Batch => ({
  inputs: Int32Array.from(batch.inputs),
  targets: Int32Array.from(batch.targets),
  clears: Int32Array.from(batch.clears),
}));

/** The error that is allowed to each. The ten steps multiply the rounding errors of the first. */
const candidates = [
  {
    name: 'reference in Float64',
    create: () => new ReferenceKernels('float64'),
    once: 5e-9,
    afterTenSteps: 1e-7,
  },
  ...backends.map((backend) => ({
    name: backend.name,
    create: () => backend.create(),
    once: 1e-6,
    afterTenSteps: 1e-4,
  })),
];

describe.each(candidates)('PyTorch and $name', ({ create, once, afterTenSteps }) => {
  describe.each(fixture.models)('$shape.cell', ({ shape, parameters, logits, loss, gradients, training }) => {
    const [first, second] = batches;

    /** A model that has read the first two batches. */
    const read = (kernels: Kernels, learns: boolean, inputTable: boolean): LanguageModel => {
      const model = new LanguageModel(kernels, shape, { T, B, dropout: 0, learns, inputTable });
      model.parameters.write(toNamedTensors(parameters));
      model.pack();
      const state = new RecurrentState(kernels, shape, B);
      model.forward(first, state);
      model.forward(second, state);
      return model;
    };

    it.each([true, false])('agree on logits and loss (input table: %s)', (inputTable) => {
      const kernels = create();
      const model = read(kernels, false, inputTable);
      model.predict(model.output, T * B);
      expectClose(model.logits.data, logits, once, 'logits');
      const learned = second.targets.filter((target) => target >= 0).length;
      expect(model.evaluate(second.targets) / learned).toBeCloseTo(loss, 6);
      kernels.dispose();
    });

    it('agree on every gradient', () => {
      const kernels = create();
      const model = read(kernels, true, false);
      model.predict(model.output, T * B);
      expectClose(model.logits.data, logits, once, 'logits');
      const learned = second.targets.filter((target) => target >= 0).length;
      expect(model.backward(second.targets, 1 / learned) / learned).toBeCloseTo(loss, 6);
      const { slots } = model.parameters.layout;
      expect(slots.map(({ name }) => name).toSorted()).toEqual(Object.keys(gradients).toSorted());
      for (const { name, shape: sizes } of slots) {
        expect(gradients[name].shape, name).toEqual(sizes);
        expectClose(model.parameters.get(name).gradient.data, gradients[name].data, once, name);
      }
      kernels.dispose();
    });

    it.each(training.map((run) => ({ ...run, name: run.optimizer.name })))(
      'agree on ten steps of $name',
      ({ optimizer, learningRate, losses, gradientNorms }) => {
        const options = {
          ...presets.balanced,
          batch: B,
          window: T,
          dropout: 0,
          optimizer,
          learningRate,
          warmUpSteps: 0,
          schedule: 'constant' as const,
          clipNorm,
        };
        const trainer = new Trainer(create(), shape, options, { parameters: toNamedTensors(parameters) });
        const reports = batches.map((batch) => trainer.step(batch, 0));
        expectClose(
          reports.map((report) => report.loss),
          losses,
          afterTenSteps,
          'losses',
        );
        expectClose(
          reports.map((report) => report.gradientNorm),
          gradientNorms,
          afterTenSteps,
          'gradient norms',
        );
        trainer.dispose();
      },
    );
  });
});

function toNamedTensors(tensors: Tensors): NamedTensors {
  return new Map(
    Object.entries(tensors).map(([name, { shape, data }]) => [
      name,
      { shape, data: Float32Array.from(data) },
    ]),
  );
}

/** |actual − expected| <= tolerance · max(1, |expected|), element by element. */
function expectClose(
  actual: ArrayLike<number>,
  expected: readonly number[],
  tolerance: number,
  what: string,
): void {
  expect(actual.length, what).toBe(expected.length);
  const distance = expected.reduce(
    (most, value, i) => Math.max(most, Math.abs(actual[i] - value) / Math.max(1, Math.abs(value))),
    0,
  );
  expect(distance, what).toBeLessThan(tolerance);
}
