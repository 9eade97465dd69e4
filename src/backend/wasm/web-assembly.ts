/**
 * The part of the WebAssembly API that the kernels use. Every host has it, but only TypeScript's DOM library declares
 * it, and with that library the workers could use `document` unnoticed.
 */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  /** Throws a RangeError where there is no more memory. */
  grow(pages: number): number;
}

interface WebAssemblyApi {
  readonly Memory: new (descriptor: { readonly initial: number; readonly maximum: number }) => WasmMemory;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (
    module: object,
    imports: { readonly env: { readonly memory: WasmMemory } },
  ) => { readonly exports: object };
  readonly validate: (bytes: Uint8Array) => boolean;
}

export const { WebAssembly: webAssembly } = globalThis as unknown as { WebAssembly: WebAssemblyApi };
