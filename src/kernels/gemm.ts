/**
 * Matrix products. A right-hand factor (K, N) is packed as panels of `PANEL` columns, each row by row. The last panel
 * has the remaining columns, padded with zeros to a multiple of 8. So a packed matrix takes K · (N rounded up to 8)
 * floats.
 */
import { copyBlock, transposeBlock } from './blocks';
import { DEPTH, multiplyPanel, PANEL, panelWidth } from './gemm-panel';
import { FLOAT } from './lanes';

/** packed (K, N) = b (K, N). */
export function pack(packed: usize, b: usize, K: usize, N: usize): void {
  for (let n: usize = 0; n < N; n += PANEL) {
    const columns = min(PANEL, N - n);
    const width = panelWidth(columns);
    if (width != columns) memory.fill(packed, 0, K * width * FLOAT);
    copyBlock(packed, width * FLOAT, b + n * FLOAT, N * FLOAT, K, columns);
    packed += K * PANEL * FLOAT;
  }
}

/** packed (K, N) = bᵀ, b (N, K). */
export function packTransposed(packed: usize, b: usize, K: usize, N: usize): void {
  for (let n: usize = 0; n < N; n += PANEL) {
    const columns = min(PANEL, N - n);
    const width = panelWidth(columns);
    if (width != columns) memory.fill(packed, 0, K * width * FLOAT);
    transposeBlock(packed, width * FLOAT, b + n * K * FLOAT, K * FLOAT, columns, K);
    packed += K * PANEL * FLOAT;
  }
}

/** out (M, N) = a (M, K) · b (K, N), b packed, or += when `accumulate`. */
export function multiply(
  out: usize,
  a: usize,
  packed: usize,
  M: usize,
  accumulate: bool,
  K: usize,
  N: usize,
): void {
  if (K == 0 && !accumulate) memory.fill(out, 0, M * N * FLOAT);
  for (let k: usize = 0; k < K; k += DEPTH) {
    const depth = min(DEPTH, K - k);
    for (let n: usize = 0; n < N; n += PANEL) {
      const columns = min(PANEL, N - n);
      const rowsBefore = n * K + k * panelWidth(columns);
      multiplyPanel(
        out + n * FLOAT,
        N * FLOAT,
        a + k * FLOAT,
        K * FLOAT,
        packed + rowsBefore * FLOAT,
        M,
        depth,
        columns,
        accumulate || k > 0,
      );
    }
  }
}
