import type { Tensor } from '../../core/tensor/kernels.ts';
import { sigmoid } from './activation.ts';

/**
 * i, f, o = σ(·), g = tanh(·) of gates + bias, gate order i | f | g | o;
 * c = f ⊙ cPrev + i ⊙ g, h = o ⊙ tanh(c). gates (B, 4H) become i | f | g | o.
 */
export function lstmForward(
  { data: h }: Tensor,
  { data: c }: Tensor,
  { data: tanhC }: Tensor,
  { data: gates }: Tensor,
  { data: bias }: Tensor,
  { data: cPrev }: Tensor,
  B: number,
  H: number,
): void {
  for (let b = 0; b < B; b++) {
    const preActivation = (gate: number, j: number): number =>
      gates[(b * 4 + gate) * H + j] + bias[gate * H + j];
    for (let j = 0; j < H; j++) {
      const i = sigmoid(preActivation(0, j));
      const f = sigmoid(preActivation(1, j));
      const g = Math.tanh(preActivation(2, j));
      const o = sigmoid(preActivation(3, j));
      const cell = f * cPrev[b * H + j] + i * g;
      c[b * H + j] = cell;
      tanhC[b * H + j] = Math.tanh(cell);
      h[b * H + j] = o * Math.tanh(cell);
      gates[(b * 4 + 0) * H + j] = i;
      gates[(b * 4 + 1) * H + j] = f;
      gates[(b * 4 + 2) * H + j] = g;
      gates[(b * 4 + 3) * H + j] = o;
    }
  }
}

/** dGates (B, 4H) and dCPrev (B, H) from dH and dC (B, H); dGates may be gates, and dCPrev may be dC. */
export function lstmBackward(
  { data: dGates }: Tensor,
  { data: dCPrev }: Tensor,
  { data: dH }: Tensor,
  { data: dC }: Tensor,
  { data: gates }: Tensor,
  { data: tanhC }: Tensor,
  { data: cPrev }: Tensor,
  B: number,
  H: number,
): void {
  for (let b = 0; b < B; b++) {
    for (let j = 0; j < H; j++) {
      const at = b * H + j;
      const i = gates[(b * 4 + 0) * H + j];
      const f = gates[(b * 4 + 1) * H + j];
      const g = gates[(b * 4 + 2) * H + j];
      const o = gates[(b * 4 + 3) * H + j];
      const dCell = dC[at] + dH[at] * o * (1 - tanhC[at] * tanhC[at]);
      dGates[(b * 4 + 0) * H + j] = dCell * g * i * (1 - i);
      dGates[(b * 4 + 1) * H + j] = dCell * cPrev[at] * f * (1 - f);
      dGates[(b * 4 + 2) * H + j] = dCell * i * (1 - g * g);
      dGates[(b * 4 + 3) * H + j] = dH[at] * tanhC[at] * o * (1 - o);
      dCPrev[at] = dCell * f;
    }
  }
}
