/** Products of rows with a vector. Each row is read once, unpacked: memory limits these loops, not arithmetic. */
import { FLOAT, flush, madd, read, sumOfLanes, wholeVectors, write } from './lanes';

/** out (M) = rows (M, N) · x (N). Four rows at a time share each load of x. */
export function rowDots(out: usize, rows: usize, x: usize, M: usize, N: usize): void {
  const bytes = N * FLOAT;
  let m: usize = 0;
  for (; m + 4 <= M; m += 4) {
    fourDots(out, rows, x, bytes);
    out += 4 * FLOAT;
    rows += 4 * bytes;
  }
  for (; m < M; m++) {
    store<f32>(out, dot(rows, x, bytes));
    out += FLOAT;
    rows += bytes;
  }
}

/** Even and odd vectors have accumulators of their own, so that no addition waits for the one before it. */
function fourDots(out: usize, rows: usize, x: usize, row: usize): void {
  let even0 = f32x4(0, 0, 0, 0);
  let even1 = f32x4(0, 0, 0, 0);
  let even2 = f32x4(0, 0, 0, 0);
  let even3 = f32x4(0, 0, 0, 0);
  let odd0 = f32x4(0, 0, 0, 0);
  let odd1 = f32x4(0, 0, 0, 0);
  let odd2 = f32x4(0, 0, 0, 0);
  let odd3 = f32x4(0, 0, 0, 0);
  const row1 = rows + row;
  const row2 = row1 + row;
  const row3 = row2 + row;
  const pairs = row & ~31;
  for (let at: usize = 0; at < pairs; at += 32) {
    const even = v128.load(x + at);
    even0 = madd(v128.load(rows + at), even, even0);
    even1 = madd(v128.load(row1 + at), even, even1);
    even2 = madd(v128.load(row2 + at), even, even2);
    even3 = madd(v128.load(row3 + at), even, even3);
    const odd = v128.load(x + at, 16);
    odd0 = madd(v128.load(rows + at, 16), odd, odd0);
    odd1 = madd(v128.load(row1 + at, 16), odd, odd1);
    odd2 = madd(v128.load(row2 + at, 16), odd, odd2);
    odd3 = madd(v128.load(row3 + at, 16), odd, odd3);
  }
  store<f32>(out, flushed(sumOfLanes(f32x4.add(even0, odd0)) + restOfDot(rows, x, pairs, row)));
  store<f32>(out, flushed(sumOfLanes(f32x4.add(even1, odd1)) + restOfDot(row1, x, pairs, row)), 4);
  store<f32>(out, flushed(sumOfLanes(f32x4.add(even2, odd2)) + restOfDot(row2, x, pairs, row)), 8);
  store<f32>(out, flushed(sumOfLanes(f32x4.add(even3, odd3)) + restOfDot(row3, x, pairs, row)), 12);
}

function dot(a: usize, x: usize, row: usize): f32 {
  let sum0 = f32x4(0, 0, 0, 0);
  let sum1 = f32x4(0, 0, 0, 0);
  let sum2 = f32x4(0, 0, 0, 0);
  let sum3 = f32x4(0, 0, 0, 0);
  const blocks = row & ~63;
  for (let at: usize = 0; at < blocks; at += 64) {
    sum0 = madd(v128.load(a + at), v128.load(x + at), sum0);
    sum1 = madd(v128.load(a + at, 16), v128.load(x + at, 16), sum1);
    sum2 = madd(v128.load(a + at, 32), v128.load(x + at, 32), sum2);
    sum3 = madd(v128.load(a + at, 48), v128.load(x + at, 48), sum3);
  }
  const sum = f32x4.add(f32x4.add(sum0, sum1), f32x4.add(sum2, sum3));
  return flushed(sumOfLanes(sum) + restOfDot(a, x, blocks, row));
}

/** The dot product of the numbers at the bytes [from, to). */
function restOfDot(a: usize, x: usize, from: usize, to: usize): f32 {
  let sum: f32 = 0;
  for (let at = from; at < to; at += FLOAT) sum += load<f32>(a + at) * load<f32>(x + at);
  return sum;
}

function flushed(x: f32): f32 {
  return f32x4.extract_lane(flush(f32x4.splat(x)), 0);
}

/** out (N) = Σ_m weights[m] · rows[m], rows (M, N). */
export function weightedSum(out: usize, rows: usize, weights: usize, M: usize, N: usize): void {
  const bytes = N * FLOAT;
  const blocks = bytes & ~63;
  for (let at: usize = 0; at < blocks; at += 64) sixteenColumns(out + at, rows + at, weights, M, bytes);
  const whole = wholeVectors(bytes);
  columns<v128>(out, rows, weights, M, bytes, blocks, whole);
  columns<f32>(out, rows, weights, M, bytes, whole, bytes);
}

function sixteenColumns(out: usize, rows: usize, weights: usize, M: usize, row: usize): void {
  let sum0 = f32x4(0, 0, 0, 0);
  let sum1 = f32x4(0, 0, 0, 0);
  let sum2 = f32x4(0, 0, 0, 0);
  let sum3 = f32x4(0, 0, 0, 0);
  for (let m: usize = 0; m < M; m++) {
    const weight = v128.load32_splat(weights + m * FLOAT);
    sum0 = madd(weight, v128.load(rows), sum0);
    sum1 = madd(weight, v128.load(rows, 16), sum1);
    sum2 = madd(weight, v128.load(rows, 32), sum2);
    sum3 = madd(weight, v128.load(rows, 48), sum3);
    rows += row;
  }
  v128.store(out, flush(sum0));
  v128.store(out, flush(sum1), 16);
  v128.store(out, flush(sum2), 32);
  v128.store(out, flush(sum3), 48);
}

function columns<T>(
  out: usize,
  rows: usize,
  weights: usize,
  M: usize,
  row: usize,
  from: usize,
  to: usize,
): void {
  for (let at = from; at < to; at += sizeof<T>()) {
    let sum = f32x4(0, 0, 0, 0);
    for (let m: usize = 0; m < M; m++) {
      sum = madd(v128.load32_splat(weights + m * FLOAT), read<T>(rows + m * row + at), sum);
    }
    write<T>(out + at, flush(sum));
  }
}
