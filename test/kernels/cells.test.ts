import { describe, expect, it } from 'vitest';
import { backends } from './backends.ts';
import { expectClose, Twin } from './twin.ts';

/** Whole vectors, remainders of one to three, less than a vector, many rows. */
const sizes = [
  { B: 1, H: 1 },
  { B: 2, H: 3 },
  { B: 3, H: 4 },
  { B: 5, H: 6 },
  { B: 2, H: 37 },
  { B: 1, H: 100 },
  { B: 32, H: 64 },
];

describe.each(backends)('cells on $name', (backend) => {
  describe.each(sizes)('of $H, $B at once', ({ B, H }) => {
    it('compute the vanilla RNN', () => {
      const twin = new Twin(backend);
      const { h, gates, bias } = twin.tensors('rnnForward', { B, H });
      const { dGates, dH } = twin.tensors('rnnBackward', { B, H });
      twin.fill(gates, () => twin.uniform(-4, 4));
      twin.run((kernels, of) => {
        kernels.rnnForward(of(h), of(gates), of(bias), B, H);
        kernels.rnnBackward(of(dGates), of(dH), of(h), B, H);
      });
      expectClose(h);
      expectClose(dGates, 3e-6);
    });

    it('compute the GRU', () => {
      const twin = new Twin(backend);
      const { h, saved, gatesX, gatesU, biasX, biasU, hPrev } = twin.tensors('gruForward', { B, H });
      const { dGatesX, dGatesU, dHPrev, dH } = twin.tensors('gruBackward', { B, H });
      for (const gates of [gatesX, gatesU]) twin.fill(gates, () => twin.uniform(-4, 4));
      twin.run((kernels, of) => {
        const [x, u] = [of(gatesX), of(gatesU)];
        kernels.gruForward(of(h), of(saved), x, u, of(biasX), of(biasU), of(hPrev), B, H);
        kernels.gruBackward(of(dGatesX), of(dGatesU), of(dHPrev), of(dH), of(saved), of(hPrev), B, H);
      });
      for (const tensor of [h, saved, gatesX, gatesU]) expectClose(tensor);
      for (const tensor of [dGatesX, dGatesU, dHPrev]) expectClose(tensor, 3e-6);
    });

    it('compute the LSTM', () => {
      const twin = new Twin(backend);
      const { h, c, tanhC, gates, bias, cPrev } = twin.tensors('lstmForward', { B, H });
      const { dGates, dCPrev, dH, dC } = twin.tensors('lstmBackward', { B, H });
      twin.fill(gates, () => twin.uniform(-4, 4));
      twin.fill(cPrev, () => twin.uniform(-3, 3));
      twin.run((kernels, of) => {
        kernels.lstmForward(of(h), of(c), of(tanhC), of(gates), of(bias), of(cPrev), B, H);
        const state = [of(gates), of(tanhC), of(cPrev)] as const;
        kernels.lstmBackward(of(dGates), of(dCPrev), of(dH), of(dC), ...state, B, H);
      });
      for (const tensor of [h, c, tanhC, gates]) expectClose(tensor);
      for (const tensor of [dGates, dCPrev]) expectClose(tensor, 3e-6);

      // The same, with each result in the place of an operand.
      twin.run((kernels, of) => {
        const state = [of(gates), of(tanhC), of(cPrev)] as const;
        kernels.lstmBackward(of(gates), of(dC), of(dH), of(dC), ...state, B, H);
      });
      expect([...gates.tested.data]).toEqual([...dGates.tested.data]);
      expect([...dC.tested.data]).toEqual([...dCPrev.tested.data]);
    });
  });

  it('saturate without harm', () => {
    const twin = new Twin(backend);
    const extremes = [0, -0, 1e-40, 20, -20, 100, -100, 3e4, -3e4, 1e38, -1e38, Infinity, -Infinity];
    const H = extremes.length;
    const zeros = twin.tensor(4 * H, () => 0);
    const gates = twin.tensor(4 * H, (i) => extremes[i % H]);
    const h = twin.tensor(H);
    const [c, tanhC, cPrev] = [twin.tensor(H), twin.tensor(H), twin.tensor(H, () => 0.5)];
    twin.run((kernels, of) => {
      kernels.rnnForward(of(h), of(gates), of(zeros), 1, H);
      kernels.lstmForward(of(tanhC), of(c), of(tanhC), of(gates), of(zeros), of(cPrev), 1, H);
    });
    expectClose(h);
    expectClose(gates);
    expectClose(c);
  });

  it('pass on NaN, so that divergence is seen', () => {
    const twin = new Twin(backend);
    const [B, H] = [1, 5];
    const gates = twin.tensor(3 * H, (i) => (i % H === 2 ? NaN : 0.3));
    const zeros = twin.tensor(3 * H, () => 0);
    const [h, hPrev, saved] = [twin.tensor(H), twin.tensor(H), twin.tensor(4 * H)];
    twin.run((kernels, of) => {
      kernels.rnnForward(of(hPrev), of(gates), of(zeros), B, H);
      const biases = [of(zeros), of(zeros)] as const;
      kernels.gruForward(of(h), of(saved), of(gates), of(zeros), ...biases, of(hPrev), B, H);
    });
    expectClose(hPrev);
    expectClose(h);
    expect(h.tested.data[2]).toBeNaN();
  });

  it('refuse tensors that are too short', () => {
    const kernels = backend.create();
    const [H, short] = [kernels.allocate(8), kernels.allocate(7)];
    expect(() => {
      kernels.rnnForward(H, short, H, 1, 8);
    }).toThrow(RangeError);
    expect(() => {
      kernels.rnnBackward(H, H, H, 2, 8);
    }).toThrow(RangeError);
  });
});
