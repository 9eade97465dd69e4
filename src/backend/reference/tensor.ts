import type { Indices, PackedMatrix, QuantizedRows, Tensor } from '../../core/tensor/kernels.ts';
import { requireLength } from '../require-length.ts';

/** The number format of the reference kernels: Float32 as in WebAssembly, Float64 for gradient checks. */
export type Precision = 'float32' | 'float64';

/** Numbers of either precision. Arithmetic is always in Float64; an array rounds what is stored in it. */
export type Numbers = Float32Array | Float64Array;

export function allocateNumbers(precision: Precision, length: number): Numbers {
  return precision === 'float64' ? new Float64Array(length) : new Float32Array(length);
}

export class ReferenceTensor implements Tensor {
  readonly data: Numbers;

  constructor(data: Numbers) {
    this.data = data;
  }

  get length(): number {
    return this.data.length;
  }
}

export class ReferenceIndices implements Indices {
  readonly data: Int32Array;

  constructor(length: number) {
    this.data = new Int32Array(length);
  }

  get length(): number {
    return this.data.length;
  }
}

/** Keeps a factor (K, N) as its transpose (N, K), so that a product reads both factors in order. */
export class ReferencePacked implements PackedMatrix {
  readonly K: number;
  readonly N: number;
  readonly transposed: Numbers;

  constructor(precision: Precision, K: number, N: number) {
    this.K = K;
    this.N = N;
    this.transposed = allocateNumbers(precision, K * N);
  }
}

/** Row m is about scales[m] · values[m]. */
export class ReferenceQuantized implements QuantizedRows {
  readonly M: number;
  readonly N: number;
  readonly values: Int8Array; // (M, N)
  readonly scales: Float32Array; // (M)

  constructor(M: number, N: number) {
    this.M = M;
    this.N = N;
    this.values = new Int8Array(M * N);
    this.scales = new Float32Array(M);
  }
}

export function viewTensor({ data }: Tensor, offset: number, length: number): Tensor {
  requireLength(offset + length, data);
  return new ReferenceTensor(data.subarray(offset, offset + length));
}
