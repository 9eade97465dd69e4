/**
 * Every numeric operation of Tacit. One implementation is plain loops and is the specification
 * (`backend/reference-kernels.ts`, in Float32 or Float64). The other is WebAssembly SIMD (`backend/wasm-kernels.ts`).
 *
 * - Matrices are row-major. A weight is stored (outputs, inputs), as in PyTorch.
 * - Gradients accumulate (`+=`) unless a comment says that they overwrite.
 * - B T E H V are the sizes of batch, time, embedding, hidden state and vocabulary; (M, K) · (K, N) is a product.
 * - `operand-shapes.ts` lists the operands of each operation. Before any number is touched, a wrong length or index
 *   throws a RangeError, and a tensor of other kernels a TypeError.
 * - Nothing allocates but `allocate…` and `view`.
 * - Results smaller in magnitude than 1e-30 may become zero: WebAssembly cannot flush denormal numbers, and
 *   they cost a factor of a hundred.
 */
export interface Kernels {
  /** For logs and reports. */
  readonly name: 'reference' | 'simd' | 'relaxed-simd';

  // ---- memory ---------------------------------------------------------------------------------------------------

  /** `length` zeros. */
  allocate(length: number): Tensor;
  /** `length` zero indices. */
  allocateIndices(length: number): Indices;
  /** The part [offset, offset + length) of `tensor`, sharing its numbers. */
  view(tensor: Tensor, offset: number, length: number): Tensor;
  /** Room for a right-hand factor (K, N), in the layout that `multiply` reads fastest. */
  allocatePacked(K: number, N: number): PackedMatrix;
  /** Nothing of this instance, and no tensor in it, may be used afterwards. */
  dispose(): void;

  // ---- matrix products ------------------------------------------------------------------------------------------

  /** packed (K, N) = b (K, N). */
  pack(packed: PackedMatrix, b: Tensor): void;
  /** packed (K, N) = bᵀ, b (N, K). */
  packTransposed(packed: PackedMatrix, b: Tensor): void;
  /** out (M, N) = a (M, K) · b (K, N), or += when `accumulate`. */
  multiply(out: Tensor, a: Tensor, b: PackedMatrix, M: number, accumulate: boolean): void;
  /** out (M, N) += aᵀ · b, a (K, M), b (K, N): a weight's gradient from its outputs' gradients a and its inputs b. */
  multiplyTransposed(out: Tensor, a: Tensor, b: Tensor, M: number, K: number, N: number): void;

  // ---- rows -----------------------------------------------------------------------------------------------------

  /** out (M, N): every row = row (N). */
  broadcastRow(out: Tensor, row: Tensor, M: number, N: number): void;
  /** sums (N) += the sum of the M rows of a (M, N): the gradient of a bias. */
  accumulateColumnSums(sums: Tensor, a: Tensor, M: number, N: number): void;
  /** out (M, N): row i = table (V, N) row indices[i]. */
  gatherRows(out: Tensor, table: Tensor, indices: Indices, M: number, N: number): void;
  /** table (V, N): row indices[i] += a (M, N) row i. */
  scatterAddRows(table: Tensor, a: Tensor, indices: Indices, M: number, N: number): void;
  /** a (M, N): row i = 0 where flags[i] is not 0. */
  clearRows(a: Tensor, flags: Indices, M: number, N: number): void;
  /** out (M) = rows (M, N) · x (N): for rows that are multiplied too rarely to be packed. */
  rowDots(out: Tensor, rows: Tensor, x: Tensor, M: number, N: number): void;
  /** out (N) = Σ_m weights[m] · rows[m], rows (M, N), weights (M): for few rows. */
  weightedSum(out: Tensor, rows: Tensor, weights: Tensor, M: number, N: number): void;

  // ---- rows in int8, for inference: approximate -----------------------------------------------------------------

  /** Room for M rows of N numbers, all 0, in int8 with a scale for each row. */
  allocateQuantized(M: number, N: number): QuantizedRows;
  /** quantized (M, N), its rows from `first` on = round(rows / scale), scale = max |row| / 127; rows (R, N). */
  quantizeRows(quantized: QuantizedRows, rows: Tensor, first: number): void;
  /** out (M) ≈ the first M rows · x (N); x is rounded to 7 bits of its largest number: see src/kernels/quantized.ts. */
  quantizedDots(out: Tensor, rows: QuantizedRows, x: Tensor, M: number): void;

  // ---- cells: the gates that they are given are pre-activations without bias ------------------------------------

  /** Vanilla RNN. h (B, H) = tanh(gates + bias); gates (B, H) = W_ih·x + W_hh·h_{t−1}, bias (H). */
  rnnForward(h: Tensor, gates: Tensor, bias: Tensor, B: number, H: number): void;
  /** dGates (B, H) = dH ⊙ (1 − h²). Overwrites. */
  rnnBackward(dGates: Tensor, dH: Tensor, h: Tensor, B: number, H: number): void;

  /**
   * GRU as in PyTorch (the reset gate acts after the product). Gate order r | z | n.
   *   r = σ(x_r + u_r), z = σ(x_z + u_z), n = tanh(x_n + r ⊙ u_n), h = (1 − z) ⊙ n + z ⊙ hPrev
   * with x = gatesX + biasX from the input and u = gatesU + biasU from the state, each (B, 3H); biases (3H);
   * hPrev, h (B, H). saved (B, 4H) receives r | z | n | u_n for the backward pass.
   */
  gruForward(
    h: Tensor,
    saved: Tensor,
    gatesX: Tensor,
    gatesU: Tensor,
    biasX: Tensor,
    biasU: Tensor,
    hPrev: Tensor,
    B: number,
    H: number,
  ): void;
  /** dGatesX, dGatesU (B, 3H) and dHPrev (B, H) = z ⊙ dH (B, H): the caller adds dGatesU · W_hh. Overwrites. */
  gruBackward(
    dGatesX: Tensor,
    dGatesU: Tensor,
    dHPrev: Tensor,
    dH: Tensor,
    saved: Tensor,
    hPrev: Tensor,
    B: number,
    H: number,
  ): void;

  /**
   * LSTM as in PyTorch. Gate order i | f | g | o.
   *   c = f ⊙ cPrev + i ⊙ g, h = o ⊙ tanh(c); i, f, o = σ(·), g = tanh(·) of gates + bias
   * gates (B, 4H) become i | f | g | o; bias (4H); h, c, cPrev and tanhC (B, H), which is for the backward pass.
   */
  lstmForward(
    h: Tensor,
    c: Tensor,
    tanhC: Tensor,
    gates: Tensor,
    bias: Tensor,
    cPrev: Tensor,
    B: number,
    H: number,
  ): void;
  /**
   * dGates (B, 4H) and dCPrev (B, H) from dH (B, H) and dC (B, H), the gradient that reaches c from the next step.
   * Overwrites. dGates may be `gates`, and dCPrev may be `dC`.
   */
  lstmBackward(
    dGates: Tensor,
    dCPrev: Tensor,
    dH: Tensor,
    dC: Tensor,
    gates: Tensor,
    tanhC: Tensor,
    cPrev: Tensor,
    B: number,
    H: number,
  ): void;

  // ---- output ---------------------------------------------------------------------------------------------------

  /**
   * losses (M) = −ln softmax(logits (M, V))[target]; logits become scale · (softmax − onehot(target)).
   * Where the target is −1, there is nothing to learn: loss and gradient are 0.
   */
  softmaxCrossEntropy(
    logits: Tensor,
    losses: Tensor,
    targets: Indices,
    scale: number,
    M: number,
    V: number,
  ): void;
  /** The same losses, for evaluation: logits stay as they are. */
  crossEntropy(logits: Tensor, losses: Tensor, targets: Indices, M: number, V: number): void;
  /** out (M, V) = softmax of each row of logits (M, V) · inverseTemperature. `out` may be `logits`. */
  softmax(out: Tensor, logits: Tensor, inverseTemperature: number, M: number, V: number): void;

  // ---- thinned gradients: exact on average, and zero almost everywhere ------------------------------------------

  /**
   * a (M, N): each number smaller in magnitude than `grain` becomes 0 or ±grain; its mean over all seeds is the old
   * number. This is systematic sampling along a row: from a random start, a grain is kept wherever the running sum of
   * magnitudes has filled one. Larger numbers stay. Row m depends on nothing but (seed, m).
   */
  thinRows(a: Tensor, grain: number, seed: number, M: number, N: number): void;
  /**
   * Backward of y (M, N) = x (M, K) · Wᵀ + bias, skipping the zeros of dy (M, N): dx (M, K) = dy · W (overwritten),
   * dW (N, K) += dyᵀ · x, dBias (N) += column sums of dy; W (N, K).
   */
  backwardThinned(
    dx: Tensor,
    dW: Tensor,
    dBias: Tensor,
    dy: Tensor,
    x: Tensor,
    W: Tensor,
    M: number,
    N: number,
    K: number,
  ): void;

  // ---- vectors: whole tensors of the same length ----------------------------------------------------------------

  fill(a: Tensor, value: number): void;
  copy(out: Tensor, a: Tensor): void;
  /** out += a */
  add(out: Tensor, a: Tensor): void;
  /** out = a ⊙ b; `out` may be either. */
  multiplyElements(out: Tensor, a: Tensor, b: Tensor): void;
  /** out = ln max(a, floor), floor a normal number above 0; `out` may be `a`. */
  logarithm(out: Tensor, a: Tensor, floor: number): void;
  /** mask: 0 with probability `rate`, else 1 / (1 − rate), by `dropoutHash(seed, i)` on every implementation. */
  dropoutMask(mask: Tensor, rate: number, seed: number): void;
  /** Σ a² */
  sumOfSquares(a: Tensor): number;

  // ---- optimisers: g in a formula is the operand g times gradientScale, the factor that clips the gradient ------

  /** v = momentum · v + g; p −= learningRate · v (PyTorch's SGD). */
  sgd(p: Tensor, g: Tensor, v: Tensor, gradientScale: number, learningRate: number, momentum: number): void;
  /** s = decay · s + (1 − decay) · g²; p −= learningRate · g / (√s + epsilon) (PyTorch's RMSprop). */
  rmsprop(
    p: Tensor,
    g: Tensor,
    s: Tensor,
    gradientScale: number,
    learningRate: number,
    decay: number,
    epsilon: number,
  ): void;
  /**
   * Adam (Kingma and Ba 2015, algorithm 1): m = β1 m + (1 − β1) g; v = β2 v + (1 − β2) g²;
   * p −= learningRate · (m / (1 − β1ᵗ)) / (√(v / (1 − β2ᵗ)) + epsilon), t = step, counted from 1.
   */
  adam(
    p: Tensor,
    g: Tensor,
    m: Tensor,
    v: Tensor,
    gradientScale: number,
    learningRate: number,
    beta1: number,
    beta2: number,
    epsilon: number,
    step: number,
  ): void;
}

/**
 * Numbers in the memory of one `Kernels`. Read `data` again after each `allocate…`: a memory that grows moves.
 * Only the reference kernels have Float64, for gradient checks.
 */
export interface Tensor {
  readonly length: number;
  readonly data: Float32Array | Float64Array;
}

/** Token ids or flags in the memory of one `Kernels`. */
export interface Indices {
  readonly length: number;
  readonly data: Int32Array;
}

/** A right-hand factor (K, N), which only `multiply` can read. */
export interface PackedMatrix {
  readonly K: number;
  readonly N: number;
}

/** Rows (M, N) in int8, which only `quantizedDots` can read. */
export interface QuantizedRows {
  readonly M: number;
  readonly N: number;
}
