import type { Tensor } from '../../core/tensor/kernels.ts';
import { dropoutHash } from '../../core/tensor/random.ts';

export function fill({ data: a }: Tensor, value: number): void {
  a.fill(value);
}

export function copy({ data: out }: Tensor, { data: a }: Tensor): void {
  out.set(a);
}

/** out += a */
export function add({ data: out }: Tensor, { data: a }: Tensor): void {
  for (let i = 0; i < out.length; i++) out[i] += a[i];
}

/** out = a ⊙ b */
export function multiplyElements({ data: out }: Tensor, { data: a }: Tensor, { data: b }: Tensor): void {
  for (let i = 0; i < out.length; i++) out[i] = a[i] * b[i];
}

/** out = ln max(a, floor) */
export function logarithm({ data: out }: Tensor, { data: a }: Tensor, floor: number): void {
  for (let i = 0; i < out.length; i++) out[i] = Math.log(Math.max(a[i], floor));
}

/** mask: 0 with probability `rate`, else 1 / (1 − rate). */
export function dropoutMask({ data: mask }: Tensor, rate: number, seed: number): void {
  const kept = 1 / (1 - rate);
  for (let i = 0; i < mask.length; i++) {
    mask[i] = dropoutHash(seed, i) < rate * 0x1_0000_0000 ? 0 : kept;
  }
}

/** Σ a² */
export function sumOfSquares({ data: a }: Tensor): number {
  let sum = 0;
  for (const value of a) sum += value * value;
  return sum;
}
