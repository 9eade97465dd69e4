import type { Kernels, Tensor } from '../tensor/kernels.ts';
import type { RecurrentLayer } from './recurrent-layer.ts';

/**
 * Inverted dropout (Srivastava et al. 2014, "Dropout: A Simple Way to Prevent Neural Networks from Overfitting") of
 * what a recurrent layer gives to the layer above. What it gives to its own next step is never dropped (Zaremba et al.
 * 2014, https://arxiv.org/abs/1409.2329).
 */
export class Dropout {
  readonly #kernels: Kernels;
  readonly #rate: number;
  readonly #layer: RecurrentLayer;
  readonly #mask: Tensor; // (T, B, H), empty at rate 0
  readonly #kept: Tensor; // (T, B, H), empty at rate 0
  #active = false;

  constructor(kernels: Kernels, rate: number, layer: RecurrentLayer) {
    this.#kernels = kernels;
    this.#rate = rate;
    this.#layer = layer;
    this.#mask = kernels.allocate(rate > 0 ? layer.output.length : 0);
    this.#kept = kernels.allocate(this.#mask.length);
  }

  /** (T, B, H): what the next layer reads. */
  get output(): Tensor {
    return this.#active ? this.#kept : this.#layer.output;
  }

  /** (T, B, H): its gradient, which the next layer fills before `backward`. */
  get dOutput(): Tensor {
    return this.#layer.dOutput;
  }

  /**
   * output = h ⊙ mask, with a mask drawn from `seed`. At rate 0, and without a seed, as outside training, output = h.
   */
  forward(seed: number | undefined): void {
    this.#active = this.#rate > 0 && seed !== undefined;
    if (!this.#active || seed === undefined) return;
    this.#kernels.dropoutMask(this.#mask, this.#rate, seed);
    this.#kernels.multiplyElements(this.#kept, this.#layer.output, this.#mask);
  }

  /** dh = dOutput ⊙ mask, in place. */
  backward(): void {
    if (this.#active) this.#kernels.multiplyElements(this.dOutput, this.dOutput, this.#mask);
  }
}
