import type { Kernels } from '../../core/tensor/kernels.ts';
import { measure } from './measure.ts';
import { type Result, round } from './result.ts';

/** What is not a product: nanoseconds an element, an element being one of (B, H), one logit or one parameter. */
export function* benchElementwise(createKernels: () => Kernels, short: boolean): Generator<Result> {
  const kernels = createKernels();
  for (const [operation, run] of Object.entries(operations(kernels))) {
    const { median } = measure(run, short ? 0.05 : 0.3);
    yield { bench: 'elementwise', operation, nanosecondsPerElement: round((median / run()) * 1e9) };
  }
  kernels.dispose();
}

/** Each returns the number of its elements. */
function operations(kernels: Kernels): Record<string, () => number> {
  const [B, H, V, P] = [32, 256, 2000, 300_000];
  const [M, few] = [1000, 8];
  const tensor = (length: number) => {
    const made = kernels.allocate(length);
    kernels.dropoutMask(made, 0.5, length);
    return made;
  };
  const state = () => tensor(B * H);
  const gates = (n: number) => tensor(n * B * H);
  const [h, c, tanhC, hPrev, dH, dC] = [state(), state(), state(), state(), state(), state()];
  const [x, y, dX, dY, four, saved] = [gates(3), gates(3), gates(3), gates(3), gates(4), gates(4)];
  const bias = tensor(4 * H);
  const [logits, losses, targets] = [tensor(B * V), tensor(B), kernels.allocateIndices(B)];
  const [row, dots] = [tensor(V), tensor(M)];
  const [p, g, m, v] = [tensor(P), tensor(P), tensor(P), tensor(P)];
  return {
    'RNN forward'() {
      kernels.rnnForward(h, x, bias, B, H);
      return B * H;
    },
    'RNN backward'() {
      kernels.rnnBackward(dX, dH, h, B, H);
      return B * H;
    },
    'GRU forward'() {
      kernels.gruForward(h, saved, x, y, bias, bias, hPrev, B, H);
      return B * H;
    },
    'GRU backward'() {
      kernels.gruBackward(dX, dY, dC, dH, saved, hPrev, B, H);
      return B * H;
    },
    'LSTM forward'() {
      kernels.lstmForward(h, c, tanhC, four, bias, hPrev, B, H);
      return B * H;
    },
    'LSTM backward'() {
      kernels.lstmBackward(saved, dC, dH, c, four, tanhC, hPrev, B, H);
      return B * H;
    },
    'softmax, loss and gradient'() {
      kernels.softmaxCrossEntropy(logits, losses, targets, 1, B, V);
      return B * V;
    },
    softmax() {
      kernels.softmax(logits, logits, 1, B, V);
      return B * V;
    },
    'softmax of one row'() {
      kernels.softmax(row, row, 1, 1, V);
      return V;
    },
    'dot products of rows'() {
      kernels.rowDots(dots, p, hPrev, M, H);
      return M * H;
    },
    'weighted sum of rows'() {
      kernels.weightedSum(row, logits, bias, few, V);
      return few * V;
    },
    logarithm() {
      kernels.logarithm(row, row, 1e-30);
      return V;
    },
    'dropout mask'() {
      kernels.dropoutMask(g, 0.2, 1);
      return P;
    },
    'sum of squares'() {
      kernels.sumOfSquares(g);
      return P;
    },
    SGD() {
      kernels.sgd(p, g, m, 1, 1e-3, 0.9);
      return P;
    },
    RMSprop() {
      kernels.rmsprop(p, g, v, 1, 1e-3, 0.9, 1e-8);
      return P;
    },
    Adam() {
      kernels.adam(p, g, m, v, 1, 1e-3, 0.9, 0.99, 1e-8, 9);
      return P;
    },
  };
}
