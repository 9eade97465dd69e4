import type { Kernels } from './kernels.ts';

/** The operations of `Kernels`: what computes, without what allocates. */
export type OperationName = Exclude<keyof Kernels, 'name' | 'view' | 'dispose' | `allocate${string}`>;

/**
 * The operands of every operation, in the order of its parameters. Both backends check each call against this table
 * before they touch a number, and the tests draw operands from it.
 *
 * - `B 4H`: a tensor of at least B · 4H numbers;
 * - `n`: a tensor exactly as long as the others that say `n`;
 * - `indices M`: at least M indices; `indices M in 0 V`: the first M of them in [0, V);
 * - `packed K N`: a packed matrix, which gives K and N;
 * - `quantized M N`: at least M rows in int8, which give N;
 * - `size`: the value of the letter that is its name;
 * - `number`, `flag`: any value.
 *
 * Where nothing else gives the first letter of a tensor, like V in `V N`, it is the number of rows that the tensor
 * holds, and the tensor must end with a whole row.
 */
export const operandShapes = {
  pack: { packed: 'packed K N', b: 'K N' },
  packTransposed: { packed: 'packed K N', b: 'N K' },
  multiply: { out: 'M N', a: 'M K', b: 'packed K N', M: 'size', accumulate: 'flag' },
  multiplyTransposed: { out: 'M N', a: 'K M', b: 'K N', M: 'size', K: 'size', N: 'size' },

  broadcastRow: { out: 'M N', row: 'N', M: 'size', N: 'size' },
  accumulateColumnSums: { sums: 'N', a: 'M N', M: 'size', N: 'size' },
  gatherRows: { out: 'M N', table: 'V N', indices: 'indices M in 0 V', M: 'size', N: 'size' },
  scatterAddRows: { table: 'V N', a: 'M N', indices: 'indices M in 0 V', M: 'size', N: 'size' },
  clearRows: { a: 'M N', flags: 'indices M', M: 'size', N: 'size' },
  rowDots: { out: 'M', rows: 'M N', x: 'N', M: 'size', N: 'size' },
  weightedSum: { out: 'N', rows: 'M N', weights: 'M', M: 'size', N: 'size' },

  quantizeRows: { quantized: 'quantized first+R N', rows: 'R N', first: 'size' },
  quantizedDots: { out: 'M', rows: 'quantized M N', x: 'N', M: 'size' },

  rnnForward: { h: 'B H', gates: 'B H', bias: 'H', B: 'size', H: 'size' },
  rnnBackward: { dGates: 'B H', dH: 'B H', h: 'B H', B: 'size', H: 'size' },
  gruForward: {
    h: 'B H',
    saved: 'B 4H',
    gatesX: 'B 3H',
    gatesU: 'B 3H',
    biasX: '3H',
    biasU: '3H',
    hPrev: 'B H',
    B: 'size',
    H: 'size',
  },
  gruBackward: {
    dGatesX: 'B 3H',
    dGatesU: 'B 3H',
    dHPrev: 'B H',
    dH: 'B H',
    saved: 'B 4H',
    hPrev: 'B H',
    B: 'size',
    H: 'size',
  },
  lstmForward: {
    h: 'B H',
    c: 'B H',
    tanhC: 'B H',
    gates: 'B 4H',
    bias: '4H',
    cPrev: 'B H',
    B: 'size',
    H: 'size',
  },
  lstmBackward: {
    dGates: 'B 4H',
    dCPrev: 'B H',
    dH: 'B H',
    dC: 'B H',
    gates: 'B 4H',
    tanhC: 'B H',
    cPrev: 'B H',
    B: 'size',
    H: 'size',
  },

  softmaxCrossEntropy: {
    logits: 'M V',
    losses: 'M',
    targets: 'indices M in -1 V',
    scale: 'number',
    M: 'size',
    V: 'size',
  },
  crossEntropy: { logits: 'M V', losses: 'M', targets: 'indices M in -1 V', M: 'size', V: 'size' },
  softmax: { out: 'M V', logits: 'M V', inverseTemperature: 'number', M: 'size', V: 'size' },

  thinRows: { a: 'M N', grain: 'number', seed: 'number', M: 'size', N: 'size' },
  backwardThinned: {
    dx: 'M K',
    dW: 'N K',
    dBias: 'N',
    dy: 'M N',
    x: 'M K',
    W: 'N K',
    M: 'size',
    N: 'size',
    K: 'size',
  },

  fill: { a: 'n', value: 'number' },
  copy: { out: 'n', a: 'n' },
  add: { out: 'n', a: 'n' },
  multiplyElements: { out: 'n', a: 'n', b: 'n' },
  logarithm: { out: 'n', a: 'n', floor: 'number' },
  dropoutMask: { mask: 'n', rate: 'number', seed: 'number' },
  sumOfSquares: { a: 'n' },

  sgd: { p: 'n', g: 'n', v: 'n', gradientScale: 'number', learningRate: 'number', momentum: 'number' },
  rmsprop: {
    p: 'n',
    g: 'n',
    s: 'n',
    gradientScale: 'number',
    learningRate: 'number',
    decay: 'number',
    epsilon: 'number',
  },
  adam: {
    p: 'n',
    g: 'n',
    m: 'n',
    v: 'n',
    gradientScale: 'number',
    learningRate: 'number',
    beta1: 'number',
    beta2: 'number',
    epsilon: 'number',
    step: 'number',
  },
} as const satisfies Readonly<Record<OperationName, Readonly<Record<string, string>>>>;
