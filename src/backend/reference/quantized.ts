import type { QuantizedRows, Tensor } from '../../core/tensor/kernels.ts';
import { type Numbers, ReferenceQuantized } from './tensor.ts';

/** quantized (M, N), its rows from `first` on = round(rows / scale), scale = max |row| / 127; rows (R, N). */
export function quantizeRows(quantized: QuantizedRows, { data: rows }: Tensor, first: number): void {
  const { N, values, scales } = own(quantized);
  const count = N === 0 ? 0 : rows.length / N;
  for (let m = 0; m < count; m++) {
    const row = rows.subarray(m * N, (m + 1) * N);
    const largest = largestOf(row);
    scales[first + m] = largest / 127;
    for (let n = 0; n < N; n++) {
      values[(first + m) * N + n] = largest === 0 ? 0 : Math.round((row[n] / largest) * 127);
    }
  }
}

/** out (M) ≈ the first M rows · x (N), with x ≈ largest · (p / 63.5 − 1), p = round(63.5 (x / largest + 1)). */
export function quantizedDots(
  { data: out }: Tensor,
  quantized: QuantizedRows,
  { data: x }: Tensor,
  M: number,
): void {
  const { N, values, scales } = own(quantized);
  const largest = largestOf(x.subarray(0, N));
  for (let m = 0; m < M; m++) {
    let sum = 0;
    for (let n = 0; n < N; n++) {
      const p = largest === 0 ? 0 : Math.round(63.5 * (x[n] / largest + 1));
      sum += values[m * N + n] * (p / 63.5 - 1);
    }
    out[m] = scales[m] * largest * sum;
  }
}

/** max |x|, and 0 where that is so small that products with it would be denormal. */
function largestOf(numbers: Numbers): number {
  let largest = 0;
  for (const x of numbers) largest = Math.max(largest, Math.abs(x));
  return largest < 1e-30 ? 0 : largest;
}

function own(quantized: QuantizedRows): ReferenceQuantized {
  if (!(quantized instanceof ReferenceQuantized)) {
    throw new TypeError('These numbers are in the memory of other kernels.');
  }
  return quantized;
}
