import type { Batch } from '../text/batch.ts';
import type { Indices, Kernels, Tensor } from '../tensor/kernels.ts';
import { FlagSequence } from '../tensor/sequence.ts';
import { Dropout } from './dropout.ts';
import { Embedding, EmbeddingTable } from './embedding.ts';
import { type GateInput, LayerInput, type TokenInput } from './gate-input.ts';
import type { WeightFormat } from './forward-factor.ts';
import { GruLayer } from './gru-layer.ts';
import { LstmLayer } from './lstm-layer.ts';
import type { ModelShape } from './model-shape.ts';
import { OneHotInput } from './one-hot-input.ts';
import { OutputLayer } from './output-layer.ts';
import { Parameters } from './parameters.ts';
import type { RecurrentLayer, WindowSize } from './recurrent-layer.ts';
import type { RecurrentState } from './recurrent-state.ts';
import { RnnLayer } from './rnn-layer.ts';
import { WindowLoss } from './window-loss.ts';

export interface LanguageModelOptions extends WindowSize {
  /** As `TrainingOptions.dropout`. */
  readonly dropout: number;
  /** Whether to reserve the memory that `backward` needs. */
  readonly learns: boolean;
  /**
   * Probabilities below this are thinned in the gradient of the logits, as `Kernels.thinRows` does; the mean is still
   * the exact gradient. At 0, the default, nothing is thinned.
   */
  readonly gradientGrain?: number | undefined;
  /** Whether the first layer reads from a table of the whole vocabulary. For prediction alone. */
  readonly inputTable?: boolean | undefined;
  /** How a forward pass reads the weights. 'int8' is for windows of a token or two; the default is 'float32'. */
  readonly weights?: WeightFormat | undefined;
  /** The parameters of another model with the same shape and kernels, to share them. By default new ones, all zero. */
  readonly sharedValues?: Tensor | undefined;
}

/** A recurrent layer, what it reads, and the dropout of what it gives to the layer above. */
interface Level {
  readonly input: GateInput;
  readonly layer: RecurrentLayer;
  readonly dropout: Dropout;
}

/**
 * The network: tokens → recurrent layers → logits of the next token, over windows of T steps in B lanes, M = T·B
 * tokens. All memory is reserved at construction. The parameters are zeros at first. `pack` must be called whenever
 * they have changed.
 */
export class LanguageModel {
  readonly shape: ModelShape;
  readonly window: WindowSize;
  readonly parameters: Parameters;
  /** (R, V): what `predict` computes, up to R rows at a time. */
  readonly logits: Tensor;
  readonly #M: number;
  readonly #inputs: Indices; // (T, B)
  readonly #clears: FlagSequence; // (T, B)
  readonly #first: TokenInput;
  readonly #levels: readonly Level[];
  readonly #topDown: readonly Level[];
  readonly #top: Dropout;
  readonly #output: OutputLayer;
  readonly #loss: WindowLoss;

  constructor(kernels: Kernels, shape: ModelShape, options: LanguageModelOptions) {
    const { T, B, dropout, learns, gradientGrain = 0, inputTable = false, sharedValues, weights } = options;
    const M = T * B;
    const parameters = new Parameters(kernels, shape, learns, sharedValues, weights);
    this.shape = shape;
    this.window = { T, B };
    this.parameters = parameters;
    this.#M = M;
    this.#inputs = kernels.allocateIndices(M);
    this.#clears = new FlagSequence(kernels, T, B);

    const WithEmbedding = inputTable ? EmbeddingTable : Embedding;
    const FirstInput = shape.embedding > 0 ? WithEmbedding : OneHotInput;
    const Layer = { rnn: RnnLayer, gru: GruLayer, lstm: LstmLayer }[shape.cell];
    const level = (l: number, input: GateInput): Level => {
      const layer = new Layer(kernels, parameters, `layer${l}`, shape.hidden, this.window);
      return { input, layer, dropout: new Dropout(kernels, dropout, layer) };
    };
    this.#first = new FirstInput(kernels, parameters, this.#inputs);
    let top = level(0, this.#first);
    const levels = [top];
    for (let l = 1; l < shape.layers; l++) {
      top = level(l, new LayerInput(kernels, parameters, `layer${l}.weight_ih`, top.dropout, M));
      levels.push(top);
    }
    this.#levels = levels;
    this.#topDown = levels.toReversed();
    this.#top = top.dropout;

    this.#output = new OutputLayer(kernels, shape, parameters, gradientGrain);
    this.#loss = new WindowLoss(kernels, this.#output, M, shape.vocabulary, shape.hidden);
    this.logits = this.#loss.logits;
  }

  /** Takes over changed parameters: packs every weight once for all products of a step. */
  pack(): void {
    for (const { input, layer } of this.#levels) {
      input.pack();
      layer.pack();
    }
    this.#output.pack();
  }

  /** From a batch's inputs to `output`. `state` is carried in and out. A seed turns dropout on. */
  forward(batch: Pick<Batch, 'inputs' | 'clears'>, state: RecurrentState, dropoutSeed?: number): void {
    if (batch.inputs.length !== this.#M || batch.clears.length !== this.#M) {
      throw new RangeError(`A window of this model has ${this.#M} tokens, not ${batch.inputs.length}.`);
    }
    this.#inputs.data.set(batch.inputs);
    this.#clears.set(batch.clears);
    for (const [l, { input, layer, dropout }] of this.#levels.entries()) {
      input.forward(layer.gates);
      layer.forward(state.layer(l), this.#clears);
      dropout.forward(dropoutSeed === undefined ? undefined : dropoutSeed * this.shape.layers + l);
    }
  }

  /** (T, B, H), after `forward`: what the output layer reads. */
  get output(): Tensor {
    return this.#top.output;
  }

  /** Computes the first M rows of `logits` from h (M, H). M is at most the number of rows of `logits`. */
  predict(h: Tensor, M: number): void {
    this.#output.forward(this.logits, h, M);
  }

  /** After `forward`: Σ −ln p(target) over the targets that are not −1, in nats. */
  evaluate(targets: Int32Array): number {
    return this.#loss.evaluate(this.output, targets);
  }

  /** Returns the same, and adds the gradient of scale · Σ to that of every parameter. The seed is for thinning. */
  backward(targets: Int32Array, scale: number, seed = 0): number {
    const total = this.#loss.backward(this.#top.dOutput, this.output, targets, scale, seed);
    for (const { input, layer, dropout } of this.#topDown) {
      dropout.backward();
      layer.backward(this.#clears);
      input.backward(layer.gates);
    }
    return total;
  }

  /**
   * After `backward`: for each token of the window, the gradient with respect to its input times that input, (T, B). To
   * first order, that is what the token adds to the sum of losses (Simonyan et al. 2013, https://arxiv.org/abs/1312.6034).
   */
  inputAttributions(): Float32Array {
    const out = new Float32Array(this.#M);
    const [lowest] = this.#levels;
    if (lowest) this.#first.attribute(out, lowest.layer.gates);
    return out;
  }
}
