/**
 * Functions of four numbers. Polynomials are evaluated in pairs of terms (Estrin's scheme) and not term by term: the
 * chain of operations that wait for each other is what limits these loops.
 */
import { constant, madd } from './lanes';

/**
 * eˣ with x = n·ln 2 + r, |r| <= ln 2 / 2: eʳ by a polynomial, then times 2ⁿ through the exponent's bits. Scheme and
 * coefficients are those of XNNPACK's f32-raddstoreexpminusmax "rr2-p5" (github.com/google/XNNPACK, BSD).
 *
 * x is clamped to ±69.1, just beyond ln 1e-30. So the result is neither denormal nor infinite, not even times a usual
 * factor, and callers that flush make the smallest results 0. NaN stays NaN.
 */
export function exp(x: v128): v128 {
  const clamped = f32x4.pmin(f32x4.pmax(x, constant(EXP_LOWEST)), constant(EXP_HIGHEST));
  // Adding 1.5 · 2²³ rounds to a whole number, which then is in the low bits.
  const rounded = madd(clamped, constant(LOG2_E), constant(ROUNDER));
  const n = f32x4.sub(rounded, constant(ROUNDER));
  const r = madd(n, constant(MINUS_LN2_LOW), madd(n, constant(MINUS_LN2_HIGH), clamped));
  const square = f32x4.mul(r, r);
  const high = madd(constant(EXP_5), r, constant(EXP_4));
  const middle = madd(constant(EXP_3), r, constant(EXP_2));
  const low = madd(constant(EXP_1), r, constant(ONE));
  const p = madd(madd(high, square, middle), square, low);
  return i32x4.add(p, i32x4.shl(rounded, 23));
}

/** σ(x) = eˣ / (1 + eˣ) */
export function sigmoid(x: v128): v128 {
  const e = exp(x);
  return f32x4.div(e, f32x4.add(e, constant(ONE)));
}

/**
 * tanh(x) ≈ x · P(x²) / Q(x²), of degrees 13 and 6, as in Eigen (generic_fast_tanh_float, gitlab.com/libeigen/eigen,
 * MPL 2). Beyond ±7.905 the result is that for ±7.905, which is 3e-7 from ±1. NaN stays NaN.
 */
export function tanh(x: v128): v128 {
  const clamped = f32x4.pmin(f32x4.pmax(x, constant(TANH_LOWEST)), constant(TANH_HIGHEST));
  const square = f32x4.mul(clamped, clamped);
  const fourth = f32x4.mul(square, square);
  let p = madd(square, constant(TANH_P13), constant(TANH_P11));
  p = madd(p, fourth, madd(square, constant(TANH_P9), constant(TANH_P7)));
  p = madd(p, fourth, madd(square, constant(TANH_P5), constant(TANH_P3)));
  p = madd(p, square, constant(TANH_P1));
  let q = madd(square, constant(TANH_Q6), constant(TANH_Q4));
  q = madd(q, fourth, madd(square, constant(TANH_Q2), constant(TANH_Q0)));
  return f32x4.div(f32x4.mul(clamped, p), q);
}

/**
 * ln x of a normal number x = 2ⁿ · m, √½ <= m < √2: ln m by a polynomial in m − 1, plus n · ln 2 in two parts. Scheme
 * and coefficients are those of Cephes' logf (S. L. Moshier, netlib.org/cephes). Infinity and NaN stay what they are.
 */
export function log(x: v128): v128 {
  const n = i32x4.shr_s(i32x4.sub(x, constant(ROOT_HALF)), 23);
  const exponent = f32x4.convert_i32x4_s(n);
  const r = f32x4.sub(i32x4.sub(x, i32x4.shl(n, 23)), constant(ONE));
  const square = f32x4.mul(r, r);
  const fourth = f32x4.mul(square, square);
  const upper = madd(
    madd(constant(LOG_10), r, constant(LOG_9)),
    square,
    madd(constant(LOG_8), r, constant(LOG_7)),
  );
  const lower = madd(
    madd(constant(LOG_6), r, constant(LOG_5)),
    square,
    madd(constant(LOG_4), r, constant(LOG_3)),
  );
  const p = madd(madd(constant(LOG_11), fourth, upper), fourth, lower);
  const cubic = madd(f32x4.mul(square, r), p, f32x4.mul(exponent, constant(LN2_LOW)));
  const small = madd(square, constant(MINUS_HALF), cubic);
  const y = madd(exponent, constant(LN2_HIGH), f32x4.add(r, small));
  return v128.bitselect(y, x, f32x4.lt(x, constant(INFINITE)));
}

const ONE: usize = memory.data<f32>([1]);

const EXP_LOWEST: usize = memory.data<f32>([-69.1]);
const EXP_HIGHEST: usize = memory.data<f32>([69.1]);
const ROUNDER: usize = memory.data<f32>([12582912]);
const LOG2_E: usize = memory.data<f32>([1.4426950408889634]);
const MINUS_LN2_HIGH: usize = memory.data<f32>([-0.693145751953125]); // 15 bits: n times it is exact
const MINUS_LN2_LOW: usize = memory.data<f32>([-1.428606765330187e-6]);
const EXP_5: usize = memory.data<f32>([0.008289290592074394]);
const EXP_4: usize = memory.data<f32>([0.04189782217144966]);
const EXP_3: usize = memory.data<f32>([0.16667652130126953]);
const EXP_2: usize = memory.data<f32>([0.4999915063381195]);
const EXP_1: usize = memory.data<f32>([0.9999997019767761]);

const ROOT_HALF: usize = memory.data<i32>([0x3f3504f3]); // the bits of √½, which `log` subtracts as an integer
const INFINITE: usize = memory.data<f32>([Infinity]);
const MINUS_HALF: usize = memory.data<f32>([-0.5]);
const LN2_HIGH: usize = memory.data<f32>([0.693359375]); // 9 bits: n times it is exact
const LN2_LOW: usize = memory.data<f32>([-2.1219444e-4]);
const LOG_3: usize = memory.data<f32>([3.3333331174e-1]);
const LOG_4: usize = memory.data<f32>([-2.4999993993e-1]);
const LOG_5: usize = memory.data<f32>([2.0000714765e-1]);
const LOG_6: usize = memory.data<f32>([-1.6668057665e-1]);
const LOG_7: usize = memory.data<f32>([1.4249322787e-1]);
const LOG_8: usize = memory.data<f32>([-1.2420140846e-1]);
const LOG_9: usize = memory.data<f32>([1.167699874e-1]);
const LOG_10: usize = memory.data<f32>([-1.151461031e-1]);
const LOG_11: usize = memory.data<f32>([7.0376836292e-2]);

const TANH_LOWEST: usize = memory.data<f32>([-7.90531110763549805]);
const TANH_HIGHEST: usize = memory.data<f32>([7.90531110763549805]);
const TANH_P1: usize = memory.data<f32>([4.89352455891786e-3]);
const TANH_P3: usize = memory.data<f32>([6.37261928875436e-4]);
const TANH_P5: usize = memory.data<f32>([1.48572235717979e-5]);
const TANH_P7: usize = memory.data<f32>([5.12229709037114e-8]);
const TANH_P9: usize = memory.data<f32>([-8.60467152213735e-11]);
const TANH_P11: usize = memory.data<f32>([2.00018790482477e-13]);
const TANH_P13: usize = memory.data<f32>([-2.76076847742355e-16]);
const TANH_Q0: usize = memory.data<f32>([4.89352518554385e-3]);
const TANH_Q2: usize = memory.data<f32>([2.268434632439e-3]);
const TANH_Q4: usize = memory.data<f32>([1.18534705686654e-4]);
const TANH_Q6: usize = memory.data<f32>([1.19825839466702e-6]);
