import type { Tensor } from '../../core/tensor/kernels.ts';

/** h (B, H) = tanh(gates + bias); gates (B, H), bias (H). */
export function rnnForward(
  { data: h }: Tensor,
  { data: gates }: Tensor,
  { data: bias }: Tensor,
  B: number,
  H: number,
): void {
  for (let b = 0; b < B; b++) {
    for (let j = 0; j < H; j++) h[b * H + j] = Math.tanh(gates[b * H + j] + bias[j]);
  }
}

/** dGates (B, H) = dH ⊙ (1 − h²). */
export function rnnBackward(
  { data: dGates }: Tensor,
  { data: dH }: Tensor,
  { data: h }: Tensor,
  B: number,
  H: number,
): void {
  for (let i = 0; i < B * H; i++) dGates[i] = dH[i] * (1 - h[i] * h[i]);
}
