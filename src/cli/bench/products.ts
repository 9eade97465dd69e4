import type { Kernels, Tensor } from '../../core/tensor/kernels.ts';
import { measure } from './measure.ts';
import { type Result, speed } from './result.ts';

/** Steps of a window. A weight is packed once for this many products. */
const T = 64;

/** The three products with a GRU's recurrent weight W (3H, H), for one window of T steps. */
export function* benchProducts(
  createKernels: () => Kernels,
  peak: number,
  short: boolean,
): Generator<Extract<Result, { bench: 'product' }>> {
  const seconds = short ? 0.1 : 0.5;
  for (const H of short ? [256] : [128, 256, 384, 512]) {
    for (const B of short ? [8, 32] : [8, 16, 32, 64]) {
      const kernels = createKernels();
      const flop = 2 * T * B * H * 3 * H;
      const shape = `B=${B} H=${H}`;
      for (const [product, run] of Object.entries(products(kernels, B, H))) {
        yield { bench: 'product', product, shape, ...speed(flop, measure(run, seconds), peak) };
      }
      kernels.dispose();
    }
  }
}

function products(kernels: Kernels, B: number, H: number): Record<string, () => void> {
  const W = kernels.allocate(3 * H * H);
  const dW = kernels.allocate(3 * H * H);
  const [forward, backward] = [kernels.allocatePacked(H, 3 * H), kernels.allocatePacked(3 * H, H)];
  const h = kernels.allocate(T * B * H);
  const dGates = kernels.allocate(T * B * 3 * H);
  for (const tensor of [W, h, dGates]) kernels.dropoutMask(tensor, 0.5, 1);
  const part = (block: Tensor, t: number, N: number) => kernels.view(block, t * B * N, B * N);
  const steps = Array.from({ length: T }, (_, t) => ({ x: part(h, t, H), y: part(dGates, t, 3 * H) }));
  return {
    'h·Wᵀ with packing': () => {
      kernels.packTransposed(forward, W);
      for (const { x, y } of steps) kernels.multiply(y, x, forward, B, false);
    },
    'dy·W with packing': () => {
      kernels.pack(backward, W);
      for (const { x, y } of steps) kernels.multiply(x, y, backward, B, false);
    },
    'dyᵀ·h': () => {
      kernels.multiplyTransposed(dW, dGates, h, 3 * H, T * B, H);
    },
  };
}
