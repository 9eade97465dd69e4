import type { Kernels, Tensor } from '../tensor/kernels.ts';
import type { ModelShape } from './model-shape.ts';

/** What one layer carries from step to step. */
export interface LayerState {
  /** (B, H) */
  readonly h: Tensor;
  /** (B, H) in an LSTM, else empty. */
  readonly c: Tensor;
}

/** What a model carries from window to window: B lanes' states of every layer, in one block. Starts as zeros. */
export class RecurrentState {
  readonly block: Tensor;
  readonly #layers: readonly LayerState[];
  readonly #kernels: Kernels;

  constructor(kernels: Kernels, shape: ModelShape, B: number) {
    this.#kernels = kernels;
    this.block = kernels.allocate(B * stateSize(shape));
    const length = B * shape.hidden;
    const cLength = shape.cell === 'lstm' ? length : 0;
    this.#layers = Array.from({ length: shape.layers }, (_, l) => {
      const offset = l * (length + cLength);
      return {
        h: kernels.view(this.block, offset, length),
        c: kernels.view(this.block, offset + length, cLength),
      };
    });
  }

  /** Layer l, counted from 0. */
  layer(l: number): LayerState {
    const layer = this.#layers[l];
    if (!layer) throw new RangeError(`A state of ${this.#layers.length} layers has no layer ${l}.`);
    return layer;
  }

  clear(): void {
    this.#kernels.fill(this.block, 0);
  }
}

/** Numbers in the state of one lane. */
export function stateSize({ cell, layers, hidden: H }: ModelShape): number {
  return layers * (cell === 'lstm' ? 2 * H : H);
}
