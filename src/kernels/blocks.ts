/** Copies of a matrix's blocks, of which packing consists. Rows are `…Row` bytes apart. */
import { FLOAT } from './lanes';

/** out (rows, columns) = a (rows, columns). */
export function copyBlock(
  out: usize,
  outRow: usize,
  a: usize,
  aRow: usize,
  rows: usize,
  columns: usize,
): void {
  const bytes = (columns as usize) * FLOAT;
  const whole = bytes & ~15;
  for (let r: usize = 0; r < rows; r++) {
    let at: usize = 0;
    for (; at < whole; at += 16) v128.store(out + at, v128.load(a + at));
    for (; at < bytes; at += FLOAT) store<f32>(out + at, load<f32>(a + at));
    out += outRow;
    a += aRow;
  }
}

/** Columns transposed at a time: few enough for their lines of `out` to stay in the cache until they are full. */
const STRIP: usize = 128;

/** out (columns, rows) = aᵀ, a (rows, columns). */
export function transposeBlock(
  out: usize,
  outRow: usize,
  a: usize,
  aRow: usize,
  rows: usize,
  columns: usize,
): void {
  const wholeRows = rows & ~3;
  const wholeColumns = columns & ~3;
  for (let strip: usize = 0; strip < wholeColumns; strip += STRIP) {
    const stripEnd = min(strip + STRIP, wholeColumns);
    for (let r: usize = 0; r < wholeRows; r += 4) {
      for (let c = strip; c < stripEnd; c += 4) {
        transpose4x4(out + c * outRow + r * FLOAT, outRow, a + r * aRow + c * FLOAT, aRow);
      }
    }
  }
  for (let r: usize = wholeRows; r < rows; r++)
    transposeRow(out + r * FLOAT, outRow, a + r * aRow, 0, columns);
  for (let r: usize = 0; r < wholeRows; r++) {
    transposeRow(out + r * FLOAT, outRow, a + r * aRow, wholeColumns, columns);
  }
}

function transposeRow(out: usize, outRow: usize, a: usize, from: usize, to: usize): void {
  for (let c: usize = from; c < to; c++) store<f32>(out + c * outRow, load<f32>(a + c * FLOAT));
}

function transpose4x4(out: usize, outRow: usize, a: usize, aRow: usize): void {
  const r0 = v128.load(a);
  const r1 = v128.load(a + aRow);
  const r2 = v128.load(a + 2 * aRow);
  const r3 = v128.load(a + 3 * aRow);
  const low01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
  const low23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
  const high01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
  const high23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
  v128.store(out, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5));
  v128.store(out + outRow, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7));
  v128.store(out + 2 * outRow, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5));
  v128.store(out + 3 * outRow, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7));
}
