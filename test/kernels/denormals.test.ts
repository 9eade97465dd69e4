import { describe, expect, it } from 'vitest';
import type { Tensor } from '../../src/core/tensor/kernels.ts';
import { wasmBackends } from './backends.ts';
import { expectClose, Twin } from './twin.ts';

const SMALLEST_NORMAL = 2 ** -126;

function denormals({ data }: Tensor): number[] {
  return [...data].filter((x) => x !== 0 && Math.abs(x) < SMALLEST_NORMAL);
}

function expectNoDenormals(...tensors: readonly Tensor[]): void {
  for (const tensor of tensors) expect(denormals(tensor)).toEqual([]);
}

/**
 * WebAssembly cannot flush denormals, and they cost a factor of a hundred. So numbers that decay must become zero; only
 * then is a run as fast at its end as at its start.
 */
describe.each(wasmBackends)('on $name no denormals come out of', (backend) => {
  const n = 37;

  it('20,000 steps of Adam with gradients of zero, and the result is exact', () => {
    const twin = new Twin(backend);
    const [p, m] = [twin.tensor(n), twin.tensor(n)];
    const v = twin.tensor(n, () => twin.uniform(0, 1));
    const zeros = twin.tensor(n, () => 0);
    for (let step = 1; step <= 20_000; step++) {
      twin.run((kernels, of) => {
        kernels.adam(of(p), of(zeros), of(m), of(v), 1, 1e-3, 0.9, 0.99, 1e-8, step);
      });
      if (step % 500 === 0) expectNoDenormals(m.tested, v.tested, p.tested);
    }
    expectClose(p, 1e-5);
    expect([...m.tested.data, ...v.tested.data]).toEqual(new Array(2 * n).fill(0));
  });

  it('20,000 steps of RMSprop and SGD with gradients of zero', () => {
    const twin = new Twin(backend);
    const [p, q, v] = [twin.tensor(n), twin.tensor(n), twin.tensor(n)];
    const s = twin.tensor(n, () => twin.uniform(0, 1));
    const zeros = twin.tensor(n, () => 0);
    for (let step = 1; step <= 20_000; step++) {
      twin.run((kernels, of) => {
        kernels.rmsprop(of(p), of(zeros), of(s), 1, 1e-3, 0.99, 1e-8);
        kernels.sgd(of(q), of(zeros), of(v), 1, 1e-3, 0.9);
      });
      if (step % 500 === 0) expectNoDenormals(s.tested, v.tested);
    }
    expectClose(p, 1e-5);
    expectClose(q, 1e-5);
  });

  it('optimisers with vanishing gradients', () => {
    const twin = new Twin(backend);
    const g = twin.tensor(n, (i) => 10 ** -(i + 5));
    const [p, v] = [twin.tensor(n), twin.tensor(n, () => 0)];
    const [m, s] = [twin.tensor(n, () => 0), twin.tensor(n, () => 0)];
    for (let step = 1; step <= 100; step++) {
      twin.run((kernels, of) => {
        kernels.adam(of(p), of(g), of(m), of(v), 1, 1e-3, 0.9, 0.99, 1e-8, step);
        kernels.rmsprop(of(p), of(g), of(s), 1, 1e-3, 0.99, 1e-8);
      });
      expectNoDenormals(m.tested, v.tested, s.tested);
    }
    expectClose(p, 1e-5);
  });

  it('a softmax whose logits are far apart', () => {
    const kernels = backend.create();
    const V = 400;
    for (const scale of [1, 1e-4]) {
      const [logits, losses] = [kernels.allocate(V), kernels.allocate(1)];
      logits.data.set(Array.from({ length: V }, (_, i) => -i / 2));
      kernels.softmaxCrossEntropy(logits, losses, kernels.allocateIndices(1), scale, 1, V);
      expectNoDenormals(logits);
    }
    const probabilities = kernels.allocate(V);
    probabilities.data.set(Array.from({ length: V }, (_, i) => -i / 2));
    kernels.softmax(probabilities, probabilities, 1, 1, V);
    expectNoDenormals(probabilities);
  });

  it('gradients that vanish over many steps of back-propagation', () => {
    const twin = new Twin(backend);
    const tensor = (length: number) => twin.tensor(length, () => twin.uniform(0, 1)).tested;
    const { tested: kernels } = twin.run((k) => k);
    const [dH, dC, c] = [tensor(n), tensor(n), tensor(n)];
    const [h, gates, saved] = [tensor(n), tensor(4 * n), tensor(4 * n)];
    const [dGates, dGatesX, dGatesU] = [tensor(4 * n), tensor(3 * n), tensor(3 * n)];
    for (let t = 0; t < 1000; t++) {
      kernels.rnnBackward(dH, dH, h, 1, n);
      kernels.gruBackward(dGatesX, dGatesU, dH, dH, saved, h, 1, n);
      kernels.lstmBackward(dGates, dC, dH, dC, gates, h, c, 1, n);
      expectNoDenormals(dH, dGatesX, dGatesU, dC, dGates);
    }
    expect(dH.data.every((x) => x === 0)).toBe(true);
  });

  it('states that fade over many steps', () => {
    const kernels = backend.create();
    const [h, c, tanhC] = [kernels.allocate(n), kernels.allocate(n), kernels.allocate(n)];
    const [saved, gates] = [kernels.allocate(4 * n), kernels.allocate(4 * n)];
    const [zeros, state] = [kernels.allocate(4 * n), kernels.allocate(n)];
    c.data.fill(1);
    state.data.fill(1);
    for (let t = 0; t < 300; t++) {
      gates.data.fill(0);
      kernels.lstmForward(h, c, tanhC, gates, zeros, c, 1, n);
      kernels.gruForward(state, saved, zeros, zeros, zeros, zeros, state, 1, n);
      expectNoDenormals(h, c, tanhC, state);
    }
  });
});
