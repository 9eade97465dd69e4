import type { Indices, Kernels, QuantizedRows, Tensor } from '../tensor/kernels.ts';
import type { Network } from '../model/network.ts';

/** T: tokens from one step to the next. */
const TOKENS_PER_STEP = 8;
/**
 * μ: the best of those tried from 0.4 to 6, on four of the development workspaces. Around it the results are nearly
 * flat.
 */
const STEP_SIZE = 2;

/**
 * A network's last layer that learns from one document while it is typed (dynamic evaluation, Krause et al. 2018, arXiv
 * 1709.07432). After every T tokens it takes one step of gradient descent on their cross-entropy. The step is
 * normalised by the size of the states, as in least mean squares (Nagumo and Noda 1967), so that one μ suits networks
 * of every size:
 *   W ← W − μ/|h|² · Σ_t (softmax(W·h_t + bias) − onehot(x_t)) h_tᵀ,   |h|² the mean of the T |h_t|².
 * The recurrent layers do not learn. So states that were kept stay valid, and a step costs little more than T
 * predictions. It learns in Float32 and predicts with a copy in int8, which each step makes again. Until the first step
 * it predicts nothing.
 */
export class LearningOutput {
  readonly #kernels: Kernels;
  readonly #network: Pick<Network, 'output'>;
  readonly #V: number;
  readonly #H: number;
  readonly #logits: Tensor; // (T, V); predictions use the first row
  readonly #firstRow: Tensor; // (V)
  readonly #states: Tensor; // (T, H): h_t
  readonly #tokens: Indices; // (T): x_t
  readonly #losses: Tensor; // (T)
  readonly #query: Tensor; // (H)
  /** Tokens learned since the last step. */
  #waiting = 0;
  #learned: LearnedWeights | undefined;

  /**
   * The network's last layer is copied into the memory of `kernels` only at the first step, so that a document that was
   * just opened can be answered at once.
   */
  constructor(kernels: Kernels, network: Pick<Network, 'output'>) {
    const { weight, bias } = network.output;
    const [V, T] = [bias.length, TOKENS_PER_STEP];
    const H = weight.length / V;
    this.#kernels = kernels;
    this.#network = network;
    this.#V = V;
    this.#H = H;
    this.#logits = kernels.allocate(T * V);
    this.#firstRow = kernels.view(this.#logits, 0, V);
    this.#states = kernels.allocate(T * H);
    this.#tokens = kernels.allocateIndices(T);
    this.#losses = kernels.allocate(T);
    this.#query = kernels.allocate(H);
  }

  /** out (V) = softmax(W·h + bias), h (H). False, and `out` untouched, before the first step. */
  fill(out: Float32Array, h: Float32Array): boolean {
    if (!this.#learned) return false;
    const { quantized, bias } = this.#learned;
    this.#query.data.set(h);
    this.#kernels.quantizedDots(this.#firstRow, quantized, this.#query, this.#V);
    this.#kernels.add(this.#firstRow, bias);
    this.#kernels.softmax(this.#firstRow, this.#firstRow, 1, 1, this.#V);
    out.set(this.#firstRow.data);
    return true;
  }

  /** Takes in that `token` came in the state h (H). Every T tokens there is a step. */
  learn(h: Float32Array, token: number): void {
    this.#states.data.set(h, this.#waiting * this.#H);
    this.#tokens.data[this.#waiting++] = token;
    if (this.#waiting === TOKENS_PER_STEP) this.#step();
  }

  #step(): void {
    const [kernels, T, V, H] = [this.#kernels, TOKENS_PER_STEP, this.#V, this.#H];
    this.#waiting = 0;
    const meanSquare = kernels.sumOfSquares(this.#states) / T;
    if (meanSquare === 0) return;
    const { weight, bias, quantized } = (this.#learned ??= this.#copy());
    for (let t = 0; t < T; t++) {
      const logits = kernels.view(this.#logits, t * V, V);
      kernels.rowDots(logits, weight, kernels.view(this.#states, t * H, H), V, H);
      kernels.add(logits, bias);
    }
    const scale = -STEP_SIZE / meanSquare;
    kernels.softmaxCrossEntropy(this.#logits, this.#losses, this.#tokens, scale, T, V);
    kernels.multiplyTransposed(weight, this.#logits, this.#states, V, T, H);
    kernels.accumulateColumnSums(bias, this.#logits, T, V);
    kernels.quantizeRows(quantized, weight, 0);
  }

  #copy(): LearnedWeights {
    const [kernels, V, H] = [this.#kernels, this.#V, this.#H];
    const [weight, bias] = [kernels.allocate(V * H), kernels.allocate(V)];
    const { output } = this.#network;
    weight.data.set(output.weight);
    bias.data.set(output.bias);
    return { weight, bias, quantized: kernels.allocateQuantized(V, H) };
  }
}

interface LearnedWeights {
  readonly weight: Tensor; // (V, H)
  readonly bias: Tensor; // (V)
  readonly quantized: QuantizedRows; // (V, H)
}
