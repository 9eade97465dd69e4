import { describe, expect, it } from 'vitest';
import { backends } from './backends.ts';
import { expectClose, expectWithin, Twin } from './twin.ts';

const widths = [1, 2, 3, 4, 5, 31, 128, 333, 2000];

describe.each(backends)('softmax on $name', (backend) => {
  it.each(widths)('gives the loss and its gradient over %d classes', (V) => {
    const twin = new Twin(backend);
    const M = 6;
    const logits = twin.tensor(M * V, () => twin.uniform(-9, 9));
    const losses = twin.tensor(M);
    const again = twin.tensor(M);
    const targets = twin.indices([0, V - 1, -1, V >> 1, 0, V - 1]);
    const before = [...logits.tested.data];
    twin.run((kernels, of) => {
      kernels.crossEntropy(of(logits), of(again), of(targets), M, V);
    });
    expect([...logits.tested.data]).toEqual(before);
    twin.run((kernels, of) => {
      kernels.softmaxCrossEntropy(of(logits), of(losses), of(targets), 0.25, M, V);
    });
    expectClose(losses);
    expectClose(again);
    expectWithin(logits, () => 2e-7);
  });

  it.each(widths)('gives probabilities over %d classes, in place as well', (V) => {
    const twin = new Twin(backend);
    const M = 3;
    for (const inverseTemperature of [1, 0.5, 2.5, 0]) {
      const logits = twin.tensor(M * V, () => twin.uniform(-9, 9));
      const out = twin.tensor(M * V);
      twin.run((kernels, of) => {
        kernels.softmax(of(out), of(logits), inverseTemperature, M, V);
        kernels.softmax(of(logits), of(logits), inverseTemperature, M, V);
      });
      expectProbabilities(out);
      expect([...logits.tested.data]).toEqual([...out.tested.data]);
      const row = out.tested.data.subarray(0, V);
      expect([...row].reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5);
    }
  });

  describe.each([
    { name: 'huge', row: [1e4, -1e4, 9.9e3, 1e4, 0, 3] },
    { name: 'the largest', row: [3e38, 1e38, 1, 2, 3, 3e38] },
    { name: 'tiny', row: [1e-30, -1e-30, 1e-40, 0, -0, 1e-7] },
    { name: 'wide apart', row: [0, -20, -50, -80, -100, -200] },
    { name: 'minus infinite', row: [-Infinity, 0, 1, -Infinity, 2, -Infinity] },
  ])('with $name logits', ({ row }) => {
    it.each(row.map((_, target) => target))('and target %d', (target) => {
      const twin = new Twin(backend);
      const V = row.length;
      const logits = twin.tensor(V, (i) => row[i]);
      const probabilities = twin.tensor(V);
      const losses = twin.tensor(1);
      const again = twin.tensor(1);
      const targets = twin.indices([target]);
      twin.run((kernels, of) => {
        kernels.softmax(of(probabilities), of(logits), 1, 1, V);
        kernels.crossEntropy(of(logits), of(again), of(targets), 1, V);
        kernels.softmaxCrossEntropy(of(logits), of(losses), of(targets), 1, 1, V);
      });
      expectClose(losses);
      expectClose(again);
      expectProbabilities(probabilities);
      expectWithin(logits, () => 2e-7);
    });
  });

  it('learns nothing where there is no target, whatever the logits', () => {
    const twin = new Twin(backend);
    const logits = twin.tensor(7, (i) => [NaN, Infinity, 1][i % 3]);
    const losses = twin.tensor(1);
    const targets = twin.indices([-1]);
    twin.run((kernels, of) => {
      kernels.softmaxCrossEntropy(of(logits), of(losses), of(targets), 1, 1, 7);
    });
    expect([...logits.tested.data]).toEqual(new Array(7).fill(0));
    expect(losses.tested.data[0]).toBe(0);
  });

  it('passes on NaN among the logits', () => {
    const kernels = backend.create();
    const [logits, losses] = [kernels.allocate(6), kernels.allocate(1)];
    logits.data[4] = NaN;
    kernels.softmaxCrossEntropy(logits, losses, kernels.allocateIndices(1), 1, 1, 6);
    expect(losses.data[0]).toBeNaN();
  });

  it('refuses a target outside the classes', () => {
    const kernels = backend.create();
    const [logits, losses] = [kernels.allocate(6), kernels.allocate(1)];
    const targets = kernels.allocateIndices(1);
    for (const target of [6, -2]) {
      targets.data[0] = target;
      expect(() => {
        kernels.crossEntropy(logits, losses, targets, 1, 6);
      }).toThrow(RangeError);
      expect(() => {
        kernels.softmaxCrossEntropy(logits, losses, targets, 1, 1, 6);
      }).toThrow(RangeError);
    }
  });
});

/** ln p has the relative error of Float32, so that of p is proportional to ln p. Below 1e-30, p may be 0. */
function expectProbabilities(out: ReturnType<Twin['tensor']>): void {
  expectWithin(out, (i) => {
    const p = out.exact.data[i];
    return p > 0 ? p * (1e-6 + 2e-7 * Math.abs(Math.log(p))) + 1e-30 : 1e-30;
  });
}
