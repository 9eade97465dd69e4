import { describe, expect, it } from 'vitest';
import { ReferenceKernels } from '../../../src/backend/reference-kernels.ts';
import { initialParameters } from '../../../src/core/model/initial-parameters.ts';
import { LanguageModel } from '../../../src/core/model/language-model.ts';
import type { ModelShape } from '../../../src/core/model/model-shape.ts';
import { RecurrentState } from '../../../src/core/model/recurrent-state.ts';
import { StepModel } from '../../../src/core/model/step-model.ts';
import { Random } from '../../../src/core/tensor/random.ts';
import type { Batch } from '../../../src/core/text/batch.ts';
import { presets } from '../../../src/core/training/training-options.ts';

const cells = (['rnn', 'gru', 'lstm'] as const).map((cell) => ({ cell }));
const shapeOf = (cell: ModelShape['cell']): ModelShape => ({
  cell,
  layers: 2,
  vocabulary: 9,
  embedding: 6,
  hidden: 8,
});

describe('a long sequence equals its pieces with carried state', () => {
  it.each(cells)('$cell', ({ cell }) => {
    const shape = shapeOf(cell);
    const B = 3;
    const whole = randomBatch(12, B, shape.vocabulary, 5);
    const expected = logitsOf(shape, 12, B, [whole], true);
    for (const T of [1, 4, 6]) {
      const pieces = Array.from({ length: 12 / T }, (_, i) => slice(whole, i * T * B, (i + 1) * T * B));
      expectClose(logitsOf(shape, T, B, pieces, true), expected);
      expectClose(logitsOf(shape, T, B, pieces, false), expected);
    }
  });
});

describe('lanes', () => {
  it.each(cells)('do not touch each other ($cell)', ({ cell }) => {
    const shape = shapeOf(cell);
    const [T, B, V] = [6, 4, shape.vocabulary];
    const batch = randomBatch(T, B, V, 6);
    const together = logitsOf(shape, T, B, [batch], false);
    for (let b = 0; b < B; b++) {
      const lane = (of: Int32Array) => of.filter((_, i) => i % B === b);
      const alone = logitsOf(
        shape,
        T,
        1,
        [{ inputs: lane(batch.inputs), targets: lane(batch.targets), clears: lane(batch.clears) }],
        false,
      );
      expectClose(
        together.filter((_, i) => Math.floor(i / V) % B === b),
        alone,
      );
    }
  });
});

describe('a file that begins inside a window', () => {
  it.each(cells)('is read as if nothing came before it ($cell)', ({ cell }) => {
    const shape = shapeOf(cell);
    const T = 8;
    const start = 5;
    const batch = randomBatch(T, 1, shape.vocabulary, 7);
    batch.clears.fill(0);
    batch.clears[start] = 1;
    const all = logitsOf(shape, T, 1, [batch], false);
    const alone = logitsOf(shape, T - start, 1, [slice(batch, start, T)], false);
    expectClose(all.slice(start * shape.vocabulary), alone);
  });
});

describe('StepModel', () => {
  it.each(cells)('predicts what the model over windows predicts ($cell)', ({ cell }) => {
    const shape = shapeOf(cell);
    const V = shape.vocabulary;
    const T = 10;
    const batch = randomBatch(T, 1, V, 8);
    batch.clears.fill(0);
    const logits = logitsOf(shape, T, 1, [batch], false);
    const model = new StepModel(new ReferenceKernels(), shape, initialParameters(shape, 1));
    const state = model.newState();
    const before = state.slice();
    const probabilities = new Float32Array(V);
    for (let t = 0; t < T; t++) {
      model.step(state, batch.inputs[t], state);
      for (const inverseTemperature of [1, 0.5]) {
        model.probabilities(state, probabilities, inverseTemperature);
        expectClose(probabilities, softmax(logits.slice(t * V, (t + 1) * V), inverseTemperature));
      }
    }
    // A state is a value: an old one still gives what it gave before.
    const again = model.newState();
    model.step(before, batch.inputs[0], again);
    model.probabilities(again, probabilities);
    expectClose(probabilities, softmax(logits.slice(0, V), 1));
    expect(before.every((value) => value === 0)).toBe(true);
  });
});

describe('StepModel in int8', () => {
  it.each(cells)('is off by about a hundredth of what a model in Float32 gives ($cell)', ({ cell }) => {
    const shape = shapeOf(cell);
    const V = shape.vocabulary;
    const parameters = initialParameters(shape, 1);
    const exact = new StepModel(new ReferenceKernels(), shape, parameters);
    const rounded = new StepModel(new ReferenceKernels(), shape, parameters, 'int8');
    const states = [exact.newState(), rounded.newState()] as const;
    const says = [new Float32Array(V), new Float32Array(V)] as const;
    let same = true;
    for (const token of randomBatch(50, 1, V, 8).inputs) {
      for (const [i, model] of [exact, rounded].entries()) {
        model.step(states[i], token, states[i]);
        model.probabilities(states[i], says[i]);
      }
      expectClose(says[1], says[0], 0.01);
      expectClose(states[1], states[0], 0.05);
      same &&= says[0].every((p, v) => p === says[1][v]);
    }
    expect(same).toBe(false);
  });
});

describe('dropout', () => {
  const shape = shapeOf('gru');
  const batch = randomBatch(4, 2, shape.vocabulary, 9);
  const run = (dropout: number, seed?: number): Float32Array => {
    const kernels = new ReferenceKernels();
    const model = new LanguageModel(kernels, shape, { T: 4, B: 2, dropout, learns: true });
    model.parameters.write(initialParameters(shape, 1));
    model.pack();
    model.forward(batch, new RecurrentState(kernels, shape, 2), seed);
    model.predict(model.output, 4 * 2);
    return Float32Array.from(model.logits.data);
  };

  it('is off without a seed, whatever its rate', () => {
    expect(run(0.5)).toEqual(run(0));
    expect(run(0, 3)).toEqual(run(0));
  });

  it('is the same for the same seed and differs for another', () => {
    expect(run(0.5, 3)).toEqual(run(0.5, 3));
    expect(run(0.5, 3)).not.toEqual(run(0.5, 4));
    expect(run(0.5, 3)).not.toEqual(run(0.5));
  });

  it('leaves the recurrent connections alone: the state that is carried is that without dropout', () => {
    const oneLayer = { ...shape, layers: 1 };
    const carried = (seed?: number): Float32Array => {
      const kernels = new ReferenceKernels();
      const model = new LanguageModel(kernels, oneLayer, { T: 4, B: 2, dropout: 0.5, learns: true });
      model.parameters.write(initialParameters(oneLayer, 1));
      model.pack();
      const state = new RecurrentState(kernels, oneLayer, 2);
      model.forward(batch, state, seed);
      return Float32Array.from(state.block.data);
    };
    expect(carried(3)).toEqual(carried());
  });
});

/**
 * The simplest recurrent language model, evaluated naively in Float64 with one-hot x_t:
 *   h_t = tanh(W_hh·h_{t−1} + W_xh·x_t + b_h), y_t = softmax(W_hy·h_t + b_y)
 * `input.weight` is the transpose of W_xh.
 */
describe('preset classic', () => {
  it('computes the two equations of the simplest recurrent language model', () => {
    const { cell, layers, embedding, hidden: H, vocabulary: V } = presets.classic;
    const shape: ModelShape = { cell, layers, embedding, hidden: H, vocabulary: V };
    expect(shape).toEqual({ cell: 'rnn', layers: 1, embedding: 0, hidden: 100, vocabulary: 100 });
    const parameters = initialParameters(shape, 2);
    const random = new Random(4);
    for (const name of ['layer0.bias', 'output.bias']) {
      parameters.get(name)!.data.forEach((_, i, data) => (data[i] = 0.1 * random.normal()));
    }
    const matrix = (name: string) => {
      const {
        data,
        shape: [, columns = 1],
      } = parameters.get(name)!;
      return (i: number, k: number): number => data[i * columns + k];
    };
    const [WxhT, Whh, Why] = ['input.weight', 'layer0.weight_hh', 'output.weight'].map(matrix);
    const [bh, by] = ['layer0.bias', 'output.bias'].map(matrix);
    const sum = (count: number, term: (k: number) => number): number => {
      let total = 0;
      for (let k = 0; k < count; k++) total += term(k);
      return total;
    };

    const text = Array.from({ length: 30 }, () => random.below(V));
    const model = new StepModel(new ReferenceKernels(), shape, parameters);
    const state = model.newState();
    const y = new Float32Array(V);
    let h = Array.from({ length: H }, () => 0);
    for (const token of text) {
      const previous = h;
      h = previous.map((_, i) => {
        const fromInput = sum(V, (v) => WxhT(v, i) * (v === token ? 1 : 0));
        return Math.tanh(sum(H, (k) => Whh(i, k) * previous[k]) + fromInput + bh(i, 0));
      });
      const scores = Array.from({ length: V }, (_, v) => sum(H, (k) => Why(v, k) * h[k]) + by(v, 0));

      model.step(state, token, state);
      model.probabilities(state, y);
      expectClose(state, h, 1e-5);
      expectClose(y, softmax(scores, 1), 1e-5);
    }
  });
});

function logitsOf(shape: ModelShape, T: number, B: number, batches: Batch[], inputTable: boolean): number[] {
  const kernels = new ReferenceKernels();
  const model = new LanguageModel(kernels, shape, { T, B, dropout: 0, learns: false, inputTable });
  model.parameters.write(initialParameters(shape, 1));
  model.pack();
  const state = new RecurrentState(kernels, shape, B);
  return batches.flatMap((batch) => {
    model.forward(batch, state);
    model.predict(model.output, T * B);
    return Array.from(model.logits.data);
  });
}

function randomBatch(T: number, B: number, V: number, seed: number): Batch {
  const random = new Random(seed);
  const tokens = () => Int32Array.from({ length: T * B }, () => random.below(V));
  return { inputs: tokens(), targets: tokens(), clears: tokens().map((token) => (token === 0 ? 1 : 0)) };
}

function slice({ inputs, targets, clears }: Batch, from: number, to: number): Batch {
  return {
    inputs: inputs.slice(from, to),
    targets: targets.slice(from, to),
    clears: clears.slice(from, to),
  };
}

function softmax(logits: number[], inverseTemperature: number): number[] {
  const weights = logits.map((logit) => Math.exp(logit * inverseTemperature));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance = 1e-6): void {
  expect(actual.length).toBe(expected.length);
  const distance = Array.from(expected).reduce(
    (most, value, i) => Math.max(most, Math.abs(value - actual[i])),
    0,
  );
  expect(distance).toBeLessThan(tolerance);
}
