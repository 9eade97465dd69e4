import type { Kernels } from '../../core/tensor/kernels.ts';
import { measure } from './measure.ts';
import { type Result, round } from './result.ts';

/** Numbers in a row: few enough for the vector to stay in the first-level cache while the rows are read. */
const N = 1024;

/** Measures dot products of rows, the kernel that computes least with what it reads. */
export function* benchBandwidth(createKernels: () => Kernels, short: boolean): Generator<Result> {
  for (const [from, bytes] of [
    ['256 MB, more than the caches hold', 256 * 2 ** 20],
    ['0.5 MB, within the second-level cache', 2 ** 19],
  ] as const) {
    const kernels = createKernels();
    const M = bytes / 4 / N;
    const [out, rows, x] = [kernels.allocate(M), kernels.allocate(M * N), kernels.allocate(N)];
    // Until it is written, every page is the same page of zeros, which is in the caches.
    kernels.fill(rows, 1);
    const { best } = measure(
      () => {
        kernels.rowDots(out, rows, x, M, N);
      },
      short ? 0.1 : 1,
    );
    kernels.dispose();
    yield { bench: 'bandwidth', from, gigabytesPerSecond: round(bytes / best / 1e9) };
  }
}
