import { describe, expect, it } from 'vitest';
import type { Kernels } from '../../src/core/tensor/kernels.ts';
import { backends } from './backends.ts';

/** Numbers densely from −90 to 90, and of every magnitude from 2 down to 2e-30. */
const sweep = Float32Array.from([
  ...Array.from({ length: 360_001 }, (_, i) => i * 5e-4 - 90),
  ...Array.from({ length: 60_000 }, (_, i) => (i % 2 ? 1 : -1) * 2 * 10 ** (i / 2000 - 30)),
]);

/** tanh(x), by the vanilla RNN. */
function tanh(kernels: Kernels): ArrayLike<number> {
  const n = sweep.length;
  const [h, gates] = [kernels.allocate(n), kernels.allocate(n)];
  gates.data.set(sweep);
  kernels.rnnForward(h, gates, kernels.allocate(n), 1, n);
  return h.data;
}

/** σ(x), by the input gate of the LSTM. */
function sigmoid(kernels: Kernels): ArrayLike<number> {
  const n = sweep.length;
  const gates = kernels.allocate(4 * n);
  const state = [0, 1, 2, 3].map(() => kernels.allocate(n)) as [never, never, never, never];
  const [h, c, tanhC, cPrev] = state;
  gates.data.set(sweep);
  kernels.lstmForward(h, c, tanhC, gates, kernels.allocate(4 * n), cPrev, 1, n);
  return gates.data.subarray(0, n);
}

/** e⁻|ˣ|, by a softmax over 0 and −|x|: it is the ratio of the two probabilities. */
function exponential(kernels: Kernels): ArrayLike<number> {
  const n = sweep.length;
  const pairs = kernels.allocate(2 * n);
  for (let i = 0; i < n; i++) pairs.data[2 * i + 1] = -Math.abs(sweep[i]);
  kernels.softmax(pairs, pairs, 1, n, 2);
  const { data } = pairs;
  return Float64Array.from(sweep, (_, i) => data[2 * i + 1] / data[2 * i]);
}

/** The largest relative error. Values below 1e-30 count as zero. */
function worstError(computed: ArrayLike<number>, exact: (x: number) => number): number {
  let worst = 0;
  for (const [i, x] of sweep.entries()) {
    const wanted = exact(x);
    const error = Math.abs(computed[i] - wanted);
    if (Math.abs(wanted) >= 1e-30) worst = Math.max(worst, error / Math.abs(wanted));
    else if (error > 1e-30) return Infinity;
  }
  return worst;
}

describe.each(backends)('activations on $name', (backend) => {
  // Measured, simd and relaxed-simd alike: tanh 2.9e-7, σ 2.7e-7, exp 2.4e-7.
  it.each([
    { name: 'tanh', compute: tanh, exact: Math.tanh },
    { name: 'σ', compute: sigmoid, exact: (x: number) => 1 / (1 + Math.exp(-x)) },
    { name: 'exp', compute: exponential, exact: (x: number) => Math.exp(-Math.abs(x)) },
  ])('compute $name to 5e-7 of its size', ({ compute, exact }) => {
    expect(worstError(compute(backend.create()), exact)).toBeLessThanOrEqual(5e-7);
  });

  it('stay within their bounds', () => {
    const kernels = backend.create();
    const [t, s] = [Array.from(tanh(kernels)), Array.from(sigmoid(kernels))];
    expect(t.every((value) => Math.abs(value) <= 1)).toBe(true);
    expect(s.every((value) => value >= 0 && value <= 1)).toBe(true);
  });
});
