import type { Tensor } from '../../core/tensor/kernels.ts';
import { dropoutHash } from '../../core/tensor/random.ts';
import { requireLength } from '../require-length.ts';
import type { Numbers } from './tensor.ts';

/** a (M, N): each number smaller than `grain` becomes 0 or ±grain, with its own value as the mean. */
export function thinRows({ data: a }: Tensor, grain: number, seed: number, M: number, N: number): void {
  requireLength(M * N, a);
  for (let m = 0; m < M; m++) {
    let carried = (grain * (dropoutHash(seed, m) >>> 8)) / 2 ** 24;
    for (let i = m * N; i < (m + 1) * N; i++) {
      const size = Math.abs(a[i]);
      if (!(size < grain)) continue;
      carried += size;
      const full = carried >= grain;
      if (full) carried -= grain;
      a[i] = full ? Math.sign(a[i]) * grain : 0;
    }
  }
}

/** out (M, N) = a (M, K) · b (K, N), skipping the zeros of a. */
export function multiplyThinned(
  { data: out }: Tensor,
  { data: a }: Tensor,
  { data: b }: Tensor,
  M: number,
  K: number,
  N: number,
): void {
  requireLength(M * N, out);
  requireLength(M * K, a);
  requireLength(K * N, b);
  out.fill(0, 0, M * N);
  for (let m = 0; m < M; m++) {
    for (let k = 0; k < K; k++) {
      addScaled(out, m, b, k, a[m * K + k], N);
    }
  }
}

/** out (M, N) += aᵀ · b, a (K, M), b (K, N), skipping the zeros of a. */
export function multiplyThinnedTransposed(
  { data: out }: Tensor,
  { data: a }: Tensor,
  { data: b }: Tensor,
  M: number,
  K: number,
  N: number,
): void {
  requireLength(M * N, out);
  requireLength(K * M, a);
  requireLength(K * N, b);
  for (let k = 0; k < K; k++) {
    for (let m = 0; m < M; m++) {
      addScaled(out, m, b, k, a[k * M + m], N);
    }
  }
}

/** Row m of out (·, N) += row k of b (·, N) · factor; nothing is done for a factor of 0. */
function addScaled(out: Numbers, m: number, b: Numbers, k: number, factor: number, N: number): void {
  if (factor === 0) return;
  for (let n = 0; n < N; n++) out[m * N + n] += factor * b[k * N + n];
}
