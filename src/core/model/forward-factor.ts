import type { Kernels, PackedMatrix, QuantizedRows, Tensor } from '../tensor/kernels.ts';

/**
 * How a forward pass reads a weight: as it is or, for one token at a time, rounded to int8 with a scale for each row.
 */
export type WeightFormat = 'float32' | 'int8';

/** A weight W (N, K), laid out for y (M, N) = x (M, K) · Wᵀ. */
export interface ForwardFactor {
  /** Takes over the values of W (N, K). */
  pack(weight: Tensor): void;
  /** y = x · Wᵀ, or += */
  multiply(y: Tensor, x: Tensor, M: number, accumulate: boolean): void;
}

export function forwardFactor(kernels: Kernels, format: WeightFormat, N: number, K: number): ForwardFactor {
  return format === 'int8' ? new QuantizedFactor(kernels, N, K) : new PackedFactor(kernels, N, K);
}

class PackedFactor implements ForwardFactor {
  readonly #kernels: Kernels;
  readonly #packed: PackedMatrix;

  constructor(kernels: Kernels, N: number, K: number) {
    this.#kernels = kernels;
    this.#packed = kernels.allocatePacked(K, N);
  }

  pack(weight: Tensor): void {
    this.#kernels.packTransposed(this.#packed, weight);
  }

  multiply(y: Tensor, x: Tensor, M: number, accumulate: boolean): void {
    this.#kernels.multiply(y, x, this.#packed, M, accumulate);
  }
}

/** Multiplies the rows of x one by one, so it is for an M of 1 or little more. */
class QuantizedFactor implements ForwardFactor {
  readonly #kernels: Kernels;
  readonly #rows: QuantizedRows; // (N, K)
  readonly #sum: Tensor; // (N)

  constructor(kernels: Kernels, N: number, K: number) {
    this.#kernels = kernels;
    this.#rows = kernels.allocateQuantized(N, K);
    this.#sum = kernels.allocate(N);
  }

  pack(weight: Tensor): void {
    this.#kernels.quantizeRows(this.#rows, weight, 0);
  }

  multiply(y: Tensor, x: Tensor, M: number, accumulate: boolean): void {
    const { M: N, N: K } = this.#rows;
    for (let m = 0; m < M; m++) {
      const row = this.#kernels.view(x, m * K, K);
      const out = this.#kernels.view(y, m * N, N);
      this.#kernels.quantizedDots(accumulate ? this.#sum : out, this.#rows, row, N);
      if (accumulate) this.#kernels.add(out, this.#sum);
    }
  }
}
