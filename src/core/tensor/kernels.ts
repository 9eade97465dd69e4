/**
 * Every numeric operation of Tacit. One implementation is plain loops and is the specification
 * (`backend/reference-kernels.ts`, in Float32 or Float64); the other is WebAssembly SIMD (`backend/wasm-kernels.ts`).
 *
 * Conventions, stated once:
 * - matrices are row-major; a weight is stored (outputs, inputs), as in PyTorch;
 * - gradients always accumulate (`+=`) unless a comment says that they overwrite;
 * - the letters B T E H V are batch, time, embedding, hidden and vocabulary sizes; M K N are the sizes of a product
 *   (M, K) · (K, N);
 * - sizes are checked at entry, never in the inner loop; nothing allocates but the `allocate…` methods (and scratch
 *   that grows once to the largest shape seen);
 * - results smaller in magnitude than 1e-30 may be flushed to zero: WebAssembly has no flush-to-zero mode, and
 *   denormal operands cost a factor of a hundred.
 */
export interface Kernels {
  /** Which implementation this is, for logs and reports. */
  readonly name: 'reference' | 'simd' | 'relaxed-simd';

  // ---- memory ---------------------------------------------------------------------------------------------------

  /** `length` zeros. */
  allocate(length: number): Tensor;
  /** `length` zero indices. */
  allocateIndices(length: number): Indices;
  /** The part [offset, offset + length) of `tensor`, sharing its numbers. */
  view(tensor: Tensor, offset: number, length: number): Tensor;
  /** Room for a right-hand factor (K, N) in the layout that `multiply` reads fastest. */
  allocatePacked(K: number, N: number): PackedMatrix;
  /** Ends the use of this instance and of every tensor in it. */
  dispose(): void;

  // ---- matrix products ------------------------------------------------------------------------------------------

  /** packed (K, N) = b (K, N). */
  pack(packed: PackedMatrix, b: Tensor): void;
  /** packed (K, N) = bᵀ, b (N, K). */
  packTransposed(packed: PackedMatrix, b: Tensor): void;
  /** out (M, N) = a (M, K) · b (K, N), or += when `accumulate`. */
  multiply(out: Tensor, a: Tensor, b: PackedMatrix, M: number, accumulate: boolean): void;
  /** out (M, N) += aᵀ · b, a (K, M), b (K, N): a weight's gradient from output gradients a and inputs b. */
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
  /** out (M) = rows (M, N) · x (N): each row's dot product with one vector, where packing the rows would not pay. */
  rowDots(out: Tensor, rows: Tensor, x: Tensor, M: number, N: number): void;
  /** out (N) = Σ_m weights[m] · rows[m], rows (M, N), weights (M): for few rows. */
  weightedSum(out: Tensor, rows: Tensor, weights: Tensor, M: number, N: number): void;

  // ---- rows in int8, for inference: approximate ---------------------------------------------------------------------

  /** Room for M rows of N numbers, all 0, in int8 with a scale for each row. */
  allocateQuantized(M: number, N: number): QuantizedRows;
  /** quantized: rows `first`, first + 1, … = round(rows / scale) with scale = max |row| / 127; rows (·, N). */
  quantizeRows(quantized: QuantizedRows, rows: Tensor, first: number): void;
  /** out (M) ≈ the first M rows · x (N), x rounded to 7 bits of its largest number: see src/kernels/quantized.ts. */
  quantizedDots(out: Tensor, rows: QuantizedRows, x: Tensor, M: number): void;

  // ---- cells (pre-activations come without bias) --------------------------------------------------------------------

  /** Vanilla RNN. h (B, H) = tanh(gates + bias); gates (B, H) = W_ih·x + W_hh·h_{t-1}, bias (H). */
  rnnForward(h: Tensor, gates: Tensor, bias: Tensor, B: number, H: number): void;
  /** dGates (B, H) = dH ⊙ (1 − h²). Overwrites. */
  rnnBackward(dGates: Tensor, dH: Tensor, h: Tensor, B: number, H: number): void;

  /**
   * GRU as in PyTorch (the reset gate acts after the product). Gate order r | z | n.
   *   r = σ(x_r + h_r), z = σ(x_z + h_z), n = tanh(x_n + r ⊙ h_n), h = (1 − z) ⊙ n + z ⊙ hPrev
   * with x = gatesX + biasX and h_· = gatesH + biasH, each (B, 3H); biases (3H); hPrev, h (B, H).
   * saved (B, 4H) receives r | z | n | h_n for the backward pass.
   */
  gruForward(
    h: Tensor,
    saved: Tensor,
    gatesX: Tensor,
    gatesH: Tensor,
    biasX: Tensor,
    biasH: Tensor,
    hPrev: Tensor,
    B: number,
    H: number,
  ): void;
  /** dGatesX, dGatesH (B, 3H) and dHPrev (B, H) = z ⊙ dH (the direct path alone; the caller adds dGatesH · W_hh). All overwritten. */
  gruBackward(
    dGatesX: Tensor,
    dGatesH: Tensor,
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
   * gates (B, 4H) hold pre-activations on entry and i | f | g | o on return; bias (4H); tanhC (B, H) is saved.
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
   * Overwrites; dGates may be `gates` itself, dCPrev may be `dC` itself.
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
   * losses (M) = −ln softmax(logits (M, V))[target]; logits is overwritten by scale · (softmax − onehot(target)).
   * A target of −1 is not learned: loss 0 and gradient 0.
   */
  softmaxCrossEntropy(
    logits: Tensor,
    losses: Tensor,
    targets: Indices,
    scale: number,
    M: number,
    V: number,
  ): void;
  /** The same losses without touching logits: for evaluation. */
  crossEntropy(losses: Tensor, logits: Tensor, targets: Indices, M: number, V: number): void;
  /** out (M, V) = softmax of each row of logits (M, V) · inverseTemperature. `out` may be `logits`. */
  softmax(out: Tensor, logits: Tensor, inverseTemperature: number, M: number, V: number): void;

  // ---- thinned gradients: exact on average, and zero almost everywhere -------------------------------------------------

  /**
   * a (M, N): each number smaller in magnitude than `grain` becomes 0 or ±grain, with its old value as the mean over
   * seeds (systematic sampling along the row: one random start, then a grain wherever the running sum of magnitudes
   * fills one). Larger numbers stay. Row m depends on (seed, m) alone.
   */
  thinRows(a: Tensor, grain: number, seed: number, M: number, N: number): void;
  /**
   * Backward of y (M, N) = x (M, K) · Wᵀ + bias, skipping the zeros of dy (M, N): dx (M, K) = dy · W,
   * dW (N, K) += dyᵀ · x, dBias (N) += column sums of dy.
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

  // ---- vectors (whole tensors of equal length) ------------------------------------------------------------------------

  fill(a: Tensor, value: number): void;
  copy(out: Tensor, a: Tensor): void;
  /** out += a */
  add(out: Tensor, a: Tensor): void;
  /** out = a ⊙ b; `out` may be either. */
  multiplyElements(out: Tensor, a: Tensor, b: Tensor): void;
  /** out = ln max(a, floor), floor a normal number above 0; `out` may be `a`. */
  logarithm(out: Tensor, a: Tensor, floor: number): void;
  /**
   * mask: 0 with probability `rate`, else 1 / (1 − rate): inverted dropout. Element i depends on (seed, i) alone, by
   * the integer hash of `core/tensor/random.ts`, so that every implementation draws the same mask.
   */
  dropoutMask(mask: Tensor, rate: number, seed: number): void;
  /** Σ a² */
  sumOfSquares(a: Tensor): number;

  // ---- optimisers: parameters p from gradients g · gradientScale (the clipping factor) --------------------------------

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
 * A block of numbers in the memory of one `Kernels`. `data` must be read anew after any `allocate…` call (a growing
 * memory moves). Float64 exists on the reference kernels alone, for gradient checks.
 */
export interface Tensor {
  readonly length: number;
  readonly data: Float32Array | Float64Array;
}

/** Whole numbers (token ids, flags) in the memory of one `Kernels`. */
export interface Indices {
  readonly length: number;
  readonly data: Int32Array;
}

/** A right-hand factor (K, N), readable by `multiply` alone. */
export interface PackedMatrix {
  readonly K: number;
  readonly N: number;
}

/** Rows (M, N) in int8, readable by `quantizedDots` alone. */
export interface QuantizedRows {
  readonly M: number;
  readonly N: number;
}
