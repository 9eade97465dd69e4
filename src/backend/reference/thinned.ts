import type { Tensor } from '../../core/tensor/kernels.ts';
import { dropoutHash } from '../../core/tensor/random.ts';
import type { Numbers } from './tensor.ts';

/** a (M, N): each number smaller than `grain` becomes 0 or ±grain; its mean over all seeds is the number. */
export function thinRows({ data: a }: Tensor, grain: number, seed: number, M: number, N: number): void {
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

/** Backward of y (M, N) = x (M, K) · Wᵀ + bias: dx = dy · W, dW (N, K) += dyᵀ · x, dBias (N) += column sums of dy. */
export function backwardThinned(
  { data: dx }: Tensor,
  { data: dW }: Tensor,
  { data: dBias }: Tensor,
  { data: dy }: Tensor,
  { data: x }: Tensor,
  { data: W }: Tensor,
  M: number,
  N: number,
  K: number,
): void {
  dx.fill(0, 0, M * K);
  for (let m = 0; m < M; m++) {
    for (let n = 0; n < N; n++) {
      addScaled(dx, m, W, n, dy[m * N + n], K);
      addScaled(dW, n, x, m, dy[m * N + n], K);
      dBias[n] += dy[m * N + n];
    }
  }
}

/** Row m of out (·, N) += row k of b (·, N) · factor. */
function addScaled(out: Numbers, m: number, b: Numbers, k: number, factor: number, N: number): void {
  if (factor === 0) return;
  for (let n = 0; n < N; n++) out[m * N + n] += factor * b[k * N + n];
}
