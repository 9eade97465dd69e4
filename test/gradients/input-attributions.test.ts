import { describe, expect, it } from 'vitest';
import { ReferenceKernels } from '../../src/backend/reference-kernels.ts';
import { LanguageModel } from '../../src/core/model/language-model.ts';
import type { ModelShape } from '../../src/core/model/model-shape.ts';
import { RecurrentState } from '../../src/core/model/recurrent-state.ts';
import { Random } from '../../src/core/tensor/random.ts';

const EPSILON = 1e-5;
const T = 7;

/** A network that reads T different tokens, so that each row of its inputs belongs to one place. */
function setUp(shape: ModelShape) {
  const random = new Random(3);
  const kernels = new ReferenceKernels('float64');
  const model = new LanguageModel(kernels, shape, { T, B: 1, dropout: 0, learns: true });
  for (let i = 0; i < model.parameters.values.data.length; i++) {
    model.parameters.values.data[i] = 0.5 * random.normal();
  }
  const inputs = Int32Array.from({ length: T }, (_, t) => (5 * t + 2) % shape.vocabulary);
  const targets = Int32Array.from({ length: T }, (_, t) => (t < T - 2 ? -1 : random.below(shape.vocabulary)));
  const forward = (): void => {
    model.pack();
    model.forward({ inputs, clears: new Int32Array(T) }, new RecurrentState(kernels, shape, 1));
  };
  return { model, inputs, targets, forward };
}

describe('what each token adds to the loss, to first order', () => {
  it.each(
    (['rnn', 'gru', 'lstm'] as const).flatMap((cell) => [
      { cell, layers: 1, embedding: 3 },
      { cell, layers: 2, embedding: 3 },
      { cell, layers: 2, embedding: 0 },
    ]),
  )('is how the loss changes when its input grows ($cell, $layers layers, $embedding)', (variant) => {
    const shape = { ...variant, vocabulary: 17, hidden: 4 };
    const { model, inputs, targets, forward } = setUp(shape);
    forward();
    model.backward(targets, 1);
    const attributions = model.inputAttributions();
    expect(attributions).toHaveLength(T);
    const { value } = model.parameters.get(shape.embedding === 0 ? 'input.weight' : 'embedding.weight');
    const width = value.data.length / shape.vocabulary;
    const lossWith = (token: number, factor: number): number => {
      const row = value.data.subarray(token * width, (token + 1) * width);
      const original = Array.from(row);
      row.set(original.map((number) => number * factor));
      forward();
      row.set(original);
      return model.evaluate(targets);
    };
    for (const [t, token] of inputs.entries()) {
      const change = (lossWith(token, 1 + EPSILON) - lossWith(token, 1 - EPSILON)) / (2 * EPSILON);
      expect(attributions[t], `place ${t}`).toBeCloseTo(change, 6);
    }
    expect(Math.max(...attributions.map(Math.abs))).toBeGreaterThan(1e-2);
  });
});
