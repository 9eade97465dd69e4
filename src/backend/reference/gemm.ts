import type { PackedMatrix, Tensor } from '../../core/tensor/kernels.ts';
import { ReferencePacked, type Numbers } from './tensor.ts';

/** packed (K, N) = b (K, N). */
export function pack(packed: PackedMatrix, { data: b }: Tensor): void {
  const { K, N } = packed;
  const transposed = numbersOf(packed);
  for (let k = 0; k < K; k++) {
    for (let n = 0; n < N; n++) transposed[n * K + k] = b[k * N + n];
  }
}

/** packed (K, N) = bᵀ, b (N, K). */
export function packTransposed(packed: PackedMatrix, { data: b }: Tensor): void {
  const { K, N } = packed;
  numbersOf(packed).set(b.subarray(0, K * N));
}

/** out (M, N) = a (M, K) · b (K, N), or += when `accumulate`. */
export function multiply(
  { data: out }: Tensor,
  { data: a }: Tensor,
  packed: PackedMatrix,
  M: number,
  accumulate: boolean,
): void {
  const { K, N } = packed;
  const transposed = numbersOf(packed);
  for (let m = 0; m < M; m++) {
    for (let n = 0; n < N; n++) {
      let sum = accumulate ? out[m * N + n] : 0;
      for (let k = 0; k < K; k++) sum += a[m * K + k] * transposed[n * K + k];
      out[m * N + n] = sum;
    }
  }
}

/** out (M, N) += aᵀ · b, a (K, M), b (K, N). */
export function multiplyTransposed(
  { data: out }: Tensor,
  { data: a }: Tensor,
  { data: b }: Tensor,
  M: number,
  K: number,
  N: number,
): void {
  for (let m = 0; m < M; m++) {
    for (let n = 0; n < N; n++) {
      let sum = out[m * N + n];
      for (let k = 0; k < K; k++) sum += a[k * M + m] * b[k * N + n];
      out[m * N + n] = sum;
    }
  }
}

function numbersOf(packed: PackedMatrix): Numbers {
  if (!(packed instanceof ReferencePacked)) throw new TypeError('This matrix was packed by other kernels.');
  return packed.transposed;
}
