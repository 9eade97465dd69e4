/**
 * Matrix products. A right-hand factor (K, N) is packed in panels of 24 columns, row after row of a panel; the last
 * panel has 8, 16 or 24 columns, filled up with zeros. So a packed matrix takes K · (N rounded up to 8) floats.
 */
import { copyBlock, transposeBlock } from './blocks';
import { tile1x16, tile1x24, tile1x8, tile2x16, tile2x24, tile4x8 } from './gemm-tiles';
import { FLOAT } from './lanes';

const PANEL: usize = 24;
/** K is cut in blocks of this many, so that a panel's block (24 kB) stays in the first-level cache. */
const DEPTH: usize = 256;
/** Rows that a transposed product takes at once: with `DEPTH` columns 384 kB, for the second-level cache. */
const HEIGHT: usize = 384;

/** Bytes that `multiplyTransposed` needs for its factors. */
export function scratchSize(): usize {
  return (HEIGHT + PANEL) * DEPTH * FLOAT;
}

/** packed (K, N) = b (K, N). */
export function pack(packed: usize, b: usize, K: usize, N: usize): void {
  for (let n: usize = 0; n < N; n += PANEL) {
    packPanel(packed, b + n * FLOAT, N * FLOAT, K, min(PANEL, N - n));
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
  K: usize,
  N: usize,
  accumulate: bool,
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

/** out (M, N) += aᵀ · b, a (K, M), b (K, N): both are packed block by block into `scratch`. */
export function multiplyTransposed(
  out: usize,
  a: usize,
  b: usize,
  M: usize,
  K: usize,
  N: usize,
  scratch: usize,
): void {
  const panel = scratch + (HEIGHT as usize) * DEPTH * FLOAT;
  for (let k: usize = 0; k < K; k += DEPTH) {
    const depth = min(DEPTH, K - k);
    for (let m: usize = 0; m < M; m += HEIGHT) {
      const rows = min(HEIGHT, M - m);
      transposeBlock(scratch, depth * FLOAT, a + (k * M + m) * FLOAT, M * FLOAT, depth, rows);
      for (let n: usize = 0; n < N; n += PANEL) {
        const columns = min(PANEL, N - n);
        packPanel(panel, b + (k * N + n) * FLOAT, N * FLOAT, depth, columns);
        multiplyPanel(
          out + (m * N + n) * FLOAT,
          N * FLOAT,
          scratch,
          depth * FLOAT,
          panel,
          rows,
          depth,
          columns,
          true,
        );
      }
    }
  }
}

/** The width of a panel that holds `columns` columns, at most 24. */
function panelWidth(columns: usize): usize {
  return (columns + 7) & ~7;
}

function packPanel(panel: usize, b: usize, bRow: usize, K: usize, columns: usize): void {
  const width = panelWidth(columns);
  if (width != columns) memory.fill(panel, 0, K * width * FLOAT);
  copyBlock(panel, width * FLOAT, b, bRow, K, columns);
}

/** The columns of one panel, for all rows. */
function multiplyPanel(
  out: usize,
  outRow: usize,
  a: usize,
  aRow: usize,
  panel: usize,
  M: usize,
  K: usize,
  columns: usize,
  accumulate: bool,
): void {
  if (columns == 24) {
    let m: usize = 0;
    for (; m + 2 <= M; m += 2) {
      tile2x24(out, outRow, a, aRow, panel, K, accumulate);
      out += 2 * outRow;
      a += 2 * aRow;
    }
    if (m < M) tile1x24(out, a, panel, K, accumulate);
  } else if (columns == 16) {
    let m: usize = 0;
    for (; m + 2 <= M; m += 2) {
      tile2x16(out, outRow, a, aRow, panel, K, accumulate);
      out += 2 * outRow;
      a += 2 * aRow;
    }
    if (m < M) tile1x16(out, a, panel, K, accumulate);
  } else if (columns == 8) {
    let m: usize = 0;
    for (; m + 4 <= M; m += 4) {
      tile4x8(out, outRow, a, aRow, panel, K, accumulate);
      out += 4 * outRow;
      a += 4 * aRow;
    }
    for (; m < M; m++) {
      tile1x8(out, a, panel, K, accumulate);
      out += outRow;
      a += aRow;
    }
  } else {
    multiplyPartPanel(out, outRow, a, aRow, panel, M, K, columns, accumulate);
  }
}

/** A tile's rows by a panel's columns, where the columns that `out` lacks fall. */
const EDGE: usize = memory.data(4 * 24 * 4, 16);

/** A panel that is filled up with zeros: through `EDGE`, from where only what exists is taken. */
function multiplyPartPanel(
  out: usize,
  outRow: usize,
  a: usize,
  aRow: usize,
  panel: usize,
  M: usize,
  K: usize,
  columns: usize,
  accumulate: bool,
): void {
  const width = panelWidth(columns);
  const edgeRow = width * FLOAT;
  for (let m: usize = 0; m < M; m += 4) {
    const rows = min(4, M - m);
    multiplyPanel(EDGE, edgeRow, a, aRow, panel, rows, K, width, false);
    for (let r: usize = 0; r < rows; r++) {
      for (let c: usize = 0; c < columns; c++) {
        const to = out + r * outRow + c * FLOAT;
        const x = load<f32>(EDGE + r * edgeRow + c * FLOAT);
        store<f32>(to, accumulate ? load<f32>(to) + x : x);
      }
    }
    out += 4 * outRow;
    a += 4 * aRow;
  }
}
