import { OutOfMemoryError } from '../../core/base/out-of-memory.ts';
import { type WasmMemory, webAssembly } from './web-assembly.ts';

/** Bytes of a WebAssembly page. */
const PAGE_SIZE = 65_536;

/** Bytes of a cache line. Every block begins on one. */
const ALIGNMENT = 64;

/** The bytes that WebAssembly can address. */
const MOST_BYTES = 2 ** 32;

/**
 * Reserves blocks of one growing WebAssembly memory and never frees one: the tensors of a model live as long as its
 * kernels.
 */
export class Arena {
  readonly #limit: number;
  #memory: WasmMemory | undefined;
  #next = 0;

  /** @param limit - the size in bytes beyond which the memory does not grow */
  constructor(limit = MOST_BYTES) {
    this.#limit = Math.floor(Math.min(limit, MOST_BYTES) / PAGE_SIZE) * PAGE_SIZE;
    this.#memory = new webAssembly.Memory({ initial: 1, maximum: this.#limit / PAGE_SIZE });
  }

  get memory(): WasmMemory {
    if (!this.#memory) throw new TypeError('These kernels have been disposed of.');
    return this.#memory;
  }

  /** Returns the address of `bytes` zeros. Throws an `OutOfMemoryError` where the memory cannot grow to hold them. */
  reserve(bytes: number): number {
    const { memory } = this;
    const address = Math.ceil(this.#next / ALIGNMENT) * ALIGNMENT;
    const end = address + bytes;
    const missing = end - memory.buffer.byteLength;
    if (missing > 0) this.#grow(memory, end, Math.ceil(missing / PAGE_SIZE));
    this.#next = end;
    return address;
  }

  /** Leaves the addresses below `address` to the module's own data. */
  skipTo(address: number): void {
    this.#next = Math.max(this.#next, address);
  }

  dispose(): void {
    this.#memory = undefined;
  }

  #grow(memory: WasmMemory, end: number, pages: number): void {
    const needs = `The model needs ${megabytes(end)} MB of memory or more`;
    if (end > this.#limit) throw outOfMemory(`${needs}, and ${megabytes(this.#limit)} MB is the limit`);
    try {
      memory.grow(pages);
    } catch (cause) {
      throw outOfMemory(`${needs}, which this computer does not have`, cause);
    }
  }
}

function outOfMemory(what: string, cause?: unknown): OutOfMemoryError {
  return new OutOfMemoryError(`${what}. Choose a smaller hidden size, vocabulary or batch.`, { cause });
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 2 ** 20);
}
