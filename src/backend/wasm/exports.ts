/** A byte address in the memory of the kernels. */
type Pointer = number;

/** What src/kernels/index.ts exports: addresses and sizes in, nothing out but sums. */
export interface KernelExports {
  readonly heapBase: () => Pointer;
  readonly scratchSize: () => number;
  readonly setPanel: (columns: number) => void;
  readonly peak: (turns: number) => number;

  readonly pack: (packed: Pointer, b: Pointer, K: number, N: number) => void;
  readonly packTransposed: (packed: Pointer, b: Pointer, K: number, N: number) => void;
  readonly multiply: (
    out: Pointer,
    a: Pointer,
    packed: Pointer,
    M: number,
    K: number,
    N: number,
    accumulate: boolean,
  ) => void;
  readonly multiplyTransposed: (
    out: Pointer,
    a: Pointer,
    b: Pointer,
    M: number,
    K: number,
    N: number,
    scratch: Pointer,
  ) => void;

  readonly broadcastRow: (out: Pointer, row: Pointer, M: number, N: number) => void;
  readonly accumulateColumnSums: (sums: Pointer, a: Pointer, M: number, N: number) => void;
  readonly gatherRows: (out: Pointer, table: Pointer, indices: Pointer, M: number, N: number) => void;
  readonly scatterAddRows: (table: Pointer, a: Pointer, indices: Pointer, M: number, N: number) => void;
  readonly clearRows: (a: Pointer, flags: Pointer, M: number, N: number) => void;
  readonly rowDots: (out: Pointer, rows: Pointer, x: Pointer, M: number, N: number) => void;
  readonly weightedSum: (out: Pointer, rows: Pointer, weights: Pointer, M: number, N: number) => void;

  readonly quantizedWidth: (N: number) => number;
  readonly quantizeRows: (
    values: Pointer,
    scales: Pointer,
    offsets: Pointer,
    rows: Pointer,
    M: number,
    N: number,
  ) => void;
  readonly quantizedDots: (
    out: Pointer,
    values: Pointer,
    scales: Pointer,
    offsets: Pointer,
    x: Pointer,
    scratch: Pointer,
    M: number,
    N: number,
  ) => void;

  readonly rnnForward: (h: Pointer, gates: Pointer, bias: Pointer, B: number, H: number) => void;
  readonly rnnBackward: (dGates: Pointer, dH: Pointer, h: Pointer, B: number, H: number) => void;
  readonly gruForward: (
    h: Pointer,
    saved: Pointer,
    gatesX: Pointer,
    gatesH: Pointer,
    biasX: Pointer,
    biasH: Pointer,
    hPrev: Pointer,
    B: number,
    H: number,
  ) => void;
  readonly gruBackward: (
    dGatesX: Pointer,
    dGatesH: Pointer,
    dHPrev: Pointer,
    dH: Pointer,
    saved: Pointer,
    hPrev: Pointer,
    B: number,
    H: number,
  ) => void;
  readonly lstmForward: (
    h: Pointer,
    c: Pointer,
    tanhC: Pointer,
    gates: Pointer,
    bias: Pointer,
    cPrev: Pointer,
    B: number,
    H: number,
  ) => void;
  readonly lstmBackward: (
    dGates: Pointer,
    dCPrev: Pointer,
    dH: Pointer,
    dC: Pointer,
    gates: Pointer,
    tanhC: Pointer,
    cPrev: Pointer,
    B: number,
    H: number,
  ) => void;

  readonly softmaxCrossEntropy: (
    logits: Pointer,
    losses: Pointer,
    targets: Pointer,
    scale: number,
    M: number,
    V: number,
  ) => void;
  readonly crossEntropy: (losses: Pointer, logits: Pointer, targets: Pointer, M: number, V: number) => void;
  readonly softmax: (out: Pointer, logits: Pointer, inverseTemperature: number, M: number, V: number) => void;

  readonly thinRows: (a: Pointer, grain: number, seed: number, M: number, N: number) => void;
  readonly backwardThinned: (
    dx: Pointer,
    dW: Pointer,
    dBias: Pointer,
    dy: Pointer,
    x: Pointer,
    W: Pointer,
    M: number,
    N: number,
    K: number,
  ) => void;
  readonly fill: (a: Pointer, value: number, n: number) => void;
  readonly copy: (out: Pointer, a: Pointer, n: number) => void;
  readonly add: (out: Pointer, a: Pointer, n: number) => void;
  readonly multiplyElements: (out: Pointer, a: Pointer, b: Pointer, n: number) => void;
  readonly logarithm: (out: Pointer, a: Pointer, floor: number, n: number) => void;
  readonly dropoutMask: (mask: Pointer, threshold: number, kept: number, seed: number, n: number) => void;
  readonly sumOfSquares: (a: Pointer, n: number) => number;

  readonly sgd: (
    p: Pointer,
    gradients: Pointer,
    v: Pointer,
    scale: number,
    learningRate: number,
    momentum: number,
    n: number,
  ) => void;
  readonly rmsprop: (
    p: Pointer,
    gradients: Pointer,
    s: Pointer,
    scale: number,
    learningRate: number,
    decay: number,
    fresh: number,
    epsilon: number,
    n: number,
  ) => void;
  readonly adam: (
    p: Pointer,
    gradients: Pointer,
    m: Pointer,
    v: Pointer,
    scale: number,
    rate: number,
    spread: number,
    beta1: number,
    fresh1: number,
    beta2: number,
    fresh2: number,
    epsilon: number,
    n: number,
  ) => void;
}
