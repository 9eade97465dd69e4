import type { Indices, PackedMatrix, QuantizedRows, Tensor } from '../../core/tensor/kernels.ts';
import type { Arena } from './arena.ts';

type ArrayOf<A> = new (buffer: ArrayBuffer, address: number, length: number) => A;

/** `length` elements of four bytes at `address`. Growth of the memory detaches every view, so `data` makes it anew. */
class Block<A extends Float32Array | Int32Array> {
  readonly arena: Arena;
  readonly address: number;
  readonly length: number;
  readonly #Array: ArrayOf<A>;
  #data: A | undefined;

  constructor(Array: ArrayOf<A>, arena: Arena, address: number, length: number) {
    this.#Array = Array;
    this.arena = arena;
    this.address = address;
    this.length = length;
  }

  get data(): A {
    const { buffer } = this.arena.memory;
    if (this.#data?.buffer !== buffer) this.#data = new this.#Array(buffer, this.address, this.length);
    return this.#data;
  }
}

export class WasmTensor extends Block<Float32Array> implements Tensor {
  constructor(arena: Arena, address: number, length: number) {
    super(Float32Array, arena, address, length);
  }
}

export class WasmIndices extends Block<Int32Array> implements Indices {
  constructor(arena: Arena, address: number, length: number) {
    super(Int32Array, arena, address, length);
  }
}

/** Its layout is described in src/kernels/gemm.ts. */
export class WasmPacked implements PackedMatrix {
  readonly arena: Arena;
  readonly address: number;
  readonly K: number;
  readonly N: number;

  constructor(arena: Arena, address: number, K: number, N: number) {
    this.arena = arena;
    this.address = address;
    this.K = K;
    this.N = N;
  }
}

/** Its layout is described in src/kernels/quantized.ts. */
export class WasmQuantized implements QuantizedRows {
  readonly arena: Arena;
  readonly address: number;
  readonly M: number;
  readonly N: number;
  /** Bytes from row to row. */
  readonly width: number;

  constructor(arena: Arena, M: number, N: number, width: number) {
    const rows = roomFor(M);
    this.arena = arena;
    this.address = arena.reserve(rows * (width + 8));
    this.M = M;
    this.N = N;
    this.width = width;
  }

  /** Of the row's numbers, its scale and its offset. */
  addresses(row: number): readonly [values: number, scale: number, offset: number] {
    const rows = roomFor(this.M);
    const scales = this.address + rows * this.width;
    return [this.address + row * this.width, scales + 4 * row, scales + 4 * rows + 4 * row];
  }
}

/** The kernel takes four rows at once. */
function roomFor(M: number): number {
  return Math.ceil(M / 4) * 4;
}
