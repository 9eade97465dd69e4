/**
 * The product whose left factor is transposed. Both factors are copied block by block into `scratch`: the left one as
 * the rows of its transpose, the right one as panels. The blocks fit into a second-level cache of 1 MB. Their strides
 * are no powers of two, since rows at such distances push each other out of the cache.
 */
import { copyBlock, transposeBlock } from './blocks';
import { DEPTH, multiplyPanel, PANEL, panelWidth } from './gemm-panel';
import { FLOAT } from './lanes';

/** Rows of `out` in a block, and bytes from row to row of the left factor's block. */
const HEIGHT: usize = 256;
const ROW: usize = (DEPTH + 16) * FLOAT;

/** Columns of `out` in a block: whole panels of either width. */
const WIDTH: usize = 384;

/** Bytes from panel to panel of the right factor's block. */
function strideOf(columns: usize): usize {
  return (DEPTH * columns + 48) * FLOAT;
}

/** Bytes of scratch space that `multiplyTransposed` needs. */
export function scratchSize(): usize {
  return HEIGHT * ROW + (WIDTH / PANEL) * strideOf(PANEL);
}

/** out (M, N) += aᵀ · b, a (K, M), b (K, N). */
export function multiplyTransposed(
  out: usize,
  a: usize,
  b: usize,
  M: usize,
  K: usize,
  N: usize,
  scratch: usize,
): void {
  const panels = scratch + HEIGHT * ROW;
  for (let k: usize = 0; k < K; k += DEPTH) {
    const depth = min(DEPTH, K - k);
    for (let n: usize = 0; n < N; n += WIDTH) {
      const width = min(WIDTH, N - n);
      packBlock(panels, b + (k * N + n) * FLOAT, N * FLOAT, depth, width);
      for (let m: usize = 0; m < M; m += HEIGHT) {
        const rows = min(HEIGHT, M - m);
        transposeBlock(scratch, ROW, a + (k * M + m) * FLOAT, M * FLOAT, depth, rows);
        multiplyBlock(out + (m * N + n) * FLOAT, N * FLOAT, scratch, panels, rows, depth, width);
      }
    }
  }
}

/** The loop over rows is outside that over panels, so that `b` is read in order. */
function packBlock(panels: usize, b: usize, bRow: usize, K: usize, N: usize): void {
  const last = N % PANEL;
  if (panelWidth(last) != last) {
    memory.fill(panels + (N / PANEL) * strideOf(PANEL), 0, K * panelWidth(last) * FLOAT);
  }
  for (let k: usize = 0; k < K; k++) {
    let at = panels;
    for (let n: usize = 0; n < N; n += PANEL) {
      const columns = min(PANEL, N - n);
      copyBlock(at + k * panelWidth(columns) * FLOAT, 0, b + n * FLOAT, 0, 1, columns);
      at += strideOf(PANEL);
    }
    b += bRow;
  }
}

function multiplyBlock(
  out: usize,
  outRow: usize,
  rows: usize,
  panels: usize,
  M: usize,
  K: usize,
  N: usize,
): void {
  for (let n: usize = 0; n < N; n += PANEL) {
    multiplyPanel(out, outRow, rows, ROW, panels, M, K, min(PANEL, N - n), true);
    out += PANEL * FLOAT;
    panels += strideOf(PANEL);
  }
}
