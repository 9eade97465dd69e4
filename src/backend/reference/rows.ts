import type { Indices, Tensor } from '../../core/tensor/kernels.ts';

/** out (M, N): every row = row (N). */
export function broadcastRow({ data: out }: Tensor, { data: row }: Tensor, M: number, N: number): void {
  for (let m = 0; m < M; m++) {
    for (let n = 0; n < N; n++) out[m * N + n] = row[n];
  }
}

/** sums (N) += the sum of the M rows of a (M, N). */
export function accumulateColumnSums(
  { data: sums }: Tensor,
  { data: a }: Tensor,
  M: number,
  N: number,
): void {
  for (let n = 0; n < N; n++) {
    let sum = sums[n];
    for (let m = 0; m < M; m++) sum += a[m * N + n];
    sums[n] = sum;
  }
}

/** out (M, N): row i = table (V, N) row indices[i]. */
export function gatherRows(
  { data: out }: Tensor,
  { data: table }: Tensor,
  { data: indices }: Indices,
  M: number,
  N: number,
): void {
  for (let m = 0; m < M; m++) {
    for (let n = 0; n < N; n++) out[m * N + n] = table[indices[m] * N + n];
  }
}

/** table (V, N): row indices[i] += a (M, N) row i. */
export function scatterAddRows(
  { data: table }: Tensor,
  { data: a }: Tensor,
  { data: indices }: Indices,
  M: number,
  N: number,
): void {
  for (let m = 0; m < M; m++) {
    for (let n = 0; n < N; n++) table[indices[m] * N + n] += a[m * N + n];
  }
}

/** a (M, N): row i = 0 where flags[i] is not 0. */
export function clearRows({ data: a }: Tensor, { data: flags }: Indices, M: number, N: number): void {
  for (let m = 0; m < M; m++) {
    if (flags[m] !== 0) a.fill(0, m * N, (m + 1) * N);
  }
}
