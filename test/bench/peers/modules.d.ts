/** The parts of the peers' interfaces that are used here, so that the types can be checked without the peers. */

declare module 'brain.js' {
  interface Gru {
    trainOpts: { learningRate: number };
    initialize(): void;
    trainPattern(tokens: readonly number[]): void;
  }
  interface GruOptions {
    readonly inputSize: number;
    readonly inputRange: number;
    readonly outputSize: number;
    readonly hiddenLayers: readonly number[];
  }
  const brain: { readonly recurrent: { readonly GRU: new (options: GruOptions) => Gru } };
  export = brain;
}

declare module '@tensorflow/tfjs' {
  export interface Tensor {
    dataSync(): Float32Array;
  }
  export interface Variable extends Tensor {
    assign(value: Tensor): void;
  }
  type Gradients = Readonly<Record<string, Tensor>>;
  export function setBackend(name: string): Promise<boolean>;
  export function ready(): Promise<void>;
  export function tidy(work: () => void): void;
  export function variable(start: Tensor, trainable?: boolean): Variable;
  export function variableGrads(loss: () => Tensor): { readonly value: Tensor; readonly grads: Gradients };
  export function randomUniform(shape: readonly number[], least: number, most: number): Tensor;
  export function zeros(shape: readonly number[]): Tensor;
  export function tensor1d(values: readonly number[], type: 'int32'): Tensor;
  export function oneHot(indices: Tensor, depth: number): Tensor;
  export function clone(x: Tensor): Tensor;
  export function cast(x: Tensor, type: 'float32'): Tensor;
  export function matMul(a: Tensor, b: Tensor, transposeA?: boolean, transposeB?: boolean): Tensor;
  export function split(x: Tensor, parts: number, axis?: number): Tensor[];
  export function concat(parts: readonly Tensor[]): Tensor;
  export function add(a: Tensor, b: Tensor): Tensor;
  export function addN(terms: readonly Tensor[]): Tensor;
  export function sub(a: Tensor, b: Tensor): Tensor;
  export function mul(a: Tensor, b: Tensor): Tensor;
  export function div(a: number, b: Tensor): Tensor;
  export function minimum(a: number, b: Tensor): Tensor;
  export function sum(x: Tensor): Tensor;
  export function sqrt(x: Tensor): Tensor;
  export function square(x: Tensor): Tensor;
  export function sigmoid(x: Tensor): Tensor;
  export function tanh(x: Tensor): Tensor;
  export const losses: { softmaxCrossEntropy(wanted: Tensor, logits: Tensor): Tensor };
  export const train: {
    adam(
      rate: number,
      beta1: number,
      beta2: number,
      epsilon: number,
    ): { applyGradients(gradients: Gradients): void };
  };
}

declare module '@tensorflow/tfjs-backend-wasm' {
  export function setThreadsCount(threads: number): void;
}

declare module 'onnxruntime-node' {
  export class Tensor {
    constructor(type: 'float32' | 'int64', data: Float32Array | BigInt64Array, dimensions: readonly number[]);
    readonly data: Float32Array;
  }
  export const InferenceSession: {
    create(
      model: Uint8Array,
      options: {
        readonly executionProviders: readonly string[];
        readonly intraOpNumThreads: number;
        readonly interOpNumThreads: number;
        readonly executionMode: 'sequential';
        readonly graphOptimizationLevel: 'all';
      },
    ): Promise<{ run(feeds: Readonly<Record<string, Tensor>>): Promise<Record<string, Tensor>> }>;
  };
}
