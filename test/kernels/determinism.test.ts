import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Kernels, Tensor } from '../../src/core/tensor/kernels.ts';
import { Random } from '../../src/core/tensor/random.ts';
import { backends } from './backends.ts';

/** The digest of all results of some training steps with every kind of operation. */
function digestOfSteps(kernels: Kernels): string {
  const random = new Random(3);
  const [B, H, V] = [6, 37, 50];
  const tensor = (length: number): Tensor => {
    const made = kernels.allocate(length);
    for (let i = 0; i < length; i++) made.data[i] = random.normal();
    return made;
  };
  const [W, bias, h, gates, saved] = [
    tensor(3 * H * H),
    tensor(3 * H),
    tensor(B * H),
    tensor(B * 3 * H),
    tensor(B * 4 * H),
  ];
  const [gatesX, dX, dU, dH] = [tensor(B * 3 * H), tensor(B * 3 * H), tensor(B * 3 * H), tensor(B * H)];
  const [logits, losses, dW, m, v] = [
    tensor(B * V),
    tensor(B),
    tensor(3 * H * H),
    tensor(3 * H * H),
    kernels.allocate(3 * H * H),
  ];
  const targets = kernels.allocateIndices(B);
  const packed = kernels.allocatePacked(H, 3 * H);
  const hash = createHash('sha256');
  for (let step = 1; step <= 5; step++) {
    kernels.packTransposed(packed, W);
    kernels.multiply(gates, h, packed, B, false);
    kernels.gruForward(h, saved, gatesX, gates, bias, bias, h, B, H);
    kernels.softmaxCrossEntropy(logits, losses, targets, 1 / B, B, V);
    kernels.gruBackward(dX, dU, dH, dH, saved, h, B, H);
    kernels.multiplyTransposed(dW, dU, h, 3 * H, B, H);
    kernels.adam(W, dW, m, v, 1 / (1 + kernels.sumOfSquares(dW)), 1e-2, 0.9, 0.99, 1e-8, step);
    kernels.dropoutMask(dX, 0.3, step);
    for (const { data } of [W, h, logits, losses, dX, m, v]) hash.update(data);
  }
  return hash.digest('hex');
}

describe.each(backends)('$name', ({ create }) => {
  it('gives the same bytes for the same input, again and in another instance', () => {
    const first = digestOfSteps(create());
    const kernels = create();
    expect(digestOfSteps(kernels)).toBe(first);
    expect(digestOfSteps(kernels)).toBe(first);
  });
});
