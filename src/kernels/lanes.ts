/**
 * Vectors of four Float32. A loop over n numbers is written once, for a step of type T, and compiled twice: with v128
 * for the whole vectors, and with f32 for the rest. There all four lanes hold the same number, and one is stored.
 */

/** Bytes of a Float32. */
export const FLOAT: usize = 4;

/** Bytes of an index, an Int32. */
export const INDEX: usize = 4;

/** How many of the first `bytes` bytes whole vectors cover. */
export function wholeVectors(bytes: usize): usize {
  return bytes & ~15;
}

export function read<T>(address: usize): v128 {
  if (sizeof<T>() == 16) return v128.load(address);
  else return v128.load32_splat(address);
}

export function write<T>(address: usize, x: v128): void {
  if (sizeof<T>() == 16) v128.store(address, x);
  else v128.store32_lane(address, x, 0);
}

/** a · b + c, rounded once if the build is relaxed and the machine has fused multiply-add, else twice. */
export function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  else return f32x4.add(f32x4.mul(a, b), c);
}

/** A constant from memory: V8 takes several instructions to make a vector constant inside a loop. */
export function constant(address: usize): v128 {
  return v128.load32_splat(address);
}

const TINY: usize = memory.data<f32>([1e-30]);

/** 0 for |x| < 1e-30, else x. This keeps out denormals, which cost a factor of a hundred. NaN stays NaN. */
export function flush(x: v128): v128 {
  return v128.andnot(x, f32x4.lt(f32x4.abs(x), constant(TINY)));
}

const TINY_ROOT: usize = memory.data<f32>([1e-17]);

/** x², or 0 for |x| < 1e-17: that square, times a usual factor, could be denormal. */
export function square(x: v128): v128 {
  return f32x4.mul(x, v128.andnot(x, f32x4.lt(f32x4.abs(x), constant(TINY_ROOT))));
}

export function sumOfLanes(x: v128): f32 {
  return (
    f32x4.extract_lane(x, 0) +
    f32x4.extract_lane(x, 1) +
    (f32x4.extract_lane(x, 2) + f32x4.extract_lane(x, 3))
  );
}
