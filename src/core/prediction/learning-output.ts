import type { Indices, Kernels, QuantizedRows, Tensor } from '../tensor/kernels.ts';
import type { OutputWeights } from './network.ts';

/** T: tokens between two steps. */
const TOKENS_A_STEP = 8;
/** μ. Of 0.4 to 6 the best on four of the development workspaces, nearly flat around it. */
const STEP_SIZE = 2;

/**
 * A network's last layer that learns from one document as it is typed (dynamic evaluation, Krause et al. 2018,
 * arXiv 1709.07432): every T tokens one step of gradient descent on their cross-entropy, normalised by the size of the
 * states as in least mean squares (Nagumo and Noda 1967), so that one μ fits networks of every size,
 *   W ← W − μ/|h|² · Σ_t (softmax(W·h_t + bias) − onehot(x_t)) h_tᵀ,   |h|² the mean of the T |h_t|².
 * The recurrent layers stand still: states that are kept stay true, and a step costs little more than T predictions.
 * It learns in Float32 and predicts by a copy in int8, made anew by each step.
 */
export class LearningOutput {
  readonly #kernels: Kernels;
  readonly #V: number;
  readonly #H: number;
  readonly #weight: Tensor; // (V, H)
  readonly #quantized: QuantizedRows; // (V, H)
  readonly #bias: Tensor; // (V)
  readonly #logits: Tensor; // (T, V); the first row for predictions
  readonly #firstRow: Tensor; // (V)
  readonly #states: Tensor; // (T, H): h_t
  readonly #tokens: Indices; // (T): x_t
  readonly #losses: Tensor; // (T)
  readonly #query: Tensor; // (H)
  /** Tokens that wait for the next step. */
  #waiting = 0;

  /** Copies `output` into the memory of `kernels`. */
  constructor(kernels: Kernels, { weight, bias }: OutputWeights) {
    const [V, T] = [bias.length, TOKENS_A_STEP];
    const H = weight.length / V;
    this.#kernels = kernels;
    this.#V = V;
    this.#H = H;
    this.#weight = kernels.allocate(V * H);
    this.#quantized = kernels.allocateQuantized(V, H);
    this.#bias = kernels.allocate(V);
    this.#logits = kernels.allocate(T * V);
    this.#firstRow = kernels.view(this.#logits, 0, V);
    this.#states = kernels.allocate(T * H);
    this.#tokens = kernels.allocateIndices(T);
    this.#losses = kernels.allocate(T);
    this.#query = kernels.allocate(H);
    this.#weight.data.set(weight);
    this.#bias.data.set(bias);
    kernels.quantizeRows(this.#quantized, this.#weight, 0);
  }

  /** out (V) = softmax(W·h + bias), h (H). */
  probabilities(h: Float32Array, out: Float32Array): void {
    this.#query.data.set(h);
    this.#kernels.quantizedDots(this.#firstRow, this.#quantized, this.#query, this.#V);
    this.#kernels.add(this.#firstRow, this.#bias);
    this.#kernels.softmax(this.#firstRow, this.#firstRow, 1, 1, this.#V);
    out.set(this.#firstRow.data);
  }

  /** `token` came in the state h (H). */
  learn(h: Float32Array, token: number): void {
    this.#states.data.set(h, this.#waiting * this.#H);
    this.#tokens.data[this.#waiting++] = token;
    if (this.#waiting === TOKENS_A_STEP) this.#step();
  }

  #step(): void {
    const [kernels, T, V, H] = [this.#kernels, TOKENS_A_STEP, this.#V, this.#H];
    this.#waiting = 0;
    const meanSquare = kernels.sumOfSquares(this.#states) / T;
    if (meanSquare === 0) return;
    for (let t = 0; t < T; t++) {
      const logits = kernels.view(this.#logits, t * V, V);
      kernels.rowDots(logits, this.#weight, kernels.view(this.#states, t * H, H), V, H);
      kernels.add(logits, this.#bias);
    }
    const scale = -STEP_SIZE / meanSquare;
    kernels.softmaxCrossEntropy(this.#logits, this.#losses, this.#tokens, scale, T, V);
    kernels.multiplyTransposed(this.#weight, this.#logits, this.#states, V, T, H);
    kernels.accumulateColumnSums(this.#bias, this.#logits, T, V);
    kernels.quantizeRows(this.#quantized, this.#weight, 0);
  }
}
