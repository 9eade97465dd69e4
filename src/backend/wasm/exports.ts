import type { Indices, Kernels, PackedMatrix, QuantizedRows, Tensor } from '../../core/tensor/kernels.ts';
import type { OperationName } from '../../core/tensor/operand-shapes.ts';
import type { WasmQuantized } from './tensor.ts';

/** A byte address in the memory of the kernels. */
type Pointer = number;

type LoweredOperand<T> = T extends Tensor | Indices | PackedMatrix
  ? Pointer
  : T extends QuantizedRows
    ? WasmQuantized
    : T;

type LoweredOperands<P extends readonly unknown[]> = { readonly [I in keyof P]: LoweredOperand<P[I]> };

/**
 * The operations as `checkedOperation` calls them: with an address for each block of memory, and after the operands the
 * sizes that are not among them, such as the length of a vector or K and N of a packed matrix.
 */
export type LoweredOperations = {
  readonly [K in OperationName]: (
    ...operands: [...LoweredOperands<Parameters<Kernels[K]>>, ...sizes: number[]]
  ) => ReturnType<Kernels[K]>;
};

/** The operations whose export takes other operands than that: adapters.ts calls them. */
export type AdaptedName = keyof AdaptedExports;

/** What src/kernels/index.ts exports. */
export type KernelExports = Omit<LoweredOperations, AdaptedName> & AdaptedExports & Setup;

interface Setup {
  readonly heapBase: () => Pointer;
  readonly scratchSize: () => number;
  readonly quantizedWidth: (N: number) => number;
  readonly peak: (turns: number) => number;
}

interface AdaptedExports {
  readonly multiplyTransposed: (
    out: Pointer,
    a: Pointer,
    b: Pointer,
    M: number,
    K: number,
    N: number,
    scratch: Pointer,
  ) => void;
  readonly quantizeRows: (
    values: Pointer,
    scales: Pointer,
    offsets: Pointer,
    rows: Pointer,
    M: number,
    N: number,
  ) => void;
  readonly quantizedDots: (
    out: Pointer,
    values: Pointer,
    scales: Pointer,
    offsets: Pointer,
    x: Pointer,
    scratch: Pointer,
    M: number,
    N: number,
  ) => void;
  readonly dropoutMask: (mask: Pointer, threshold: number, kept: number, seed: number, n: number) => void;
  readonly rmsprop: (
    p: Pointer,
    gradients: Pointer,
    s: Pointer,
    scale: number,
    learningRate: number,
    decay: number,
    fresh: number,
    epsilon: number,
    n: number,
  ) => void;
  readonly adam: (
    p: Pointer,
    gradients: Pointer,
    m: Pointer,
    v: Pointer,
    scale: number,
    rate: number,
    spread: number,
    beta1: number,
    fresh1: number,
    beta2: number,
    fresh2: number,
    epsilon: number,
    n: number,
  ) => void;
}
