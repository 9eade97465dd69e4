import type { Indices, Kernels, PackedMatrix, QuantizedRows, Tensor } from '../../core/tensor/kernels.ts';
import type { OperationName } from '../../core/tensor/operand-shapes.ts';
import { checkedOperation } from '../checked-operation.ts';
import { requireLength } from '../require-length.ts';
import { adapters } from './adapters.ts';
import { Arena } from './arena.ts';
import type { KernelExports, LoweredOperations } from './exports.ts';
import { type Block, WasmIndices, WasmPacked, WasmQuantized, WasmTensor } from './tensor.ts';
import { webAssembly } from './web-assembly.ts';

/** A sum of this many products, each at most 2 · 127 · 127, just fits into 32 bits. */
const WIDEST_QUANTIZED = 65_536;

interface WasmKernelsOptions {
  readonly name: 'simd' | 'relaxed-simd';
  /** The most bytes that all tensors together may take. By default 4 GB, which is what WebAssembly can address. */
  readonly memoryLimit?: number;
}

/** A build of src/kernels and the memory in which it computes. */
export class WasmInstance {
  readonly name: 'simd' | 'relaxed-simd';
  readonly #arena: Arena;
  readonly #wasm: KernelExports;
  readonly #lowered: LoweredOperations;

  /** Compiles `bytes` before it returns, in a few milliseconds. */
  constructor(bytes: Uint8Array, { name, memoryLimit }: WasmKernelsOptions) {
    this.name = name;
    this.#arena = new Arena(memoryLimit);
    const { memory } = this.#arena;
    const { exports } = new webAssembly.Instance(new webAssembly.Module(bytes), { env: { memory } });
    this.#wasm = exports as KernelExports;
    this.#arena.skipTo(this.#wasm.heapBase());
    const scratch = this.#arena.reserve(this.#wasm.scratchSize());
    this.#lowered = { ...this.#wasm, ...adapters(this.#wasm, scratch) };
  }

  /** An operation on blocks of this memory. It throws a TypeError when it is given a block of another. */
  operation<K extends OperationName>(name: K): Kernels[K] {
    return checkedOperation(name, this.#lowered[name], (block) => this.#operandOf(block as Block));
  }

  /** A loop of `turns` · 12 multiply-adds of four numbers, with which the bench measures a core's peak. */
  peak(turns: number): void {
    this.#wasm.peak(turns);
  }

  allocate(length: number): Tensor {
    return new WasmTensor(this.#arena, this.#arena.reserve(length * 4), length);
  }

  allocateIndices(length: number): Indices {
    return new WasmIndices(this.#arena, this.#arena.reserve(length * 4), length);
  }

  view(tensor: Tensor, offset: number, length: number): Tensor {
    requireLength(offset + length, tensor);
    if (!(tensor instanceof WasmTensor) || tensor.arena !== this.#arena) throw foreign();
    return new WasmTensor(this.#arena, tensor.operand + offset * 4, length);
  }

  allocatePacked(K: number, N: number): PackedMatrix {
    const columns = Math.ceil(N / 8) * 8;
    return new WasmPacked(this.#arena, this.#arena.reserve(K * columns * 4), K, N);
  }

  allocateQuantized(M: number, N: number): QuantizedRows {
    if (N > WIDEST_QUANTIZED) throw new RangeError(`Rows of ${N} numbers are too wide for int8.`);
    return new WasmQuantized(this.#arena, M, N, this.#wasm.quantizedWidth(N));
  }

  dispose(): void {
    this.#arena.dispose();
  }

  #operandOf(block: Block): Block['operand'] {
    if (block.arena !== this.#arena) throw foreign();
    return block.operand;
  }
}

function foreign(): TypeError {
  return new TypeError('These numbers are in the memory of other kernels.');
}
