import { FLOAT, INDEX, read, wholeVectors, write } from './lanes';
import { add } from './vector';

/** out (M, N): every row = row (N). */
export function broadcastRow(out: usize, row: usize, M: usize, N: usize): void {
  const bytes = N * FLOAT;
  for (let m: usize = 0; m < M; m++) memory.copy(out + m * bytes, row, bytes);
}

/** sums (N) += the sum of the M rows of a (M, N). */
export function accumulateColumnSums(sums: usize, a: usize, M: usize, N: usize): void {
  const bytes = N * FLOAT;
  const blocks = bytes & ~63;
  for (let at: usize = 0; at < blocks; at += 64) sixteenColumns(sums + at, a + at, M, bytes);
  const whole = wholeVectors(bytes);
  columns<v128>(sums, a, M, bytes, blocks, whole);
  columns<f32>(sums, a, M, bytes, whole, bytes);
}

function sixteenColumns(sums: usize, a: usize, M: usize, row: usize): void {
  let s0 = v128.load(sums);
  let s1 = v128.load(sums, 16);
  let s2 = v128.load(sums, 32);
  let s3 = v128.load(sums, 48);
  for (let m: usize = 0; m < M; m++) {
    s0 = f32x4.add(s0, v128.load(a));
    s1 = f32x4.add(s1, v128.load(a, 16));
    s2 = f32x4.add(s2, v128.load(a, 32));
    s3 = f32x4.add(s3, v128.load(a, 48));
    a += row;
  }
  v128.store(sums, s0);
  v128.store(sums, s1, 16);
  v128.store(sums, s2, 32);
  v128.store(sums, s3, 48);
}

function columns<T>(sums: usize, a: usize, M: usize, row: usize, from: usize, to: usize): void {
  for (let at = from; at < to; at += sizeof<T>()) {
    let sum = read<T>(sums + at);
    for (let m: usize = 0; m < M; m++) sum = f32x4.add(sum, read<T>(a + m * row + at));
    write<T>(sums + at, sum);
  }
}

/** out (M, N): row i = table (V, N) row indices[i]. */
export function gatherRows(out: usize, table: usize, indices: usize, M: usize, N: usize): void {
  const bytes = N * FLOAT;
  for (let m: usize = 0; m < M; m++) {
    const index = load<u32>(indices + m * INDEX) as usize;
    memory.copy(out + m * bytes, table + index * bytes, bytes);
  }
}

/** table (V, N): row indices[i] += a (M, N) row i. */
export function scatterAddRows(table: usize, a: usize, indices: usize, M: usize, N: usize): void {
  const bytes = N * FLOAT;
  for (let m: usize = 0; m < M; m++) {
    const index = load<u32>(indices + m * INDEX) as usize;
    add(table + index * bytes, a + m * bytes, N);
  }
}

/** a (M, N): row i = 0 where flags[i] is not 0. */
export function clearRows(a: usize, flags: usize, M: usize, N: usize): void {
  const bytes = N * FLOAT;
  for (let m: usize = 0; m < M; m++) {
    if (load<i32>(flags + m * INDEX) != 0) memory.fill(a + m * bytes, 0, bytes);
  }
}
