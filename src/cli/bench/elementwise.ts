import type { Kernels, Tensor } from '../../core/tensor/kernels.ts';
import { measure } from './measure.ts';
import { type Result, round } from './result.ts';

interface Operation {
  readonly operation: string;
  readonly elements: number;
  readonly run: () => void;
}

/** Everything but dense products: nanoseconds per element of (B, H), per logit or per parameter. */
export function* benchElementwise(createKernels: () => Kernels, short: boolean): Generator<Result> {
  const kernels = createKernels();
  for (const { operation, elements, run } of [
    ...cells(kernels),
    ...outputs(kernels),
    ...rows(kernels),
    ...optimisers(kernels),
  ]) {
    const { median } = measure(run, short ? 0.05 : 0.3);
    yield { bench: 'elementwise', operation, nanosecondsPerElement: round((median / elements) * 1e9) };
  }
  kernels.dispose();
}

const [B, H] = [32, 256];
const V = 2000;

function cells(kernels: Kernels): Operation[] {
  const state = () => filled(kernels, B * H);
  const gates = (count: number) => filled(kernels, count * B * H);
  const [h, c, tanhC, hPrev, dH, dC] = [state(), state(), state(), state(), state(), state()];
  const [x, u, dX, dU, four, saved] = [gates(3), gates(3), gates(3), gates(3), gates(4), gates(4)];
  const bias = filled(kernels, 4 * H);
  const each = (operation: string, run: () => void): Operation => ({ operation, elements: B * H, run });
  return [
    each('RNN forward', () => {
      kernels.rnnForward(h, x, bias, B, H);
    }),
    each('RNN backward', () => {
      kernels.rnnBackward(dX, dH, h, B, H);
    }),
    each('GRU forward', () => {
      kernels.gruForward(h, saved, x, u, bias, bias, hPrev, B, H);
    }),
    each('GRU backward', () => {
      kernels.gruBackward(dX, dU, dC, dH, saved, hPrev, B, H);
    }),
    each('LSTM forward', () => {
      kernels.lstmForward(h, c, tanhC, four, bias, hPrev, B, H);
    }),
    each('LSTM backward', () => {
      kernels.lstmBackward(saved, dC, dH, c, four, tanhC, hPrev, B, H);
    }),
  ];
}

function outputs(kernels: Kernels): Operation[] {
  const [logits, losses, row] = [filled(kernels, B * V), filled(kernels, B), filled(kernels, V)];
  const targets = kernels.allocateIndices(B);
  return [
    {
      operation: 'softmax, loss and gradient',
      elements: B * V,
      run() {
        kernels.softmaxCrossEntropy(logits, losses, targets, 1, B, V);
      },
    },
    {
      operation: 'softmax',
      elements: B * V,
      run() {
        kernels.softmax(logits, logits, 1, B, V);
      },
    },
    {
      operation: 'softmax of one row',
      elements: V,
      run() {
        kernels.softmax(row, row, 1, 1, V);
      },
    },
    {
      operation: 'logarithm',
      elements: V,
      run() {
        kernels.logarithm(row, row, 1e-30);
      },
    },
  ];
}

function rows(kernels: Kernels): Operation[] {
  const [many, few] = [1000, 8];
  const [states, query, dots] = [filled(kernels, many * H), filled(kernels, H), filled(kernels, many)];
  const [logits, weights, sum] = [filled(kernels, few * V), filled(kernels, few), filled(kernels, V)];
  return [
    {
      operation: 'dot products of rows',
      elements: many * H,
      run() {
        kernels.rowDots(dots, states, query, many, H);
      },
    },
    {
      operation: 'weighted sum of rows',
      elements: few * V,
      run() {
        kernels.weightedSum(sum, logits, weights, few, V);
      },
    },
  ];
}

function optimisers(kernels: Kernels): Operation[] {
  const P = 300_000;
  const parameters = () => filled(kernels, P);
  const [p, g, m, v] = [parameters(), parameters(), parameters(), parameters()];
  const each = (operation: string, run: () => void): Operation => ({ operation, elements: P, run });
  return [
    each('dropout mask', () => {
      kernels.dropoutMask(g, 0.2, 1);
    }),
    each('sum of squares', () => {
      kernels.sumOfSquares(g);
    }),
    each('SGD', () => {
      kernels.sgd(p, g, m, 1, 1e-3, 0.9);
    }),
    each('RMSprop', () => {
      kernels.rmsprop(p, g, v, 1, 1e-3, 0.9, 1e-8);
    }),
    each('Adam', () => {
      kernels.adam(p, g, m, v, 1, 1e-3, 0.9, 0.99, 1e-8, 9);
    }),
  ];
}

/** Zeros and twos in random order. */
function filled(kernels: Kernels, length: number): Tensor {
  const tensor = kernels.allocate(length);
  kernels.dropoutMask(tensor, 0.5, length);
  return tensor;
}
