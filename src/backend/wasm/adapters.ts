import type { AdaptedName, KernelExports, LoweredOperations } from './exports.ts';

/**
 * The operations whose export takes other operands than the interface: scratch space, the parts of a block, or what is
 * computed once, in Float64, rather than for each number.
 *
 * @param scratch - the address of `scratchSize()` bytes
 */
export function adapters(wasm: KernelExports, scratch: number): Pick<LoweredOperations, AdaptedName> {
  return {
    multiplyTransposed: (out, a, b, M, K, N) => {
      wasm.multiplyTransposed(out, a, b, M, K, N, scratch);
    },
    quantizeRows: ({ values, width, scales, offsets }, rows, first, N, R) => {
      wasm.quantizeRows(values + first * width, scales + first * 4, offsets + first * 4, rows, R, N);
    },
    quantizedDots: (out, { values, scales, offsets }, x, M, N) => {
      wasm.quantizedDots(out, values, scales, offsets, x, scratch, M, N);
    },
    dropoutMask: (mask, rate, seed, n) => {
      const threshold = Math.ceil(rate * 2 ** 32); // hash < rate · 2³² for whole hashes
      wasm.dropoutMask(mask, threshold, 1 / (1 - rate), seed, n);
    },
    rmsprop: (p, g, s, gradientScale, learningRate, decay, epsilon, n) => {
      wasm.rmsprop(p, g, s, gradientScale, learningRate, decay, 1 - decay, epsilon, n);
    },
    adam: (p, g, m, v, gradientScale, learningRate, beta1, beta2, epsilon, step, n) => {
      const rate = learningRate / (1 - beta1 ** step);
      const spread = 1 / Math.sqrt(1 - beta2 ** step);
      wasm.adam(p, g, m, v, gradientScale, rate, spread, beta1, 1 - beta1, beta2, 1 - beta2, epsilon, n);
    },
  };
}
