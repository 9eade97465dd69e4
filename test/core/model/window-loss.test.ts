import { expect, it } from 'vitest';
import { ReferenceKernels } from '../../../src/backend/reference-kernels.ts';
import type { ModelShape } from '../../../src/core/model/model-shape.ts';
import { OutputLayer } from '../../../src/core/model/output-layer.ts';
import { Parameters } from '../../../src/core/model/parameters.ts';
import { WindowLoss } from '../../../src/core/model/window-loss.ts';
import { Random } from '../../../src/core/tensor/random.ts';

const [M, V, H, SCALE] = [8, 20_000, 2, 0.25];
const targets = Int32Array.from([5, -1, 19_999, 0, 5, 7, -1, 12_345]);

/** Compared with the definitions, in Float64, row by row. */
it('the loss of a window with more logits than are computed at once is that of all its rows', () => {
  const shape: ModelShape = { cell: 'rnn', layers: 1, vocabulary: V, embedding: 3, hidden: H };
  const kernels = new ReferenceKernels('float64');
  const parameters = new Parameters(kernels, shape, true);
  const random = new Random(1);
  const [W, bias] = ['output.weight', 'output.bias'].map((name) => parameters.get(name));
  const [h, dh] = [kernels.allocate(M * H), kernels.allocate(M * H)];
  for (const { data } of [W.value, bias.value, h]) data.forEach((_, i) => (data[i] = random.normal()));
  const output = new OutputLayer(kernels, shape, parameters, 0);
  output.pack();
  const loss = new WindowLoss(kernels, output, M, V, H);
  expect(loss.logits.length).toBeLessThan((M / 2) * V);

  let expected = 0;
  const [expectedH, expectedW, expectedBias] = [dh, W.value, bias.value].map(({ length }) =>
    new Float64Array(length).fill(0),
  );
  for (const [m, target] of targets.entries()) {
    if (target < 0) continue;
    const state = Array.from(h.data.subarray(m * H, (m + 1) * H));
    const logits = Array.from(
      bias.value.data,
      (b, v) => b + state.reduce((sum, x, k) => sum + x * W.value.data[v * H + k], 0),
    );
    const total = logits.reduce((sum, x) => sum + Math.exp(x), 0);
    expected += Math.log(total) - logits[target];
    for (const [v, x] of logits.entries()) {
      const d = SCALE * (Math.exp(x) / total - (v === target ? 1 : 0));
      expectedBias[v] += d;
      for (let k = 0; k < H; k++) {
        expectedW[v * H + k] += d * state[k];
        expectedH[m * H + k] += d * W.value.data[v * H + k];
      }
    }
  }
  expect(loss.evaluate(h, targets)).toBeCloseTo(expected, 8);
  expect(loss.backward(dh, h, targets, SCALE, 0)).toBeCloseTo(expected, 8);
  for (const [actual, exact] of [
    [dh, expectedH],
    [W.gradient, expectedW],
    [bias.gradient, expectedBias],
  ] as const) {
    const furthest = exact.reduce((most, x, i) => Math.max(most, Math.abs(x - actual.data[i])), 0);
    expect(furthest).toBeLessThan(1e-9);
  }
});
