import type { Tensor } from '../../core/tensor/kernels.ts';

/** out (M) = rows (M, N) · x (N). */
export function rowDots(
  { data: out }: Tensor,
  { data: rows }: Tensor,
  { data: x }: Tensor,
  M: number,
  N: number,
): void {
  for (let m = 0; m < M; m++) {
    let sum = 0;
    for (let n = 0; n < N; n++) sum += rows[m * N + n] * x[n];
    out[m] = sum;
  }
}

/** out (N) = Σ_m weights[m] · rows[m], rows (M, N). */
export function weightedSum(
  { data: out }: Tensor,
  { data: rows }: Tensor,
  { data: weights }: Tensor,
  M: number,
  N: number,
): void {
  for (let n = 0; n < N; n++) {
    let sum = 0;
    for (let m = 0; m < M; m++) sum += weights[m] * rows[m * N + n];
    out[n] = sum;
  }
}
