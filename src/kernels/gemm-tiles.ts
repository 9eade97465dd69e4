/**
 * Register tiles: c (R, C) = a (R, K) · b (K, C), or += when `accumulate`. `a` and `c` are row-major with `aRow` and
 * `cRow` bytes from row to row; `b` is one packed panel of C columns.
 *
 * The twelve accumulators of 2 × 24 keep two multiply-add units with a latency of four cycles busy, and leave V8
 * three of its fifteen registers. The order of loads matters: if `a` comes first, and each part of `b` just before
 * its use, V8 spills no register.
 *
 * Every tile adds in the same order, so all give the same bits.
 */
import { FLOAT, madd } from './lanes';

export function tile2x24(
  c: usize,
  cRow: usize,
  a: usize,
  aRow: usize,
  b: usize,
  K: usize,
  accumulate: bool,
): void {
  let c00 = f32x4(0, 0, 0, 0);
  let c01 = f32x4(0, 0, 0, 0);
  let c02 = f32x4(0, 0, 0, 0);
  let c03 = f32x4(0, 0, 0, 0);
  let c04 = f32x4(0, 0, 0, 0);
  let c05 = f32x4(0, 0, 0, 0);
  let c10 = f32x4(0, 0, 0, 0);
  let c11 = f32x4(0, 0, 0, 0);
  let c12 = f32x4(0, 0, 0, 0);
  let c13 = f32x4(0, 0, 0, 0);
  let c14 = f32x4(0, 0, 0, 0);
  let c15 = f32x4(0, 0, 0, 0);
  let second = a + aRow;
  for (let k: usize = 0; k < K; k++) {
    const a0 = v128.load32_splat(a);
    const a1 = v128.load32_splat(second);
    const b0 = v128.load(b);
    c00 = madd(a0, b0, c00);
    c10 = madd(a1, b0, c10);
    const b1 = v128.load(b, 16);
    c01 = madd(a0, b1, c01);
    c11 = madd(a1, b1, c11);
    const b2 = v128.load(b, 32);
    c02 = madd(a0, b2, c02);
    c12 = madd(a1, b2, c12);
    const b3 = v128.load(b, 48);
    c03 = madd(a0, b3, c03);
    c13 = madd(a1, b3, c13);
    const b4 = v128.load(b, 64);
    c04 = madd(a0, b4, c04);
    c14 = madd(a1, b4, c14);
    const b5 = v128.load(b, 80);
    c05 = madd(a0, b5, c05);
    c15 = madd(a1, b5, c15);
    a += FLOAT;
    second += FLOAT;
    b += 24 * FLOAT;
  }
  put(c, c00, accumulate);
  put(c + 16, c01, accumulate);
  put(c + 32, c02, accumulate);
  put(c + 48, c03, accumulate);
  put(c + 64, c04, accumulate);
  put(c + 80, c05, accumulate);
  c += cRow;
  put(c, c10, accumulate);
  put(c + 16, c11, accumulate);
  put(c + 32, c12, accumulate);
  put(c + 48, c13, accumulate);
  put(c + 64, c14, accumulate);
  put(c + 80, c15, accumulate);
}

export function tile1x24(c: usize, a: usize, b: usize, K: usize, accumulate: bool): void {
  let c0 = f32x4(0, 0, 0, 0);
  let c1 = f32x4(0, 0, 0, 0);
  let c2 = f32x4(0, 0, 0, 0);
  let c3 = f32x4(0, 0, 0, 0);
  let c4 = f32x4(0, 0, 0, 0);
  let c5 = f32x4(0, 0, 0, 0);
  for (let k: usize = 0; k < K; k++) {
    const a0 = v128.load32_splat(a);
    c0 = madd(a0, v128.load(b), c0);
    c1 = madd(a0, v128.load(b, 16), c1);
    c2 = madd(a0, v128.load(b, 32), c2);
    c3 = madd(a0, v128.load(b, 48), c3);
    c4 = madd(a0, v128.load(b, 64), c4);
    c5 = madd(a0, v128.load(b, 80), c5);
    a += FLOAT;
    b += 24 * FLOAT;
  }
  put(c, c0, accumulate);
  put(c + 16, c1, accumulate);
  put(c + 32, c2, accumulate);
  put(c + 48, c3, accumulate);
  put(c + 64, c4, accumulate);
  put(c + 80, c5, accumulate);
}

export function tile2x16(
  c: usize,
  cRow: usize,
  a: usize,
  aRow: usize,
  b: usize,
  K: usize,
  accumulate: bool,
): void {
  let c00 = f32x4(0, 0, 0, 0);
  let c01 = f32x4(0, 0, 0, 0);
  let c02 = f32x4(0, 0, 0, 0);
  let c03 = f32x4(0, 0, 0, 0);
  let c10 = f32x4(0, 0, 0, 0);
  let c11 = f32x4(0, 0, 0, 0);
  let c12 = f32x4(0, 0, 0, 0);
  let c13 = f32x4(0, 0, 0, 0);
  let second = a + aRow;
  for (let k: usize = 0; k < K; k++) {
    const a0 = v128.load32_splat(a);
    const a1 = v128.load32_splat(second);
    const b0 = v128.load(b);
    c00 = madd(a0, b0, c00);
    c10 = madd(a1, b0, c10);
    const b1 = v128.load(b, 16);
    c01 = madd(a0, b1, c01);
    c11 = madd(a1, b1, c11);
    const b2 = v128.load(b, 32);
    c02 = madd(a0, b2, c02);
    c12 = madd(a1, b2, c12);
    const b3 = v128.load(b, 48);
    c03 = madd(a0, b3, c03);
    c13 = madd(a1, b3, c13);
    a += FLOAT;
    second += FLOAT;
    b += 16 * FLOAT;
  }
  put(c, c00, accumulate);
  put(c + 16, c01, accumulate);
  put(c + 32, c02, accumulate);
  put(c + 48, c03, accumulate);
  c += cRow;
  put(c, c10, accumulate);
  put(c + 16, c11, accumulate);
  put(c + 32, c12, accumulate);
  put(c + 48, c13, accumulate);
}

export function tile1x16(c: usize, a: usize, b: usize, K: usize, accumulate: bool): void {
  let c0 = f32x4(0, 0, 0, 0);
  let c1 = f32x4(0, 0, 0, 0);
  let c2 = f32x4(0, 0, 0, 0);
  let c3 = f32x4(0, 0, 0, 0);
  for (let k: usize = 0; k < K; k++) {
    const a0 = v128.load32_splat(a);
    c0 = madd(a0, v128.load(b), c0);
    c1 = madd(a0, v128.load(b, 16), c1);
    c2 = madd(a0, v128.load(b, 32), c2);
    c3 = madd(a0, v128.load(b, 48), c3);
    a += FLOAT;
    b += 16 * FLOAT;
  }
  put(c, c0, accumulate);
  put(c + 16, c1, accumulate);
  put(c + 32, c2, accumulate);
  put(c + 48, c3, accumulate);
}

export function tile4x8(
  c: usize,
  cRow: usize,
  a: usize,
  aRow: usize,
  b: usize,
  K: usize,
  accumulate: bool,
): void {
  let c00 = f32x4(0, 0, 0, 0);
  let c01 = f32x4(0, 0, 0, 0);
  let c10 = f32x4(0, 0, 0, 0);
  let c11 = f32x4(0, 0, 0, 0);
  let c20 = f32x4(0, 0, 0, 0);
  let c21 = f32x4(0, 0, 0, 0);
  let c30 = f32x4(0, 0, 0, 0);
  let c31 = f32x4(0, 0, 0, 0);
  let second = a + aRow;
  let third = second + aRow;
  let fourth = third + aRow;
  for (let k: usize = 0; k < K; k++) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const a0 = v128.load32_splat(a);
    c00 = madd(a0, b0, c00);
    c01 = madd(a0, b1, c01);
    const a1 = v128.load32_splat(second);
    c10 = madd(a1, b0, c10);
    c11 = madd(a1, b1, c11);
    const a2 = v128.load32_splat(third);
    c20 = madd(a2, b0, c20);
    c21 = madd(a2, b1, c21);
    const a3 = v128.load32_splat(fourth);
    c30 = madd(a3, b0, c30);
    c31 = madd(a3, b1, c31);
    a += FLOAT;
    second += FLOAT;
    third += FLOAT;
    fourth += FLOAT;
    b += 8 * FLOAT;
  }
  put(c, c00, accumulate);
  put(c + 16, c01, accumulate);
  c += cRow;
  put(c, c10, accumulate);
  put(c + 16, c11, accumulate);
  c += cRow;
  put(c, c20, accumulate);
  put(c + 16, c21, accumulate);
  c += cRow;
  put(c, c30, accumulate);
  put(c + 16, c31, accumulate);
}

export function tile1x8(c: usize, a: usize, b: usize, K: usize, accumulate: bool): void {
  let c0 = f32x4(0, 0, 0, 0);
  let c1 = f32x4(0, 0, 0, 0);
  for (let k: usize = 0; k < K; k++) {
    const a0 = v128.load32_splat(a);
    c0 = madd(a0, v128.load(b), c0);
    c1 = madd(a0, v128.load(b, 16), c1);
    a += FLOAT;
    b += 8 * FLOAT;
  }
  put(c, c0, accumulate);
  put(c + 16, c1, accumulate);
}

function put(c: usize, x: v128, accumulate: bool): void {
  if (accumulate) v128.store(c, f32x4.add(v128.load(c), x));
  else v128.store(c, x);
}
