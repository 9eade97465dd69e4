import type { Kernels, Tensor } from '../tensor/kernels.ts';
import type { NamedTensors, TensorLayout } from '../tensor/tensor-layout.ts';
import { areWithin, layOut, readTensors, writeTensors } from '../tensor/tensor-layout.ts';
import type { WeightFormat } from './forward-factor.ts';
import type { ModelShape } from './model-shape.ts';
import { gatesOf, isTied } from './model-shape.ts';

/**
 * All parameters of a model, with PyTorch's names and shapes. Recurrent weights are stacked gate by gate, in the order
 * of the cell (GRU r | z | n, LSTM i | f | g | o): G gates of H rows each. A GRU has two biases, since its reset gate
 * acts between them. In the other cells a second bias would be the same parameter twice. Without an embedding,
 * `input.weight` has a row of pre-activations for each token, which makes it the transpose of PyTorch's weight_ih.
 */
export function parameterLayout(shape: ModelShape): TensorLayout {
  const { cell, layers, vocabulary: V, embedding: E, hidden: H } = shape;
  const rows = gatesOf[cell] * H;
  const shapes: [string, number[]][] = [];
  if (E > 0) shapes.push(['embedding.weight', [V, E]], ['layer0.weight_ih', [rows, E]]);
  else shapes.push(['input.weight', [V, rows]]);
  for (let l = 0; l < layers; l++) {
    if (l > 0) shapes.push([`layer${l}.weight_ih`, [rows, H]]);
    shapes.push([`layer${l}.weight_hh`, [rows, H]]);
    if (cell === 'gru') shapes.push([`layer${l}.bias_ih`, [rows]], [`layer${l}.bias_hh`, [rows]]);
    else shapes.push([`layer${l}.bias`, [rows]]);
  }
  if (!isTied(shape)) shapes.push(['output.weight', [V, H]]);
  shapes.push(['output.bias', [V]]);
  return layOut(shapes);
}

/** Trained parameters stay far below it, and with none above it no sum in a network overflows. */
export const LARGEST_PARAMETER = 1e6;

/** Whether all of them are numbers that a network can compute with. */
export function areSound(parameters: NamedTensors): boolean {
  return areWithin(parameters, LARGEST_PARAMETER);
}

/** One parameter tensor and its gradient. */
export interface Parameter {
  readonly shape: readonly number[];
  readonly value: Tensor;
  /** Throws in a model that does not learn. */
  readonly gradient: Tensor;
}

/** The parameters of a model in one block and, if it learns, their gradients in another block of the same layout. */
export class Parameters {
  readonly layout: TensorLayout;
  readonly values: Tensor;
  /** How a forward pass reads the weights. */
  readonly format: WeightFormat;
  readonly #gradients: Tensor | undefined;
  readonly #byName = new Map<string, Parameter>();

  /** `values`: the block of another model of this shape, to share it. By default a new one, of zeros. */
  constructor(
    kernels: Kernels,
    shape: ModelShape,
    learns: boolean,
    values?: Tensor,
    format: WeightFormat = 'float32',
  ) {
    this.format = format;
    this.layout = parameterLayout(shape);
    this.values = values ?? kernels.allocate(this.layout.length);
    this.#gradients = learns ? kernels.allocate(this.layout.length) : undefined;
    for (const { name, shape: sizes, offset, length } of this.layout.slots) {
      const value = kernels.view(this.values, offset, length);
      const gradient = this.#gradients && kernels.view(this.#gradients, offset, length);
      this.#byName.set(name, {
        shape: sizes,
        value,
        get gradient() {
          return requireGradient(gradient);
        },
      });
    }
  }

  get gradients(): Tensor {
    return requireGradient(this.#gradients);
  }

  get learns(): boolean {
    return this.#gradients !== undefined;
  }

  get(name: string): Parameter {
    const parameter = this.#byName.get(name);
    if (!parameter) throw new RangeError(`The model has no parameter ${name}.`);
    return parameter;
  }

  read(): NamedTensors {
    return readTensors(this.values, this.layout);
  }

  write(tensors: NamedTensors): void {
    writeTensors(this.values, this.layout, tensors);
  }
}

function requireGradient(gradient: Tensor | undefined): Tensor {
  if (!gradient) throw new TypeError('This model was made to predict, not to learn: it has no gradients.');
  return gradient;
}
