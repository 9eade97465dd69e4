import { madd, sumOfLanes } from './lanes';

const HALF: usize = memory.data<f32>([0.5]);

/**
 * `turns` times twelve independent multiply-adds of four numbers, the most that a core can do with 128-bit vectors.
 * Returns a number so that the compiler cannot leave them out.
 */
export function peak(turns: usize): f32 {
  const half = v128.load32_splat(HALF);
  let c0 = half;
  let c1 = half;
  let c2 = half;
  let c3 = half;
  let c4 = half;
  let c5 = half;
  let c6 = half;
  let c7 = half;
  let c8 = half;
  let c9 = half;
  let c10 = half;
  let c11 = half;
  for (let i: usize = 0; i < turns; i++) {
    c0 = madd(c0, half, half);
    c1 = madd(c1, half, half);
    c2 = madd(c2, half, half);
    c3 = madd(c3, half, half);
    c4 = madd(c4, half, half);
    c5 = madd(c5, half, half);
    c6 = madd(c6, half, half);
    c7 = madd(c7, half, half);
    c8 = madd(c8, half, half);
    c9 = madd(c9, half, half);
    c10 = madd(c10, half, half);
    c11 = madd(c11, half, half);
  }
  const sum = f32x4.add(
    f32x4.add(f32x4.add(c0, c1), f32x4.add(c2, c3)),
    f32x4.add(
      f32x4.add(f32x4.add(c4, c5), f32x4.add(c6, c7)),
      f32x4.add(f32x4.add(c8, c9), f32x4.add(c10, c11)),
    ),
  );
  return sumOfLanes(sum);
}
