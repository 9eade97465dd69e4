import { log } from './activation';
import { FLOAT, read, wholeVectors, write } from './lanes';

export function fill(a: usize, value: f32, n: usize): void {
  const bytes = n * FLOAT;
  const whole = wholeVectors(bytes);
  fillSpan<v128>(a, f32x4.splat(value), 0, whole);
  fillSpan<f32>(a, f32x4.splat(value), whole, bytes);
}

function fillSpan<T>(a: usize, value: v128, from: usize, to: usize): void {
  for (let at = from; at < to; at += sizeof<T>()) write<T>(a + at, value);
}

export function copy(out: usize, a: usize, n: usize): void {
  memory.copy(out, a, n * FLOAT);
}

/** out += a */
export function add(out: usize, a: usize, n: usize): void {
  const bytes = n * FLOAT;
  const whole = wholeVectors(bytes);
  addSpan<v128>(out, a, 0, whole);
  addSpan<f32>(out, a, whole, bytes);
}

function addSpan<T>(out: usize, a: usize, from: usize, to: usize): void {
  for (let at = from; at < to; at += sizeof<T>()) {
    write<T>(out + at, f32x4.add(read<T>(out + at), read<T>(a + at)));
  }
}

/** out = a ⊙ b */
export function multiplyElements(out: usize, a: usize, b: usize, n: usize): void {
  const bytes = n * FLOAT;
  const whole = wholeVectors(bytes);
  multiplySpan<v128>(out, a, b, 0, whole);
  multiplySpan<f32>(out, a, b, whole, bytes);
}

function multiplySpan<T>(out: usize, a: usize, b: usize, from: usize, to: usize): void {
  for (let at = from; at < to; at += sizeof<T>()) {
    write<T>(out + at, f32x4.mul(read<T>(a + at), read<T>(b + at)));
  }
}

/** out = ln max(a, floor) */
export function logarithm(out: usize, a: usize, floor: f32, n: usize): void {
  const bytes = n * FLOAT;
  const whole = wholeVectors(bytes);
  logarithmSpan<v128>(out, a, f32x4.splat(floor), 0, whole);
  logarithmSpan<f32>(out, a, f32x4.splat(floor), whole, bytes);
}

function logarithmSpan<T>(out: usize, a: usize, floor: v128, from: usize, to: usize): void {
  for (let at = from; at < to; at += sizeof<T>()) write<T>(out + at, log(f32x4.pmax(read<T>(a + at), floor)));
}

/** mask: 0 where `dropoutHash(seed, i)` of core/tensor/random.ts is below `threshold`, else `kept`. */
export function dropoutMask(mask: usize, threshold: u32, kept: f32, seed: i32, n: usize): void {
  const bytes = n * FLOAT;
  const whole = wholeVectors(bytes);
  const start = seed * (0x9e3779b9 as i32);
  const first = i32x4.add(i32x4.splat(start), i32x4(0, 1, 2, 3));
  maskSpan<v128>(mask, first, threshold, kept, 0, whole);
  maskSpan<f32>(mask, i32x4.splat(start + i32(whole >> 2)), threshold, kept, whole, bytes);
}

function maskSpan<T>(mask: usize, counter: v128, threshold: u32, kept: f32, from: usize, to: usize): void {
  const multiplier1 = i32x4.splat(0x7feb352d);
  const multiplier2 = i32x4.splat(0x846ca68b);
  const limit = i32x4.splat(threshold);
  const value = f32x4.splat(kept);
  const step = i32x4.splat(sizeof<T>() >> 2);
  for (let at = from; at < to; at += sizeof<T>()) {
    let x = i32x4.mul(v128.xor(counter, i32x4.shr_u(counter, 16)), multiplier1);
    x = i32x4.mul(v128.xor(x, i32x4.shr_u(x, 15)), multiplier2);
    x = v128.xor(x, i32x4.shr_u(x, 16));
    write<T>(mask + at, v128.andnot(value, i32x4.lt_u(x, limit)));
    counter = i32x4.add(counter, step);
  }
}

/** Σ a², in Float64. */
export function sumOfSquares(a: usize, n: usize): f64 {
  const bytes = n * FLOAT;
  const whole = wholeVectors(bytes);
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  for (let at: usize = 0; at < whole; at += 16) {
    const x = v128.load(a + at);
    const first = f64x2.promote_low_f32x4(x);
    const second = f64x2.promote_low_f32x4(v128.shuffle<i64>(x, x, 1, 0));
    low = f64x2.add(low, f64x2.mul(first, first));
    high = f64x2.add(high, f64x2.mul(second, second));
  }
  const lanes = f64x2.add(low, high);
  let sum = f64x2.extract_lane(lanes, 0) + f64x2.extract_lane(lanes, 1);
  for (let at = whole; at < bytes; at += FLOAT) {
    const x = load<f32>(a + at) as f64;
    sum += x * x;
  }
  return sum;
}
