/** All rows of one factor times a panel of the other, tile by tile. */
import { tile1x16, tile1x24, tile1x8, tile2x16, tile2x24, tile4x8 } from './gemm-tiles';
import { FLOAT } from './lanes';

/**
 * Columns of a panel; the last panel of a matrix may have fewer. Without fused multiply-add each product takes a
 * register of its own, and a tile of 2 × 24 no longer fits. On x64 with V8 13.6, panels of 24, 16 and 8 columns reach
 * 66, 60 and 61 GFLOP/s with fused multiply-add, and 33, 60 and 60 without.
 */
export const PANEL: usize = ASC_FEATURE_RELAXED_SIMD ? 24 : 16;

/** K is cut into blocks of this many, so that a panel's block, of 24 kB at most, stays in the first-level cache. */
export const DEPTH: usize = 256;

/** The width of the panel that holds `columns` columns, at most 24. */
export function panelWidth(columns: usize): usize {
  return (columns + 7) & ~7;
}

/** out (M, columns) = a (M, K) · packed (K, columns), or += when `accumulate`. */
export function multiplyPanel(
  out: usize,
  outRow: usize,
  a: usize,
  aRow: usize,
  packed: usize,
  M: usize,
  K: usize,
  columns: usize,
  accumulate: bool,
): void {
  if (PANEL == 24 && columns == 24) {
    let m: usize = 0;
    for (; m + 2 <= M; m += 2) {
      tile2x24(out, outRow, a, aRow, packed, K, accumulate);
      out += 2 * outRow;
      a += 2 * aRow;
    }
    if (m < M) tile1x24(out, a, packed, K, accumulate);
  } else if (columns == 16) {
    let m: usize = 0;
    for (; m + 2 <= M; m += 2) {
      tile2x16(out, outRow, a, aRow, packed, K, accumulate);
      out += 2 * outRow;
      a += 2 * aRow;
    }
    if (m < M) tile1x16(out, a, packed, K, accumulate);
  } else if (columns == 8) {
    let m: usize = 0;
    for (; m + 4 <= M; m += 4) {
      tile4x8(out, outRow, a, aRow, packed, K, accumulate);
      out += 4 * outRow;
      a += 4 * aRow;
    }
    for (; m < M; m++) {
      tile1x8(out, a, packed, K, accumulate);
      out += outRow;
      a += aRow;
    }
  } else {
    multiplyPartPanel(out, outRow, a, aRow, packed, M, K, columns, accumulate);
  }
}

/** A tile of out, four rows by 24 columns, with the columns that `out` does not have. */
const EDGE: usize = memory.data(4 * 24 * 4, 16);

/** A panel that is padded with zeros: its products go to `EDGE`, and from there the columns of `out` are copied. */
function multiplyPartPanel(
  out: usize,
  outRow: usize,
  a: usize,
  aRow: usize,
  packed: usize,
  M: usize,
  K: usize,
  columns: usize,
  accumulate: bool,
): void {
  const width = panelWidth(columns);
  const edgeRow = width * FLOAT;
  for (let m: usize = 0; m < M; m += 4) {
    const rows = min(4, M - m);
    multiplyPanel(EDGE, edgeRow, a, aRow, packed, rows, K, width, false);
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
