import { describe, expect, it } from 'vitest';
import { backends } from './backends.ts';
import { expectClose, Twin } from './twin.ts';

const STEPS = 200;
const lengths = [1, 3, 4, 7, 130];

describe.each(backends)('optimisers on $name', (backend) => {
  describe.each(lengths)('of %d parameters', (n) => {
    it('take many steps of SGD with momentum', () => {
      const twin = new Twin(backend);
      const [p, g, v] = [twin.tensor(n), twin.tensor(n), twin.tensor(n, () => 0)];
      for (let step = 1; step <= STEPS; step++) {
        twin.run((kernels, of) => {
          kernels.sgd(of(p), of(g), of(v), 0.7, 0.01, 0.9);
          kernels.multiplyElements(of(g), of(g), of(p));
        });
      }
      for (const tensor of [p, g, v]) expectClose(tensor, 1e-4);
    });

    it('take many steps of RMSprop', () => {
      const twin = new Twin(backend);
      const [p, s] = [twin.tensor(n), twin.tensor(n, () => 0)];
      for (let step = 1; step <= STEPS; step++) {
        const g = twin.tensor(n);
        twin.run((kernels, of) => {
          kernels.rmsprop(of(p), of(g), of(s), 0.7, 0.01, 0.9, 1e-8);
        });
      }
      for (const tensor of [p, s]) expectClose(tensor, 1e-5);
    });

    it('take many steps of Adam', () => {
      const twin = new Twin(backend);
      const [p, m, v] = [twin.tensor(n), twin.tensor(n, () => 0), twin.tensor(n, () => 0)];
      for (let step = 1; step <= STEPS; step++) {
        const g = twin.tensor(n);
        twin.run((kernels, of) => {
          kernels.adam(of(p), of(g), of(m), of(v), 0.7, 0.01, 0.9, 0.999, 1e-8, step);
        });
      }
      for (const tensor of [p, m, v]) expectClose(tensor, 1e-5);
    });
  });

  it('move by hand-computed amounts', () => {
    const kernels = backend.create();
    const tensor = (value: number) => {
      const made = kernels.allocate(1);
      made.data[0] = value;
      return made;
    };
    const [p, g, v] = [tensor(1), tensor(2), tensor(3)];
    kernels.sgd(p, g, v, 0.5, 0.1, 0.9);
    expect(v.data[0]).toBeCloseTo(0.9 * 3 + 1, 6);
    expect(p.data[0]).toBeCloseTo(1 - 0.1 * 3.7, 6);

    const [q, s] = [tensor(1), tensor(4)];
    kernels.rmsprop(q, g, s, 0.5, 0.1, 0.75, 0.5);
    expect(s.data[0]).toBeCloseTo(0.75 * 4 + 0.25, 6);
    expect(q.data[0]).toBeCloseTo(1 - 0.1 / (Math.sqrt(3.25) + 0.5), 6);

    // Adam's first step is the learning rate against the gradient's sign, however large the gradient is.
    for (const size of [2, -2, 1e-4, -3e4]) {
      const [r, gradient] = [tensor(1), tensor(size)];
      kernels.adam(r, gradient, tensor(0), tensor(0), 1, 0.1, 0.9, 0.999, 1e-8, 1);
      expect(r.data[0]).toBeCloseTo(1 - 0.1 * Math.sign(size), 4);
    }
  });
});
