import type { Indices, Kernels, PackedMatrix, QuantizedRows, Tensor } from '../core/tensor/kernels.ts';
import {
  requireIndices,
  requireLength,
  requireRoom,
  requireRows,
  requireSameLength,
} from './require-length.ts';
import { Arena } from './wasm/arena.ts';
import type { KernelExports } from './wasm/exports.ts';
import { WasmIndices, WasmPacked, WasmQuantized, WasmTensor } from './wasm/tensor.ts';
import { webAssembly } from './wasm/web-assembly.ts';

/** 2 · 127 · 127 numbers more, and a sum of products would leave 32 bits. */
const WIDEST_QUANTIZED = 65_536;

/** Its tiles have 2 × 24, 2 × 16 or 4 × 8 accumulators of one number each. */
export type PanelWidth = 24 | 16 | 8;

export interface WasmKernelsOptions {
  readonly name: 'simd' | 'relaxed-simd';
  /** The most bytes that all tensors together may take; by default what WebAssembly can address, 4 GB. */
  readonly memoryLimit?: number;
  /** Columns of a packed panel, by which the register tiles are chosen; see src/kernels/gemm-panel.ts. */
  readonly panel?: PanelWidth | undefined;
}

/**
 * `Kernels` in WebAssembly SIMD, one core. This class keeps the memory, checks sizes and passes addresses; the
 * mathematics is in src/kernels. Everything is Float32. Longer than other files because the interface is.
 */
export class WasmKernels implements Kernels {
  readonly name: 'simd' | 'relaxed-simd';
  readonly #arena: Arena;
  readonly #wasm: KernelExports;
  readonly #scratch: number;

  /** `bytes`: a build of src/kernels. Compiles at once, in a few milliseconds. */
  constructor(bytes: Uint8Array, { name, memoryLimit, panel }: WasmKernelsOptions) {
    this.name = name;
    this.#arena = new Arena(memoryLimit);
    const { memory } = this.#arena;
    const { exports } = new webAssembly.Instance(new webAssembly.Module(bytes), { env: { memory } });
    this.#wasm = exports as KernelExports;
    if (panel !== undefined) this.#wasm.setPanel(panel);
    this.#arena.skipTo(this.#wasm.heapBase());
    this.#scratch = this.#arena.reserve(this.#wasm.scratchSize());
  }

  /** The multiply-add loop by which the bench finds a core's peak: `turns` · 12 multiply-adds of four numbers. */
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
    return new WasmTensor(this.#arena, this.#at(tensor) + offset * 4, length);
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

  pack(packed: PackedMatrix, b: Tensor): void {
    const { K, N } = packed;
    requireLength(K * N, b);
    this.#wasm.pack(this.#packedAt(packed), this.#at(b), K, N);
  }

  packTransposed(packed: PackedMatrix, b: Tensor): void {
    const { K, N } = packed;
    requireLength(K * N, b);
    this.#wasm.packTransposed(this.#packedAt(packed), this.#at(b), K, N);
  }

  multiply(out: Tensor, a: Tensor, b: PackedMatrix, M: number, accumulate: boolean): void {
    const { K, N } = b;
    requireLength(M * N, out);
    requireLength(M * K, a);
    this.#wasm.multiply(this.#at(out), this.#at(a), this.#packedAt(b), M, K, N, accumulate);
  }

  multiplyTransposed(out: Tensor, a: Tensor, b: Tensor, M: number, K: number, N: number): void {
    requireLength(M * N, out);
    requireLength(K * M, a);
    requireLength(K * N, b);
    this.#wasm.multiplyTransposed(this.#at(out), this.#at(a), this.#at(b), M, K, N, this.#scratch);
  }

  broadcastRow(out: Tensor, row: Tensor, M: number, N: number): void {
    requireLength(M * N, out);
    requireLength(N, row);
    this.#wasm.broadcastRow(this.#at(out), this.#at(row), M, N);
  }

  accumulateColumnSums(sums: Tensor, a: Tensor, M: number, N: number): void {
    requireLength(N, sums);
    requireLength(M * N, a);
    this.#wasm.accumulateColumnSums(this.#at(sums), this.#at(a), M, N);
  }

  gatherRows(out: Tensor, table: Tensor, indices: Indices, M: number, N: number): void {
    requireLength(M * N, out);
    requireIndices(indices.data, M, 0, Math.floor(table.length / N));
    this.#wasm.gatherRows(this.#at(out), this.#at(table), this.#indicesAt(indices), M, N);
  }

  scatterAddRows(table: Tensor, a: Tensor, indices: Indices, M: number, N: number): void {
    requireLength(M * N, a);
    requireIndices(indices.data, M, 0, Math.floor(table.length / N));
    this.#wasm.scatterAddRows(this.#at(table), this.#at(a), this.#indicesAt(indices), M, N);
  }

  clearRows(a: Tensor, flags: Indices, M: number, N: number): void {
    requireLength(M * N, a);
    requireLength(M, flags);
    this.#wasm.clearRows(this.#at(a), this.#indicesAt(flags), M, N);
  }

  rowDots(out: Tensor, rows: Tensor, x: Tensor, M: number, N: number): void {
    requireLength(M, out);
    requireLength(M * N, rows);
    requireLength(N, x);
    this.#wasm.rowDots(this.#at(out), this.#at(rows), this.#at(x), M, N);
  }

  weightedSum(out: Tensor, rows: Tensor, weights: Tensor, M: number, N: number): void {
    requireLength(N, out);
    requireLength(M * N, rows);
    requireLength(M, weights);
    this.#wasm.weightedSum(this.#at(out), this.#at(rows), this.#at(weights), M, N);
  }

  quantizeRows(quantized: QuantizedRows, rows: Tensor, first: number): void {
    const count = requireRoom(quantized, rows, first);
    this.#wasm.quantizeRows(
      ...this.#quantizedAt(quantized).addresses(first),
      this.#at(rows),
      count,
      quantized.N,
    );
  }

  quantizedDots(out: Tensor, rows: QuantizedRows, x: Tensor, M: number): void {
    const { N } = rows;
    requireLength(M, out);
    requireLength(N, x);
    requireRows(rows, M);
    const addresses = this.#quantizedAt(rows).addresses(0);
    this.#wasm.quantizedDots(this.#at(out), ...addresses, this.#at(x), this.#scratch, M, N);
  }

  rnnForward(h: Tensor, gates: Tensor, bias: Tensor, B: number, H: number): void {
    requireLength(B * H, h, gates);
    requireLength(H, bias);
    this.#wasm.rnnForward(this.#at(h), this.#at(gates), this.#at(bias), B, H);
  }

  rnnBackward(dGates: Tensor, dH: Tensor, h: Tensor, B: number, H: number): void {
    requireLength(B * H, dGates, dH, h);
    this.#wasm.rnnBackward(this.#at(dGates), this.#at(dH), this.#at(h), B, H);
  }

  gruForward(
    h: Tensor,
    saved: Tensor,
    gatesX: Tensor,
    gatesH: Tensor,
    biasX: Tensor,
    biasH: Tensor,
    hPrev: Tensor,
    B: number,
    H: number,
  ): void {
    requireLength(B * H, h, hPrev);
    requireLength(B * 4 * H, saved);
    requireLength(B * 3 * H, gatesX, gatesH);
    requireLength(3 * H, biasX, biasH);
    this.#wasm.gruForward(...this.#addresses(h, saved, gatesX, gatesH, biasX, biasH, hPrev), B, H);
  }

  gruBackward(
    dGatesX: Tensor,
    dGatesH: Tensor,
    dHPrev: Tensor,
    dH: Tensor,
    saved: Tensor,
    hPrev: Tensor,
    B: number,
    H: number,
  ): void {
    requireLength(B * 3 * H, dGatesX, dGatesH);
    requireLength(B * H, dHPrev, dH, hPrev);
    requireLength(B * 4 * H, saved);
    this.#wasm.gruBackward(...this.#addresses(dGatesX, dGatesH, dHPrev, dH, saved, hPrev), B, H);
  }

  lstmForward(
    h: Tensor,
    c: Tensor,
    tanhC: Tensor,
    gates: Tensor,
    bias: Tensor,
    cPrev: Tensor,
    B: number,
    H: number,
  ): void {
    requireLength(B * H, h, c, tanhC, cPrev);
    requireLength(B * 4 * H, gates);
    requireLength(4 * H, bias);
    this.#wasm.lstmForward(...this.#addresses(h, c, tanhC, gates, bias, cPrev), B, H);
  }

  lstmBackward(
    dGates: Tensor,
    dCPrev: Tensor,
    dH: Tensor,
    dC: Tensor,
    gates: Tensor,
    tanhC: Tensor,
    cPrev: Tensor,
    B: number,
    H: number,
  ): void {
    requireLength(B * 4 * H, dGates, gates);
    requireLength(B * H, dCPrev, dH, dC, tanhC, cPrev);
    this.#wasm.lstmBackward(...this.#addresses(dGates, dCPrev, dH, dC, gates, tanhC, cPrev), B, H);
  }

  softmaxCrossEntropy(
    logits: Tensor,
    losses: Tensor,
    targets: Indices,
    scale: number,
    M: number,
    V: number,
  ): void {
    requireLength(M * V, logits);
    requireLength(M, losses);
    requireIndices(targets.data, M, -1, V);
    this.#wasm.softmaxCrossEntropy(this.#at(logits), this.#at(losses), this.#indicesAt(targets), scale, M, V);
  }

  crossEntropy(losses: Tensor, logits: Tensor, targets: Indices, M: number, V: number): void {
    requireLength(M * V, logits);
    requireLength(M, losses);
    requireIndices(targets.data, M, -1, V);
    this.#wasm.crossEntropy(this.#at(losses), this.#at(logits), this.#indicesAt(targets), M, V);
  }

  softmax(out: Tensor, logits: Tensor, inverseTemperature: number, M: number, V: number): void {
    requireLength(M * V, out, logits);
    this.#wasm.softmax(this.#at(out), this.#at(logits), inverseTemperature, M, V);
  }

  thinRows(a: Tensor, grain: number, seed: number, M: number, N: number): void {
    requireLength(M * N, a);
    this.#wasm.thinRows(this.#at(a), grain, seed, M, N);
  }

  backwardThinned(
    dx: Tensor,
    dW: Tensor,
    dBias: Tensor,
    dy: Tensor,
    x: Tensor,
    W: Tensor,
    M: number,
    N: number,
    K: number,
  ): void {
    requireLength(M * K, dx, x);
    requireLength(N * K, dW, W);
    requireLength(N, dBias);
    requireLength(M * N, dy);
    this.#wasm.backwardThinned(...this.#addresses(dx, dW, dBias, dy, x, W), M, N, K);
  }

  fill(a: Tensor, value: number): void {
    this.#wasm.fill(this.#at(a), value, a.length);
  }

  copy(out: Tensor, a: Tensor): void {
    requireSameLength(out, a);
    this.#wasm.copy(this.#at(out), this.#at(a), out.length);
  }

  add(out: Tensor, a: Tensor): void {
    requireSameLength(out, a);
    this.#wasm.add(this.#at(out), this.#at(a), out.length);
  }

  multiplyElements(out: Tensor, a: Tensor, b: Tensor): void {
    requireSameLength(out, a, b);
    this.#wasm.multiplyElements(this.#at(out), this.#at(a), this.#at(b), out.length);
  }

  logarithm(out: Tensor, a: Tensor, floor: number): void {
    requireSameLength(out, a);
    this.#wasm.logarithm(this.#at(out), this.#at(a), floor, out.length);
  }

  dropoutMask(mask: Tensor, rate: number, seed: number): void {
    const threshold = Math.ceil(rate * 2 ** 32); // hash < rate · 2³² for whole hashes
    this.#wasm.dropoutMask(this.#at(mask), threshold, 1 / (1 - rate), seed, mask.length);
  }

  sumOfSquares(a: Tensor): number {
    return this.#wasm.sumOfSquares(this.#at(a), a.length);
  }

  sgd(p: Tensor, g: Tensor, v: Tensor, gradientScale: number, learningRate: number, momentum: number): void {
    requireSameLength(p, g, v);
    this.#wasm.sgd(this.#at(p), this.#at(g), this.#at(v), gradientScale, learningRate, momentum, p.length);
  }

  rmsprop(
    p: Tensor,
    g: Tensor,
    s: Tensor,
    gradientScale: number,
    learningRate: number,
    decay: number,
    epsilon: number,
  ): void {
    requireSameLength(p, g, s);
    this.#wasm.rmsprop(
      this.#at(p),
      this.#at(g),
      this.#at(s),
      gradientScale,
      learningRate,
      decay,
      1 - decay,
      epsilon,
      p.length,
    );
  }

  adam(
    p: Tensor,
    g: Tensor,
    m: Tensor,
    v: Tensor,
    gradientScale: number,
    learningRate: number,
    beta1: number,
    beta2: number,
    epsilon: number,
    step: number,
  ): void {
    requireSameLength(p, g, m, v);
    this.#wasm.adam(
      ...this.#addresses(p, g, m, v),
      gradientScale,
      learningRate / (1 - beta1 ** step),
      1 / Math.sqrt(1 - beta2 ** step),
      beta1,
      1 - beta1,
      beta2,
      1 - beta2,
      epsilon,
      p.length,
    );
  }

  #addresses<T extends readonly Tensor[]>(...tensors: T): { -readonly [I in keyof T]: number } {
    return tensors.map((tensor) => this.#at(tensor)) as { -readonly [I in keyof T]: number };
  }

  #at(tensor: Tensor): number {
    if (!(tensor instanceof WasmTensor)) throw foreign();
    return this.#own(tensor);
  }

  #indicesAt(indices: Indices): number {
    if (!(indices instanceof WasmIndices)) throw foreign();
    return this.#own(indices);
  }

  #packedAt(packed: PackedMatrix): number {
    if (!(packed instanceof WasmPacked)) throw foreign();
    return this.#own(packed);
  }

  #quantizedAt(rows: QuantizedRows): WasmQuantized {
    if (!(rows instanceof WasmQuantized)) throw foreign();
    this.#own(rows);
    return rows;
  }

  #own({ arena, address }: { readonly arena: Arena; readonly address: number }): number {
    if (arena !== this.#arena) throw foreign();
    return address;
  }
}

function foreign(): TypeError {
  return new TypeError('These numbers are in the memory of other kernels.');
}
