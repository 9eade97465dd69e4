import type { Indices, PackedMatrix, QuantizedRows, Tensor } from '../../core/tensor/kernels.ts';
import type { Arena } from './arena.ts';

/** Memory of one arena. */
export abstract class Block {
  readonly arena: Arena;
  /** What an export, or the adapter before it, is given for this block. */
  abstract readonly operand: number | WasmQuantized;

  constructor(arena: Arena) {
    this.arena = arena;
  }
}

type ArrayOf<A> = new (buffer: ArrayBuffer, address: number, length: number) => A;

/** `length` elements of four bytes. When the memory grows, its old views are detached, and `data` makes a new one. */
class Elements<A extends Float32Array | Int32Array> extends Block {
  /** The address. */
  readonly operand: number;
  readonly length: number;
  readonly #Array: ArrayOf<A>;
  #data: A | undefined;

  constructor(Array: ArrayOf<A>, arena: Arena, address: number, length: number) {
    super(arena);
    this.#Array = Array;
    this.operand = address;
    this.length = length;
  }

  get data(): A {
    const { buffer } = this.arena.memory;
    if (this.#data?.buffer !== buffer) this.#data = new this.#Array(buffer, this.operand, this.length);
    return this.#data;
  }
}

export class WasmTensor extends Elements<Float32Array> implements Tensor {
  constructor(arena: Arena, address: number, length: number) {
    super(Float32Array, arena, address, length);
  }
}

export class WasmIndices extends Elements<Int32Array> implements Indices {
  constructor(arena: Arena, address: number, length: number) {
    super(Int32Array, arena, address, length);
  }
}

/** Its layout is described in src/kernels/gemm.ts. */
export class WasmPacked extends Block implements PackedMatrix {
  /** The address. */
  readonly operand: number;
  readonly K: number;
  readonly N: number;

  constructor(arena: Arena, address: number, K: number, N: number) {
    super(arena);
    this.operand = address;
    this.K = K;
    this.N = N;
  }
}

/** Its layout is described in src/kernels/quantized.ts. */
export class WasmQuantized extends Block implements QuantizedRows {
  readonly operand = this;
  readonly M: number;
  readonly N: number;
  /** Bytes from row to row. */
  readonly width: number;
  /** The addresses of the first row's numbers, scale and offset. Each row's scale and offset take four bytes. */
  readonly values: number;
  readonly scales: number;
  readonly offsets: number;

  constructor(arena: Arena, M: number, N: number, width: number) {
    super(arena);
    const rows = Math.ceil(M / 4) * 4; // the kernel takes four rows at once
    this.M = M;
    this.N = N;
    this.width = width;
    this.values = arena.reserve(rows * (width + 8));
    this.scales = this.values + rows * width;
    this.offsets = this.scales + rows * 4;
  }
}
