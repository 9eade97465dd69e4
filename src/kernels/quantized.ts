/**
 * Products of rows in int8 with a vector: a quarter of the bytes of `rowDots`, and many products in one instruction.
 *
 * Row m is w ≈ scale_m · q with q = round(w / scale_m) in −127 … 127 and scale_m = max |w| / 127. The vector is
 * x ≈ largest · (p / 63.5 − 1) with p = round(63.5 (x / largest + 1)) in 0 … 127. That is seven bits without a sign:
 * relaxed dot products are the same on all machines only if the second factor has no sign bit and the sum of two
 * products fits into 16 bits.
 *   Σ w x ≈ scale_m · largest / 127 · (2 Σ q p − 127 Σ q),   where the brackets hold whole numbers and are exact.
 *
 * A row takes a multiple of 32 bytes, padded with zeros, and there is room for a multiple of four rows. All rows are
 * followed by all scales (Float32), and those by all offsets (Int32).
 */
import { constant, FLOAT } from './lanes';

/** Bytes from row to row. */
export function quantizedWidth(N: usize): usize {
  return (N + 31) & ~31;
}

/** Quantizes rows (M, N): values (M, width) = q, scales (M) and offsets (M) = 127 Σ q. */
export function quantizeRows(
  values: usize,
  scales: usize,
  offsets: usize,
  rows: usize,
  M: usize,
  N: usize,
): void {
  const width = quantizedWidth(N);
  for (let m: usize = 0; m < M; m++) {
    const largest = largestOf(rows, N);
    const sum = quantize(values, rows, inverse(127, largest), 0, N);
    store<f32>(scales, largest / 127);
    store<i32>(offsets, 127 * sum);
    values += width;
    scales += FLOAT;
    offsets += FLOAT;
    rows += N * FLOAT;
  }
}

/** out (M) ≈ rows · x (N), for rows from `quantizeRows`; `scratch` has room for one row. */
export function quantizedDots(
  out: usize,
  values: usize,
  scales: usize,
  offsets: usize,
  x: usize,
  scratch: usize,
  M: usize,
  N: usize,
): void {
  const width = quantizedWidth(N);
  const largest = largestOf(x, N);
  quantize(scratch, x, inverse(63.5, largest), 63.5, N);
  const factor = f32x4.splat(largest / 127);
  let m: usize = 0;
  for (; m + 4 <= M; m += 4) {
    v128.store(out, fourDots(values, scales, offsets, scratch, width, factor));
    values += 4 * width;
    out += 4 * FLOAT;
    scales += 4 * FLOAT;
    offsets += 4 * FLOAT;
  }
  if (m == M) return;
  const last = fourDots(values, scales, offsets, scratch, width, factor);
  v128.store32_lane(out, last, 0);
  if (m + 1 < M) v128.store32_lane(out, last, 1, 4);
  if (m + 2 < M) v128.store32_lane(out, last, 2, 8);
}

/** The halves of 32 bytes have accumulators of their own, so that no addition waits for the one before it. */
function fourDots(values: usize, scales: usize, offsets: usize, x: usize, width: usize, factor: v128): v128 {
  let even0 = i32x4(0, 0, 0, 0);
  let even1 = i32x4(0, 0, 0, 0);
  let even2 = i32x4(0, 0, 0, 0);
  let even3 = i32x4(0, 0, 0, 0);
  let odd0 = i32x4(0, 0, 0, 0);
  let odd1 = i32x4(0, 0, 0, 0);
  let odd2 = i32x4(0, 0, 0, 0);
  let odd3 = i32x4(0, 0, 0, 0);
  const row1 = values + width;
  const row2 = row1 + width;
  const row3 = row2 + width;
  for (let at: usize = 0; at < width; at += 32) {
    const even = v128.load(x + at);
    even0 = dot(v128.load(values + at), even, even0);
    even1 = dot(v128.load(row1 + at), even, even1);
    even2 = dot(v128.load(row2 + at), even, even2);
    even3 = dot(v128.load(row3 + at), even, even3);
    const odd = v128.load(x + at, 16);
    odd0 = dot(v128.load(values + at, 16), odd, odd0);
    odd1 = dot(v128.load(row1 + at, 16), odd, odd1);
    odd2 = dot(v128.load(row2 + at, 16), odd, odd2);
    odd3 = dot(v128.load(row3 + at, 16), odd, odd3);
  }
  const sums = fourSums(
    i32x4.add(even0, odd0),
    i32x4.add(even1, odd1),
    i32x4.add(even2, odd2),
    i32x4.add(even3, odd3),
  );
  const whole = i32x4.sub(i32x4.shl(sums, 1), v128.load(offsets));
  return f32x4.mul(f32x4.mul(v128.load(scales), factor), f32x4.convert_i32x4_s(whole));
}

/** sum + the products of a (signed) and b (0 … 127), four of them in each lane. */
function dot(a: v128, b: v128, sum: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return i32x4.relaxed_dot_i8x16_i7x16_add_s(a, b, sum);
  const low = i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_s(a), i16x8.extend_low_i8x16_s(b));
  const high = i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_s(a), i16x8.extend_high_i8x16_s(b));
  return i32x4.add(sum, i32x4.add(low, high));
}

/** In each lane the sum of the four lanes of a, b, c or d. */
function fourSums(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = i32x4.add(v128.shuffle<i32>(a, b, 0, 4, 1, 5), v128.shuffle<i32>(a, b, 2, 6, 3, 7));
  const cd = i32x4.add(v128.shuffle<i32>(c, d, 0, 4, 1, 5), v128.shuffle<i32>(c, d, 2, 6, 3, 7));
  return i32x4.add(v128.shuffle<i32>(ab, cd, 0, 1, 4, 5), v128.shuffle<i32>(ab, cd, 2, 3, 6, 7));
}

/** 1.5 · 2²³: added to a small number, it leaves the nearest whole number in the low bits. */
const ROUNDER: usize = memory.data<f32>([12582912]);

/** out = round(factor · x + shift), one byte each, then zeros up to the width of a row. Returns the sum of out. */
function quantize(out: usize, x: usize, factor: f32, shift: f32, N: usize): i32 {
  const factors = f32x4.splat(factor);
  const shifts = f32x4.splat(shift);
  let sums = i32x4(0, 0, 0, 0);
  const whole = N & ~15;
  let n: usize = 0;
  for (; n < whole; n += 16) {
    const q0 = rounded(v128.load(x), factors, shifts);
    const q1 = rounded(v128.load(x, 16), factors, shifts);
    const q2 = rounded(v128.load(x, 32), factors, shifts);
    const q3 = rounded(v128.load(x, 48), factors, shifts);
    sums = i32x4.add(sums, i32x4.add(i32x4.add(q0, q1), i32x4.add(q2, q3)));
    v128.store(out, i8x16.narrow_i16x8_s(i16x8.narrow_i32x4_s(q0, q1), i16x8.narrow_i32x4_s(q2, q3)));
    out += 16;
    x += 64;
  }
  let sum = sumOfIntegers(sums);
  for (; n < N; n++) {
    const q = i32x4.extract_lane(rounded(v128.load32_splat(x), factors, shifts), 0);
    store<i8>(out, <i8>q);
    sum += q;
    out += 1;
    x += FLOAT;
  }
  memory.fill(out, 0, quantizedWidth(N) - N);
  return sum;
}

/** Never with fused multiply-add, so that both builds round alike. */
function rounded(x: v128, factors: v128, shifts: v128): v128 {
  const moved = f32x4.add(f32x4.mul(x, factors), shifts);
  return i32x4.sub(f32x4.add(moved, constant(ROUNDER)), constant(ROUNDER));
}

function sumOfIntegers(x: v128): i32 {
  return (
    i32x4.extract_lane(x, 0) + i32x4.extract_lane(x, 1) + i32x4.extract_lane(x, 2) + i32x4.extract_lane(x, 3)
  );
}

/**
 * max |x|, or NaN if any number is NaN, or 0 where the largest is so small that products with it would be denormal. It
 * compares bits: read as integers, those of positive numbers are in the numbers' order, and those of NaN above them.
 */
function largestOf(x: usize, N: usize): f32 {
  let even = i32x4(0, 0, 0, 0);
  let odd = i32x4(0, 0, 0, 0);
  const end = x + N * FLOAT;
  const whole = x + ((N * FLOAT) & ~31);
  for (; x < whole; x += 32) {
    even = i32x4.max_s(even, f32x4.abs(v128.load(x)));
    odd = i32x4.max_s(odd, f32x4.abs(v128.load(x, 16)));
  }
  for (; x < end; x += FLOAT) even = i32x4.max_s(even, f32x4.abs(v128.load32_splat(x)));
  const most = i32x4.max_s(even, odd);
  const largest = reinterpret<f32>(
    max(
      max(i32x4.extract_lane(most, 0), i32x4.extract_lane(most, 1)),
      max(i32x4.extract_lane(most, 2), i32x4.extract_lane(most, 3)),
    ),
  );
  return largest < 1e-30 ? 0 : largest;
}

/** bound / largest, or 0 where all numbers are 0. */
function inverse(bound: f32, largest: f32): f32 {
  return largest == 0 ? 0 : bound / largest;
}
