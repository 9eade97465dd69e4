import { describe, expect, it } from 'vitest';
import { ReferenceKernels } from '../../../src/backend/reference-kernels.ts';
import type { ModelShape } from '../../../src/core/model/model-shape.ts';
import { StepModel } from '../../../src/core/model/step-model.ts';
import { Random } from '../../../src/core/tensor/random.ts';
import type { Batch } from '../../../src/core/text/batch.ts';
import { Trainer } from '../../../src/core/training/trainer.ts';
import {
  type OptimizerOptions,
  presets,
  type TrainingOptions,
} from '../../../src/core/training/training-options.ts';

const shape: ModelShape = { cell: 'gru', layers: 2, vocabulary: 11, embedding: 8, hidden: 8 };
const options: TrainingOptions = {
  ...presets.balanced,
  batch: 3,
  window: 5,
  dropout: 0.3,
  warmUpSteps: 3,
  budget: { steps: 12 },
};
const optimizers: readonly OptimizerOptions[] = [
  { name: 'sgd', momentum: 0.9 },
  { name: 'rmsprop', decay: 0.9, epsilon: 1e-8 },
  { name: 'adam', beta1: 0.9, beta2: 0.99, epsilon: 1e-8 },
];
const cells = (['rnn', 'gru', 'lstm'] as const).map((cell) => ({ cell }));

describe('training', () => {
  it.each([
    ...cells.map(({ cell }) => ({ cell, embedding: 32 })),
    { cell: 'rnn' as const, embedding: 0 },
    { cell: 'gru' as const, embedding: 20 },
  ])('learns a small text by heart ($cell, embedding $embedding)', ({ cell, embedding }) => {
    const text = 'the cat sat on the mat. the dog ran to the log. a bird flew by.';
    const alphabet = [...new Set(text)];
    const tokens = Array.from(text, (character) => alphabet.indexOf(character));
    const sizes = { cell, layers: 1, vocabulary: alphabet.length, embedding, hidden: 32 };
    const T = tokens.length - 1;
    const trainer = new Trainer(new ReferenceKernels(), sizes, {
      ...options,
      dropout: 0,
      batch: 1,
      window: T,
      learningRate: 0.02,
    });
    const clears = new Int32Array(T);
    clears[0] = 1;
    const batch = {
      inputs: Int32Array.from(tokens.slice(0, -1)),
      targets: Int32Array.from(tokens.slice(1)),
      clears,
    };
    const first = trainer.step(batch, 0);
    expect(first.loss).toBeCloseTo(Math.log(alphabet.length), 0); // knows nothing yet
    for (let step = 0; step < 150; step++) trainer.step(batch, step / 200);

    const model = new StepModel(new ReferenceKernels(), sizes, trainer.parameters());
    const probabilities = new Float32Array(alphabet.length);
    const state = model.newState();
    let written = text.slice(0, 1);
    for (let i = 1; i < text.length; i++) {
      model.step(state, alphabet.indexOf(written.slice(-1)), state);
      model.probabilities(state, probabilities);
      written += alphabet[probabilities.indexOf(Math.max(...probabilities))];
    }
    expect(written).toBe(text);
  });

  it('gives the same parameters for the same seed, and others for another', () => {
    const run = (seed: number) => {
      const trainer = new Trainer(new ReferenceKernels(), shape, { ...options, seed });
      for (const [i, batch] of randomBatches(4).entries()) trainer.step(batch, i / 4);
      return trainer.parameters();
    };
    expect(run(1)).toEqual(run(1));
    expect(run(1)).not.toEqual(run(2));
  });

  it.each(
    cells.flatMap(({ cell }) => optimizers.map((optimizer) => ({ cell, optimizer, name: optimizer.name }))),
  )('stopped and resumed gives what it gives uninterrupted, to the last bit ($cell, $name)', (variant) => {
    const sizes = { ...shape, cell: variant.cell };
    const how = { ...options, optimizer: variant.optimizer };
    const batches = randomBatches(12);
    const whole = new Trainer(new ReferenceKernels(), sizes, how);
    const wholeReports = batches.map((batch, i) => whole.step(batch, i / 12));

    const before = new Trainer(new ReferenceKernels(), sizes, how);
    batches.slice(0, 5).forEach((batch, i) => before.step(batch, i / 12));
    const after = new Trainer(new ReferenceKernels(), sizes, how, {
      parameters: before.parameters(),
      moments: before.moments(),
      step: before.steps,
    });
    const reports = batches.slice(5).map((batch, i) => after.step(batch, (i + 5) / 12));

    expect(reports).toEqual(wholeReports.slice(5));
    expect(after.parameters()).toEqual(whole.parameters());
    expect(after.moments()).toEqual(whole.moments());
    expect(after.steps).toBe(12);
  });

  it('reports what it did', () => {
    const trainer = new Trainer(new ReferenceKernels(), shape, {
      ...options,
      dropout: 0,
      clipNorm: Infinity,
    });
    const [batch] = randomBatches(1);
    batch.targets.fill(-1, 4);
    const report = trainer.step(batch, 0.5);
    expect(report.tokens).toBe(4);
    expect(report.loss).toBeCloseTo(Math.log(shape.vocabulary), 1);
    expect(report.learningRate).toBeCloseTo((options.learningRate / 3) * 0.5, 12);
    expect(report.gradientNorm).toBeGreaterThan(0);
    expect(report.diverged).toBe(false);
    expect(trainer.steps).toBe(1);
  });

  it('updates by the clipped gradient: with plain descent, by at most the rate times the bound', () => {
    const how: TrainingOptions = {
      ...options,
      dropout: 0,
      optimizer: { name: 'sgd', momentum: 0 },
      learningRate: 2,
      warmUpSteps: 0,
      schedule: 'constant',
      clipNorm: 0.01,
    };
    const trainer = new Trainer(new ReferenceKernels(), shape, how);
    const before = flat(trainer.parameters());
    const { gradientNorm } = trainer.step(randomBatches(1)[0], 0);
    const after = flat(trainer.parameters());
    const moved = Math.hypot(...after.map((value, i) => value - before[i]));
    expect(gradientNorm).toBeGreaterThan(0.01);
    expect(moved).toBeCloseTo(2 * 0.01, 5);
  });

  it('reports that it has diverged, and changes nothing more', () => {
    const trainer = new Trainer(new ReferenceKernels(), shape, options);
    const parameters = new Map(trainer.parameters());
    parameters.get('output.bias')!.data[2] = NaN;
    trainer.loadParameters(parameters);
    const report = trainer.step(randomBatches(1)[0], 0);
    expect(report.diverged).toBe(true);
    expect(trainer.steps).toBe(0);
    expect(trainer.parameters()).toEqual(parameters);
  });

  it.each([
    ['absurd', 1e38],
    // Its numbers stay finite.
    ['far too high', 1e9],
  ])('reports the very step in which it diverges at a learning rate that is %s', (_, rate) => {
    const trainer = new Trainer(new ReferenceKernels(), shape, {
      ...options,
      optimizer: { name: 'sgd', momentum: 0 },
      learningRate: rate,
      warmUpSteps: 0,
      clipNorm: Infinity,
    });
    expect(trainer.step(randomBatches(1)[0], 0).diverged).toBe(true);
  });

  it('reports a loss that is far above that of knowing nothing', () => {
    const trainer = new Trainer(new ReferenceKernels(), shape, options);
    const parameters = new Map(trainer.parameters());
    parameters.get('output.bias')!.data[2] = 1000;
    trainer.loadParameters(parameters);
    expect(trainer.step(randomBatches(1)[0], 0).diverged).toBe(true);
    expect(trainer.parameters()).toEqual(parameters);
  });

  it('forgets what was read when told to', () => {
    const [first, second] = randomBatches(2);
    second.clears.fill(0);
    const lossAfter = (forget: boolean): number => {
      const trainer = new Trainer(new ReferenceKernels(), shape, { ...options, dropout: 0, learningRate: 0 });
      trainer.step(first, 0);
      if (forget) trainer.resetState();
      return trainer.step(second, 0).loss;
    };
    const fresh = new Trainer(new ReferenceKernels(), shape, { ...options, dropout: 0, learningRate: 0 });
    expect(lossAfter(true)).toBe(fresh.step(second, 0).loss);
    expect(lossAfter(false)).not.toBe(lossAfter(true));
  });
});

describe('memory', () => {
  it.each(cells)('is all reserved at construction ($cell)', ({ cell }) => {
    const sizes = { ...shape, cell };
    const kernels = new SealedKernels();
    const trainer = new Trainer(kernels, sizes, options);
    const stepKernels = new SealedKernels();
    const model = new StepModel(stepKernels, sizes, trainer.parameters());
    kernels.sealed = stepKernels.sealed = true;

    for (const batch of randomBatches(2)) trainer.step(batch, 0);
    expect([...trainer.evaluate([{ tokens: Int32Array.of(0, 1, 2, 3), characters: 2 }])]).toHaveLength(1);
    trainer.resetState();
    trainer.loadParameters(trainer.parameters());
    expect(trainer.steps).toBe(2);

    const state = model.newState();
    model.step(state, 3, state);
    model.probabilities(state, new Float32Array(shape.vocabulary));
    expect(() => kernels.allocate(1)).toThrow('sealed');
  });
});

it('scores files only in the first of several replicas', () => {
  const copy = (index: number) =>
    new Trainer(new ReferenceKernels(), shape, options, {}, { index, count: 2, sum: (_, loss) => loss });
  const files = [{ tokens: Int32Array.of(0, 1, 2, 3), characters: 2 }];
  expect([...copy(0).evaluate(files)]).toHaveLength(1);
  expect(() => copy(1).evaluate(files)).toThrow(TypeError);
});

/** Refuses to reserve memory once it is sealed. */
class SealedKernels extends ReferenceKernels {
  sealed = false;

  override allocate(length: number) {
    this.#requireOpen();
    return super.allocate(length);
  }

  override allocateIndices(length: number) {
    this.#requireOpen();
    return super.allocateIndices(length);
  }

  override allocatePacked(K: number, N: number) {
    this.#requireOpen();
    return super.allocatePacked(K, N);
  }

  #requireOpen(): void {
    if (this.sealed) throw new Error('sealed');
  }
}

function randomBatches(count: number): Batch[] {
  const random = new Random(3);
  const length = options.batch * options.window;
  return Array.from({ length: count }, () => ({
    inputs: Int32Array.from({ length }, () => random.below(shape.vocabulary)),
    targets: Int32Array.from({ length }, () => random.below(shape.vocabulary)),
    clears: Int32Array.from({ length }, () => (random.below(8) === 0 ? 1 : 0)),
  }));
}

function flat(tensors: ReturnType<Trainer['parameters']>): number[] {
  return [...tensors.values()].flatMap(({ data }) => Array.from(data));
}
