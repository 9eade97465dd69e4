/** What a thread is started with. */
export interface WorkerData {
  readonly role: 'trainer' | 'predictor';
  /** The two builds of the kernels, compiled in the thread. */
  readonly kernels: { readonly simd: Uint8Array<ArrayBuffer>; readonly relaxed: Uint8Array<ArrayBuffer> };
}
