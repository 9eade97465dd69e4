import { describe, expect, it } from 'vitest';
import { ReferenceKernels } from '../../src/backend/reference-kernels.ts';
import { LanguageModel } from '../../src/core/model/language-model.ts';
import type { Cell, ModelShape } from '../../src/core/model/model-shape.ts';
import { RecurrentState } from '../../src/core/model/recurrent-state.ts';
import type { Tensor } from '../../src/core/tensor/kernels.ts';
import { Random } from '../../src/core/tensor/random.ts';

/**
 * Every analytic gradient against central differences, in Float64: for L(θ) = scale · Σ losses,
 * ∂L/∂θ_i ≈ (L(θ + ε e_i) − L(θ − ε e_i)) / 2ε, whose own error is about ε² + 1e-16 / ε ≈ 1e-10.
 */
const EPSILON = 1e-5;
const RELATIVE_ERROR = 1e-6;
const T = 5;
const B = 3;
const SCALE = 0.1;

interface Variant {
  readonly cell: Cell;
  readonly layers: number;
  readonly tied: boolean;
  /** Has no embedding: tokens are one-hot. */
  readonly oneHot: boolean;
  /** Starts from a state, as after another window, instead of zeros. */
  readonly carried: boolean;
  /** Files begin inside the window, one of them at its first step. */
  readonly clears: boolean;
  readonly dropout: number;
}

const plain = { tied: false, oneHot: false, carried: false, clears: false, dropout: 0 };
const variants: Variant[] = (['rnn', 'gru', 'lstm'] as const).flatMap((cell) => [
  { ...plain, cell, layers: 1 },
  { ...plain, cell, layers: 1, carried: true },
  { ...plain, cell, layers: 1, tied: true, carried: true, clears: true },
  { ...plain, cell, layers: 1, tied: true, clears: true },
  { ...plain, cell, layers: 2, carried: true },
  { ...plain, cell, layers: 2, oneHot: true, carried: true, clears: true },
  { ...plain, cell, layers: 2, tied: true, carried: true, clears: true },
  { ...plain, cell, layers: 2, carried: true, clears: true, dropout: 0.4 },
  { ...plain, cell, layers: 3, tied: true, carried: true, clears: true, dropout: 0.4 },
]);

describe('gradients in Float64 against central differences', () => {
  it.each(variants)('$cell, $layers layers, %o', (variant) => {
    const { model, loss, learn } = setUp(variant);
    learn();
    const analytic = Array.from(model.parameters.gradients.data);
    for (const { name, offset, length } of model.parameters.layout.slots) {
      let largest = 0;
      for (let i = offset; i < offset + length; i++) {
        const numeric = centralDifference(model.parameters.values, i, loss);
        const difference = Math.abs(analytic[i] - numeric);
        const error = difference / Math.max(Math.abs(analytic[i]), Math.abs(numeric), 1e-3);
        expect(error, `${name}[${i - offset}]: ${analytic[i]} and ${numeric}`).toBeLessThan(RELATIVE_ERROR);
        largest = Math.max(largest, Math.abs(numeric));
      }
      expect(largest, `${name} has a gradient at all`).toBeGreaterThan(1e-4);
    }
  });

  it('accumulate: a second backward pass doubles them', () => {
    const { model, learn } = setUp({ ...plain, cell: 'gru', layers: 2, tied: true });
    learn();
    const once = Array.from(model.parameters.gradients.data);
    learn();
    for (const [i, gradient] of model.parameters.gradients.data.entries()) {
      expect(gradient).toBeCloseTo(2 * once[i], 12);
    }
  });
});

describe('a thinned gradient', () => {
  it('is the exact one on average, for every parameter', () => {
    const tied = { ...plain, cell: 'gru', layers: 1, tied: true, carried: true } as const;
    const exact = setUp(tied);
    exact.learn();
    const thinned = setUp(tied, 0.3);
    const { gradients } = thinned.model.parameters;
    const seeds = 3000;
    const sums = new Float64Array(gradients.length);
    const squares = new Float64Array(gradients.length);
    for (let seed = 0; seed < seeds; seed++) {
      gradients.data.fill(0);
      thinned.learn(seed);
      for (const [i, gradient] of gradients.data.entries()) {
        sums[i] += gradient;
        squares[i] += gradient ** 2;
      }
    }
    for (const [i, gradient] of exact.model.parameters.gradients.data.entries()) {
      const mean = sums[i] / seeds;
      const deviation = Math.sqrt(Math.max(squares[i] / seeds - mean ** 2, 0) / seeds);
      expect(Math.abs(mean - gradient), `parameter ${i}`).toBeLessThan(5 * deviation + 1e-9);
    }
    expect(squares.some((sum, i) => sum / seeds - (sums[i] / seeds) ** 2 > 1e-6)).toBe(true);
  });
});

function setUp(variant: Variant, gradientGrain = 0) {
  const random = new Random(7);
  const kernels = new ReferenceKernels('float64');
  const shape: ModelShape = {
    cell: variant.cell,
    layers: variant.layers,
    vocabulary: 6,
    embedding: variant.oneHot ? 0 : variant.tied ? 4 : 3,
    hidden: 4,
  };
  const { dropout } = variant;
  const model = new LanguageModel(kernels, shape, { T, B, dropout, learns: true, gradientGrain });
  fillNormal(model.parameters.values, 0.6, random);
  const state = new RecurrentState(kernels, shape, B);
  const carried = state.block.data.map(() => (variant.carried ? 0.7 * random.normal() : 0));
  const batch = {
    inputs: Int32Array.from({ length: T * B }, () => random.below(shape.vocabulary)),
    targets: Int32Array.from({ length: T * B }, () => random.below(shape.vocabulary + 1) - 1),
    clears: new Int32Array(T * B),
  };
  if (variant.clears) for (const position of [1, 2 * B, 3 * B + 2]) batch.clears[position] = 1;
  const seed = dropout > 0 ? 11 : undefined;

  const forward = () => {
    model.pack();
    state.block.data.set(carried);
    model.forward(batch, state, seed);
  };
  return {
    model,
    loss: (): number => {
      forward();
      return SCALE * model.evaluate(batch.targets);
    },
    learn: (gradientSeed = 0): void => {
      forward();
      model.backward(batch.targets, SCALE, gradientSeed);
    },
  };
}

function centralDifference({ data }: Tensor, i: number, loss: () => number): number {
  const original = data[i];
  data[i] = original + EPSILON;
  const above = loss();
  data[i] = original - EPSILON;
  const below = loss();
  data[i] = original;
  return (above - below) / (2 * EPSILON);
}

function fillNormal({ data }: Tensor, deviation: number, random: Random): void {
  for (let i = 0; i < data.length; i++) data[i] = deviation * random.normal();
}
