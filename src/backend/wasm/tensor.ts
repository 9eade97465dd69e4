import type { Indices, PackedMatrix, Tensor } from '../../core/tensor/kernels.ts';
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
