import type { Kernels, Tensor } from '../tensor/kernels.ts';
import type { TensorLayout } from '../tensor/tensor-layout.ts';
import { layOut } from '../tensor/tensor-layout.ts';
import type { ModelShape } from './model-shape.ts';

/** What one layer carries from step to step. */
export interface LayerState {
  /** (B, H) */
  readonly h: Tensor;
  /** (B, H) in an LSTM, else empty. */
  readonly c: Tensor;
}

/** The states of B lanes: for each layer l `state.layer<l>.h` (B, H) and, in an LSTM, `state.layer<l>.c` (B, H). */
export function stateLayout({ cell, layers, hidden: H }: ModelShape, B: number): TensorLayout {
  const parts = cell === 'lstm' ? ['h', 'c'] : ['h'];
  return layOut(
    Array.from({ length: layers }, (_, l) => l).flatMap((l) =>
      parts.map((part) => [`state.layer${l}.${part}`, [B, H]] as const),
    ),
  );
}

/** What a model carries from window to window, in one block that is zero at first. */
export class RecurrentState {
  readonly layout: TensorLayout;
  readonly block: Tensor;
  readonly #kernels: Kernels;
  readonly #layers: readonly LayerState[];

  constructor(kernels: Kernels, shape: ModelShape, B: number) {
    this.#kernels = kernels;
    this.layout = stateLayout(shape, B);
    this.block = kernels.allocate(this.layout.length);
    const views = new Map(
      this.layout.slots.map(({ name, offset, length }) => [name, kernels.view(this.block, offset, length)]),
    );
    const nothing = kernels.allocate(0);
    this.#layers = Array.from({ length: shape.layers }, (_, l) => ({
      h: views.get(`state.layer${l}.h`) ?? nothing,
      c: views.get(`state.layer${l}.c`) ?? nothing,
    }));
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
