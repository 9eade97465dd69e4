import type { Indices, Tensor } from '../../core/tensor/kernels.ts';
import { requireIndices, requireLength } from '../require-length.ts';
import type { Numbers } from './tensor.ts';

/**
 * losses (M) = −ln softmax(logits (M, V))[target]; logits become scale · (softmax − onehot(target)); 0 and 0 where the
 * target is −1.
 */
export function softmaxCrossEntropy(
  { data: logits }: Tensor,
  { data: losses }: Tensor,
  { data: targets }: Indices,
  scale: number,
  M: number,
  V: number,
): void {
  requireLength(M * V, logits);
  requireLength(M, losses);
  requireIndices(targets, M, -1, V);
  for (let m = 0; m < M; m++) {
    const row = logits.subarray(m * V, (m + 1) * V);
    const target = targets[m];
    if (target < 0) {
      losses[m] = 0;
      row.fill(0);
      continue;
    }
    const logSum = logSumExp(row);
    losses[m] = logSum - row[target];
    for (let v = 0; v < V; v++) row[v] = scale * (Math.exp(row[v] - logSum) - (v === target ? 1 : 0));
  }
}

/** losses (M) = −ln softmax(logits (M, V))[target], 0 where the target is −1. */
export function crossEntropy(
  { data: losses }: Tensor,
  { data: logits }: Tensor,
  { data: targets }: Indices,
  M: number,
  V: number,
): void {
  requireLength(M * V, logits);
  requireLength(M, losses);
  requireIndices(targets, M, -1, V);
  for (let m = 0; m < M; m++) {
    const row = logits.subarray(m * V, (m + 1) * V);
    const target = targets[m];
    losses[m] = target < 0 ? 0 : logSumExp(row) - row[target];
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
  requireLength(M * V, out, logits);
  for (let m = 0; m < M; m++) {
    const row = logits.subarray(m * V, (m + 1) * V);
    const logSum = logSumExp(row, inverseTemperature);
    for (let v = 0; v < V; v++) out[m * V + v] = Math.exp(row[v] * inverseTemperature - logSum);
  }
}

/** ln Σ exp(xᵢ · factor), with the largest term taken out so that nothing overflows. */
function logSumExp(x: Numbers, factor = 1): number {
  let largest = -Infinity;
  for (const value of x) largest = Math.max(largest, value * factor);
  let sum = 0;
  for (const value of x) sum += Math.exp(value * factor - largest);
  return largest + Math.log(sum);
}
