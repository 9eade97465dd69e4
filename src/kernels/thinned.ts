/** Gradients of logits in which only a few numbers of each row are not zero, and the products that skip the zeros. */
import { FLOAT, madd, read, sumOfLanes, wholeVectors, write } from './lanes';

/** A number in [0, 1): `dropoutHash(seed, row)` of core/tensor/random.ts. */
function uniform(seed: i32, row: usize): f32 {
  let x: u32 = (row as u32) + (seed as u32) * 0x9e3779b9;
  x = (x ^ (x >>> 16)) * 0x7feb352d;
  x = (x ^ (x >>> 15)) * 0x846ca68b;
  return <f32>((x ^ (x >>> 16)) >>> 8) * (1.0 / 16777216.0);
}

/** a (M, N): each number smaller than `grain` becomes 0 or ±grain; its mean over all seeds is the number. */
export function thinRows(a: usize, grain: f32, seed: i32, M: usize, N: usize): void {
  const row = N * FLOAT;
  for (let m: usize = 0; m < M; m++) {
    thinRow(a, grain, grain * uniform(seed, m), row);
    a += row;
  }
}

/** Four numbers that do not fill the grain together become 0 in one go. */
function thinRow(a: usize, grain: f32, carried: f32, row: usize): void {
  const whole = wholeVectors(row);
  const grains = f32x4.splat(grain);
  const zero = f32x4(0, 0, 0, 0);
  for (let at: usize = 0; at < whole; at += 16) {
    const sizes = f32x4.abs(v128.load(a + at));
    const sum = carried + sumOfLanes(sizes);
    if (sum < grain) {
      v128.store(a + at, zero);
      carried = sum;
    } else carried = thinSpan(a, grain, carried, at, at + 16);
  }
  thinSpan(a, grain, carried, whole, row);
}

function thinSpan(a: usize, grain: f32, carried: f32, from: usize, to: usize): f32 {
  for (let at = from; at < to; at += FLOAT) {
    const x = load<f32>(a + at);
    const size = abs(x);
    if (size >= grain || x != x) continue;
    carried += size;
    let kept: f32 = 0;
    if (carried >= grain) {
      carried -= grain;
      kept = copysign(grain, x);
    }
    store<f32>(a + at, kept);
  }
  return carried;
}

/** Backward of y (M, N) = x (M, K) · Wᵀ + bias: dx = dy · W, dW (N, K) += dyᵀ · x, dBias (N) += column sums of dy. */
export function backwardThinned(
  dx: usize,
  dW: usize,
  dBias: usize,
  dy: usize,
  x: usize,
  W: usize,
  M: usize,
  N: usize,
  K: usize,
): void {
  const row = K * FLOAT;
  memory.fill(dx, 0, M * row);
  for (let m: usize = 0; m < M; m++) {
    for (let n: usize = nextNonZero(dy, 0, N); n < N; n = nextNonZero(dy, n + 1, N)) {
      const factor = dy + n * FLOAT;
      addScaled(dx, W + n * row, factor, row);
      addScaled(dW + n * row, x, factor, row);
      const sum = dBias + n * FLOAT;
      store<f32>(sum, load<f32>(sum) + load<f32>(factor));
    }
    dy += N * FLOAT;
    x += row;
    dx += row;
  }
}

/** The first index at or after `from` with a[index] ≠ 0, or N. */
function nextNonZero(a: usize, from: usize, N: usize): usize {
  let n = from;
  const zero = f32x4(0, 0, 0, 0);
  while (n < N) {
    if (n + 8 <= N) {
      const at = a + n * FLOAT;
      const either = v128.or(f32x4.ne(v128.load(at), zero), f32x4.ne(v128.load(at, 16), zero));
      if (!v128.any_true(either)) {
        n += 8;
        continue;
      }
    }
    if (load<f32>(a + n * FLOAT) != 0) return n;
    n++;
  }
  return N;
}

/** out += x · factor, for a row of `row` bytes. */
function addScaled(out: usize, x: usize, factor: usize, row: usize): void {
  const by = v128.load32_splat(factor);
  const blocks = row & ~63;
  for (let at: usize = 0; at < blocks; at += 64) {
    const to = out + at;
    const from = x + at;
    v128.store(to, madd(by, v128.load(from), v128.load(to)));
    v128.store(to, madd(by, v128.load(from, 16), v128.load(to, 16)), 16);
    v128.store(to, madd(by, v128.load(from, 32), v128.load(to, 32)), 32);
    v128.store(to, madd(by, v128.load(from, 48), v128.load(to, 48)), 48);
  }
  const whole = wholeVectors(row);
  addScaledSpan<v128>(out, x, by, blocks, whole);
  addScaledSpan<f32>(out, x, by, whole, row);
}

function addScaledSpan<T>(out: usize, x: usize, by: v128, from: usize, to: usize): void {
  for (let at = from; at < to; at += sizeof<T>())
    write<T>(out + at, madd(by, read<T>(x + at), read<T>(out + at)));
}
