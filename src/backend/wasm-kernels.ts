import type { Kernels } from '../core/tensor/kernels.ts';
import { WasmInstance } from './wasm/instance.ts';

/** `Kernels` in WebAssembly SIMD, on one core, in Float32. The mathematics is in src/kernels. */
export class WasmKernels extends WasmInstance implements Kernels {
  readonly pack = this.operation('pack');
  readonly packTransposed = this.operation('packTransposed');
  readonly multiply = this.operation('multiply');
  readonly multiplyTransposed = this.operation('multiplyTransposed');

  readonly broadcastRow = this.operation('broadcastRow');
  readonly accumulateColumnSums = this.operation('accumulateColumnSums');
  readonly gatherRows = this.operation('gatherRows');
  readonly scatterAddRows = this.operation('scatterAddRows');
  readonly clearRows = this.operation('clearRows');
  readonly rowDots = this.operation('rowDots');
  readonly weightedSum = this.operation('weightedSum');

  readonly quantizeRows = this.operation('quantizeRows');
  readonly quantizedDots = this.operation('quantizedDots');

  readonly rnnForward = this.operation('rnnForward');
  readonly rnnBackward = this.operation('rnnBackward');
  readonly gruForward = this.operation('gruForward');
  readonly gruBackward = this.operation('gruBackward');
  readonly lstmForward = this.operation('lstmForward');
  readonly lstmBackward = this.operation('lstmBackward');

  readonly softmaxCrossEntropy = this.operation('softmaxCrossEntropy');
  readonly crossEntropy = this.operation('crossEntropy');
  readonly softmax = this.operation('softmax');

  readonly thinRows = this.operation('thinRows');
  readonly backwardThinned = this.operation('backwardThinned');

  readonly fill = this.operation('fill');
  readonly copy = this.operation('copy');
  readonly add = this.operation('add');
  readonly multiplyElements = this.operation('multiplyElements');
  readonly logarithm = this.operation('logarithm');
  readonly dropoutMask = this.operation('dropoutMask');
  readonly sumOfSquares = this.operation('sumOfSquares');

  readonly sgd = this.operation('sgd');
  readonly rmsprop = this.operation('rmsprop');
  readonly adam = this.operation('adam');
}
