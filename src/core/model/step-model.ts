import type { Network, OutputWeights } from './network.ts';
import type { Kernels, Tensor } from '../tensor/kernels.ts';
import type { NamedTensors, TensorLayout } from '../tensor/tensor-layout.ts';
import type { WeightFormat } from './forward-factor.ts';
import { LanguageModel } from './language-model.ts';
import type { ModelShape } from './model-shape.ts';
import { gatesOf } from './model-shape.ts';
import { outputWeightName } from './output-layer.ts';
import { RecurrentState } from './recurrent-state.ts';

/** The largest table of the first layer's inputs, in bytes. Where it would be larger, each step multiplies instead. */
const LARGEST_TABLE = 64 * 2 ** 20;

/**
 * A trained model that reads one token at a time. States are plain arrays of `stateSize` numbers, which the caller can
 * keep by the hundred, copy and compare. Weights are packed once, at construction.
 */
export class StepModel implements Network {
  readonly stateSize: number;
  readonly hiddenSize: number;
  readonly #hiddenAt: number;
  readonly #kernels: Kernels;
  readonly #model: LanguageModel;
  readonly #state: RecurrentState;
  readonly #top: Tensor; // (1, H)
  readonly #window = { inputs: new Int32Array(1), clears: new Int32Array(1) };

  /**
   * Takes the kernels over; their memory is freed when nothing refers to the model any more. Throws when `parameters`
   * are not those of `shape`. With `weights` in int8 a step takes a third of the time, and its products are about a
   * hundredth off.
   */
  constructor(
    kernels: Kernels,
    shape: ModelShape,
    parameters: NamedTensors,
    weights: WeightFormat = 'float32',
  ) {
    const tableBytes = 4 * shape.vocabulary * gatesOf[shape.cell] * shape.hidden;
    const inputTable = tableBytes <= LARGEST_TABLE;
    this.#kernels = kernels;
    const options = { T: 1, B: 1, dropout: 0, learns: false, inputTable, weights };
    this.#model = new LanguageModel(kernels, shape, options);
    this.#model.parameters.write(parameters);
    this.#model.pack();
    this.#state = new RecurrentState(kernels, shape, 1);
    this.stateSize = this.#state.block.length;
    this.#top = this.#state.layer(shape.layers - 1).h;
    this.hiddenSize = shape.hidden;
    this.#hiddenAt = offsetOf(this.#state.layout, `state.layer${shape.layers - 1}.h`);
  }

  /** The state before anything was read. */
  newState(): Float32Array {
    return new Float32Array(this.stateSize);
  }

  /** stateOut = the state after `token` was read in `stateIn`. They may be the same array. */
  step(stateIn: Float32Array, token: number, stateOut: Float32Array): void {
    this.#state.block.data.set(stateIn);
    this.#window.inputs[0] = token;
    this.#model.forward(this.#window, this.#state);
    stateOut.set(this.#state.block.data);
  }

  /** out (V) = softmax(logits · inverseTemperature), the distribution of what comes after `state`. */
  probabilities(state: Float32Array, out: Float32Array, inverseTemperature = 1): void {
    const { logits, shape } = this.#model;
    this.#state.block.data.set(state);
    this.#model.predict(this.#top, 1);
    this.#kernels.softmax(logits, logits, inverseTemperature, 1, shape.vocabulary);
    out.set(logits.data);
  }

  hidden(state: Float32Array): Float32Array {
    return state.subarray(this.#hiddenAt, this.#hiddenAt + this.hiddenSize);
  }

  attributions(kernels: Kernels, tokens: Int32Array, from: number): Float32Array {
    const { shape, parameters } = this.#model;
    const T = tokens.length - 1;
    const model = new LanguageModel(kernels, shape, { T, B: 1, dropout: 0, learns: true });
    model.parameters.values.data.set(parameters.values.data);
    model.pack();
    const window = { inputs: tokens.subarray(0, T), clears: new Int32Array(T) };
    model.forward(window, new RecurrentState(kernels, shape, 1));
    const targets = Int32Array.from({ length: T }, (_, t) => (t + 1 < from ? -1 : tokens[t + 1]!));
    // The loss is Σ −ln p.
    model.backward(targets, -1);
    return model.inputAttributions();
  }

  get output(): OutputWeights {
    const { parameters, shape } = this.#model;
    const [weight, bias] = [parameters.get(outputWeightName(shape)), parameters.get('output.bias')];
    return { weight: weight.value.data, bias: bias.value.data };
  }
}

function offsetOf({ slots }: TensorLayout, wanted: string): number {
  const slot = slots.find(({ name }) => name === wanted);
  if (!slot) throw new RangeError(`There is no ${wanted} in this layout.`);
  return slot.offset;
}
