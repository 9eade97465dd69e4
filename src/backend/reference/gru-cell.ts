import type { Tensor } from '../../core/tensor/kernels.ts';
import { sigmoid } from './activation.ts';

/**
 * r = σ(x_r + u_r), z = σ(x_z + u_z), n = tanh(x_n + r ⊙ u_n), h = (1 − z) ⊙ n + z ⊙ hPrev,
 * x = gatesX + biasX and u = gatesU + biasU, gate order r | z | n. saved (B, 4H) = r | z | n | u_n.
 */
export function gruForward(
  { data: h }: Tensor,
  { data: saved }: Tensor,
  { data: gatesX }: Tensor,
  { data: gatesU }: Tensor,
  { data: biasX }: Tensor,
  { data: biasU }: Tensor,
  { data: hPrev }: Tensor,
  B: number,
  H: number,
): void {
  for (let b = 0; b < B; b++) {
    const x = (gate: number, j: number): number => gatesX[(b * 3 + gate) * H + j] + biasX[gate * H + j];
    const u = (gate: number, j: number): number => gatesU[(b * 3 + gate) * H + j] + biasU[gate * H + j];
    for (let j = 0; j < H; j++) {
      const r = sigmoid(x(0, j) + u(0, j));
      const z = sigmoid(x(1, j) + u(1, j));
      const uN = u(2, j);
      const n = Math.tanh(x(2, j) + r * uN);
      h[b * H + j] = (1 - z) * n + z * hPrev[b * H + j];
      saved[(b * 4 + 0) * H + j] = r;
      saved[(b * 4 + 1) * H + j] = z;
      saved[(b * 4 + 2) * H + j] = n;
      saved[(b * 4 + 3) * H + j] = uN;
    }
  }
}

/** dGatesX, dGatesU (B, 3H) and dHPrev (B, H) = z ⊙ dH, without what dGatesU adds to it. */
export function gruBackward(
  { data: dGatesX }: Tensor,
  { data: dGatesU }: Tensor,
  { data: dHPrev }: Tensor,
  { data: dH }: Tensor,
  { data: saved }: Tensor,
  { data: hPrev }: Tensor,
  B: number,
  H: number,
): void {
  for (let b = 0; b < B; b++) {
    for (let j = 0; j < H; j++) {
      const i = b * H + j;
      const r = saved[(b * 4 + 0) * H + j];
      const z = saved[(b * 4 + 1) * H + j];
      const n = saved[(b * 4 + 2) * H + j];
      const uN = saved[(b * 4 + 3) * H + j];
      const dN = dH[i] * (1 - z) * (1 - n * n);
      const dR = dN * uN * r * (1 - r);
      const dZ = dH[i] * (hPrev[i] - n) * z * (1 - z);
      dHPrev[i] = dH[i] * z;
      dGatesX[(b * 3 + 0) * H + j] = dGatesU[(b * 3 + 0) * H + j] = dR;
      dGatesX[(b * 3 + 1) * H + j] = dGatesU[(b * 3 + 1) * H + j] = dZ;
      dGatesX[(b * 3 + 2) * H + j] = dN;
      dGatesU[(b * 3 + 2) * H + j] = dN * r;
    }
  }
}
