import type { Tensor } from '../../core/tensor/kernels.ts';

/** v = momentum · v + g; p −= learningRate · v. */
export function sgd(
  { data: p }: Tensor,
  { data: gradients }: Tensor,
  { data: v }: Tensor,
  gradientScale: number,
  learningRate: number,
  momentum: number,
): void {
  for (let i = 0; i < p.length; i++) {
    v[i] = momentum * v[i] + gradients[i] * gradientScale;
    p[i] -= learningRate * v[i];
  }
}

/** s = decay · s + (1 − decay) · g²; p −= learningRate · g / (√s + epsilon). */
export function rmsprop(
  { data: p }: Tensor,
  { data: gradients }: Tensor,
  { data: s }: Tensor,
  gradientScale: number,
  learningRate: number,
  decay: number,
  epsilon: number,
): void {
  for (let i = 0; i < p.length; i++) {
    const g = gradients[i] * gradientScale;
    s[i] = decay * s[i] + (1 - decay) * g * g;
    p[i] -= (learningRate * g) / (Math.sqrt(s[i]) + epsilon);
  }
}

/**
 * m = β1 m + (1 − β1) g; v = β2 v + (1 − β2) g²;
 * p −= learningRate · (m / (1 − β1ᵗ)) / (√(v / (1 − β2ᵗ)) + epsilon), t = step from 1.
 */
export function adam(
  { data: p }: Tensor,
  { data: gradients }: Tensor,
  { data: m }: Tensor,
  { data: v }: Tensor,
  gradientScale: number,
  learningRate: number,
  beta1: number,
  beta2: number,
  epsilon: number,
  step: number,
): void {
  const correction1 = 1 - beta1 ** step;
  const correction2 = 1 - beta2 ** step;
  for (let i = 0; i < p.length; i++) {
    const g = gradients[i] * gradientScale;
    m[i] = beta1 * m[i] + (1 - beta1) * g;
    v[i] = beta2 * v[i] + (1 - beta2) * g * g;
    p[i] -= (learningRate * (m[i] / correction1)) / (Math.sqrt(v[i] / correction2) + epsilon);
  }
}
