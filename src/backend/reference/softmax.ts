import type { Indices, Tensor } from '../../core/tensor/kernels.ts';
import type { Numbers } from './tensor.ts';

/**
 * losses (M) = −ln softmax(logits (M, V))[target]; logits become scale · (softmax − onehot(target)). Where the target
 * is −1, both are 0.
 */
export function softmaxCrossEntropy(
  { data: logits }: Tensor,
  { data: losses }: Tensor,
  { data: targets }: Indices,
  scale: number,
  M: number,
  V: number,
): void {
  for (let m = 0; m < M; m++) {
    const row = logits.subarray(m * V, (m + 1) * V);
    const target = targets[m];
    if (target < 0) {
      losses[m] = 0;
      row.fill(0);
      continue;
    }
    const { largest, sum } = partition(row);
    losses[m] = Math.log(sum) + (largest - row[target]);
    for (let v = 0; v < V; v++) {
      row[v] = scale * (Math.exp(row[v] - largest) / sum - (v === target ? 1 : 0));
    }
  }
}

/** losses (M) = −ln softmax(logits (M, V))[target], 0 where the target is −1. */
export function crossEntropy(
  { data: logits }: Tensor,
  { data: losses }: Tensor,
  { data: targets }: Indices,
  M: number,
  V: number,
): void {
  for (let m = 0; m < M; m++) {
    const row = logits.subarray(m * V, (m + 1) * V);
    const target = targets[m];
    const { largest, sum } = partition(row);
    losses[m] = target < 0 ? 0 : Math.log(sum) + (largest - row[target]);
  }
}

/** out (M, V) = softmax of each row of logits (M, V) · inverseTemperature. */
export function softmax(
  { data: out }: Tensor,
  { data: logits }: Tensor,
  inverseTemperature: number,
  M: number,
  V: number,
): void {
  for (let m = 0; m < M; m++) {
    const row = logits.subarray(m * V, (m + 1) * V);
    const { largest, sum } = partition(row, inverseTemperature);
    for (let v = 0; v < V; v++) {
      out[m * V + v] = Math.exp((row[v] - largest) * inverseTemperature) / sum;
    }
  }
}

/** The largest of x, and Σ exp((xᵢ − largest) · factor): without the largest, no power overflows. */
function partition(x: Numbers, factor = 1): { readonly largest: number; readonly sum: number } {
  let largest = -Infinity;
  for (const value of x) largest = Math.max(largest, value);
  let sum = 0;
  for (const value of x) sum += Math.exp((value - largest) * factor);
  return { largest, sum };
}
