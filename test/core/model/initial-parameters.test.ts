import { describe, expect, it } from 'vitest';
import { initialParameters } from '../../../src/core/model/initial-parameters.ts';
import { gatesOf, type ModelShape } from '../../../src/core/model/model-shape.ts';
import { parameterLayout } from '../../../src/core/model/parameters.ts';
import { elements } from '../../../src/core/tensor/tensor-layout.ts';

const shape: ModelShape = { cell: 'gru', layers: 2, vocabulary: 30, embedding: 12, hidden: 20 };

describe('new parameters', () => {
  it.each(['rnn', 'gru', 'lstm'] as const)('have orthogonal recurrent weights in every gate (%s)', (cell) => {
    const H = shape.hidden;
    const parameters = initialParameters({ ...shape, cell }, 3);
    for (const name of ['layer0.weight_hh', 'layer1.weight_hh']) {
      const weight = parameters.get(name)!.data;
      expect(weight.length).toBe(gatesOf[cell] * H * H);
      for (let gate = 0; gate < gatesOf[cell]; gate++) {
        const row = (i: number) => weight.subarray((gate * H + i) * H, (gate * H + i + 1) * H);
        for (let i = 0; i < H; i++) {
          for (let j = 0; j <= i; j++) {
            const product = row(i).reduce((sum, value, k) => sum + value * row(j)[k], 0);
            expect(product).toBeCloseTo(i === j ? 1 : 0, 6);
          }
        }
      }
    }
  });

  it('have a bias of 1 in the forget gate of an LSTM, so that it remembers at first, and else of 0', () => {
    const H = shape.hidden;
    const biases = [...initialParameters({ ...shape, cell: 'lstm' }, 3)].filter(([name]) =>
      name.endsWith('bias'),
    );
    expect(biases.map(([name]) => name)).toEqual(['layer0.bias', 'layer1.bias', 'output.bias']);
    for (const [name, { data }] of biases) {
      const expected = new Float32Array(data.length);
      if (name !== 'output.bias') expected.fill(1, H, 2 * H);
      expect(data).toEqual(expected);
    }
  });

  it('stay in the range of Glorot and Bengio, and fill it', () => {
    const parameters = initialParameters(shape, 3);
    for (const [name, fanIn, fanOut] of [
      ['layer0.weight_ih', 12, 20],
      ['layer1.weight_ih', 20, 20],
      ['output.weight', 20, 30],
    ] as const) {
      const limit = Math.sqrt(6 / (fanIn + fanOut));
      const largest = parameters.get(name)!.data.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      expect(largest).toBeLessThanOrEqual(limit);
      expect(largest).toBeGreaterThan(0.95 * limit);
    }
  });

  it('depend on the seed alone', () => {
    expect(initialParameters(shape, 3)).toEqual(initialParameters(shape, 3));
    expect(initialParameters(shape, 3)).not.toEqual(initialParameters(shape, 4));
  });
});

describe('the layout of parameters', () => {
  it('is that of PyTorch, in one block without gaps', () => {
    const slots = (cell: ModelShape['cell'], embedding: number) => {
      const layout = parameterLayout({ ...shape, cell, embedding, layers: 1 });
      let end = 0;
      for (const slot of layout.slots) {
        expect(slot.offset).toBe(end);
        expect(slot.length).toBe(elements(slot.shape));
        end += slot.length;
      }
      expect(layout.length).toBe(end);
      return layout.slots.map(({ name, shape: sizes }) => `${name} ${sizes.join('×')}`);
    };
    expect(slots('gru', 12)).toEqual([
      'embedding.weight 30×12',
      'layer0.weight_ih 60×12',
      'layer0.weight_hh 60×20',
      'layer0.bias_ih 60',
      'layer0.bias_hh 60',
      'output.weight 30×20',
      'output.bias 30',
    ]);
    expect(slots('rnn', 0)).toEqual([
      'input.weight 30×20',
      'layer0.weight_hh 20×20',
      'layer0.bias 20',
      'output.weight 30×20',
      'output.bias 30',
    ]);
    expect(slots('lstm', 20)).toEqual([
      'embedding.weight 30×20',
      'layer0.weight_ih 80×20',
      'layer0.weight_hh 80×20',
      'layer0.bias 80',
      'output.bias 30',
    ]);
  });
});
