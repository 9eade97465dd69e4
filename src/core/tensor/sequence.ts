import type { Indices, Kernels, Tensor } from './kernels.ts';

/** A tensor (T, B, N) and its T parts (B, N), made once so that a step allocates nothing. */
export class Sequence {
  /** (T, B, N) */
  readonly all: Tensor;
  readonly #steps: readonly Tensor[];

  constructor(kernels: Kernels, T: number, B: number, N: number) {
    this.all = kernels.allocate(T * B * N);
    this.#steps = Array.from({ length: T }, (_, t) => kernels.view(this.all, t * B * N, B * N));
  }

  /** Step t (B, N), counted from 0. */
  at(t: number): Tensor {
    return stepOf(this.#steps, t);
  }
}

/** Flags (T, B), as T parts (B). */
export class FlagSequence {
  readonly #steps: readonly Indices[];

  constructor(kernels: Kernels, T: number, B: number) {
    this.#steps = Array.from({ length: T }, () => kernels.allocateIndices(B));
  }

  /** Step t (B), counted from 0. */
  at(t: number): Indices {
    return stepOf(this.#steps, t);
  }

  /** Copies `flags` (T, B). */
  set(flags: Int32Array): void {
    let next = 0;
    for (const { length, data } of this.#steps) {
      for (let b = 0; b < length; b++) data[b] = flags[next++] ?? 0;
    }
  }
}

function stepOf<S>(steps: readonly S[], t: number): S {
  const step = steps[t];
  if (step === undefined) throw new RangeError(`A sequence of ${steps.length} steps has no step ${t}.`);
  return step;
}
