import type { Indices, Kernels, PackedMatrix, QuantizedRows, Tensor } from '../core/tensor/kernels.ts';
import { multiply, multiplyTransposed, pack, packTransposed } from './reference/gemm.ts';
import { gruBackward, gruForward } from './reference/gru-cell.ts';
import { lstmBackward, lstmForward } from './reference/lstm-cell.ts';
import { adam, rmsprop, sgd } from './reference/optimizer.ts';
import { quantizedDots, quantizeRows } from './reference/quantized.ts';
import { rnnBackward, rnnForward } from './reference/rnn-cell.ts';
import { rowDots, weightedSum } from './reference/row-products.ts';
import {
  accumulateColumnSums,
  broadcastRow,
  clearRows,
  gatherRows,
  scatterAddRows,
} from './reference/rows.ts';
import { crossEntropy, softmax, softmaxCrossEntropy } from './reference/softmax.ts';
import {
  allocateNumbers,
  type Precision,
  ReferenceIndices,
  ReferencePacked,
  ReferenceQuantized,
  ReferenceTensor,
  viewTensor,
} from './reference/tensor.ts';
import { backwardThinned, thinRows } from './reference/thinned.ts';
import {
  add,
  copy,
  dropoutMask,
  fill,
  logarithm,
  multiplyElements,
  sumOfSquares,
} from './reference/vector.ts';

/**
 * The specification of `Kernels`: each operation as plain loops that read like its equation. Sums are taken in
 * Float64 and rounded when stored. In Float64 it serves gradient checks; in Float32, machines without WebAssembly SIMD.
 */
export class ReferenceKernels implements Kernels {
  readonly name = 'reference';
  readonly #precision: Precision;

  constructor(precision: Precision = 'float32') {
    this.#precision = precision;
  }

  allocate(length: number): Tensor {
    return new ReferenceTensor(allocateNumbers(this.#precision, length));
  }

  allocateIndices(length: number): Indices {
    return new ReferenceIndices(length);
  }

  allocatePacked(K: number, N: number): PackedMatrix {
    return new ReferencePacked(this.#precision, K, N);
  }

  allocateQuantized(M: number, N: number): QuantizedRows {
    return new ReferenceQuantized(M, N);
  }

  dispose(): void {
    // Nothing is held: the garbage collector takes the tensors.
  }

  readonly view = viewTensor;

  readonly pack = pack;
  readonly packTransposed = packTransposed;
  readonly multiply = multiply;
  readonly multiplyTransposed = multiplyTransposed;

  readonly broadcastRow = broadcastRow;
  readonly accumulateColumnSums = accumulateColumnSums;
  readonly gatherRows = gatherRows;
  readonly scatterAddRows = scatterAddRows;
  readonly clearRows = clearRows;
  readonly rowDots = rowDots;
  readonly weightedSum = weightedSum;

  readonly quantizeRows = quantizeRows;
  readonly quantizedDots = quantizedDots;

  readonly rnnForward = rnnForward;
  readonly rnnBackward = rnnBackward;
  readonly gruForward = gruForward;
  readonly gruBackward = gruBackward;
  readonly lstmForward = lstmForward;
  readonly lstmBackward = lstmBackward;

  readonly softmaxCrossEntropy = softmaxCrossEntropy;
  readonly crossEntropy = crossEntropy;
  readonly softmax = softmax;

  readonly thinRows = thinRows;
  readonly backwardThinned = backwardThinned;

  readonly fill = fill;
  readonly copy = copy;
  readonly add = add;
  readonly multiplyElements = multiplyElements;
  readonly logarithm = logarithm;
  readonly dropoutMask = dropoutMask;
  readonly sumOfSquares = sumOfSquares;

  readonly sgd = sgd;
  readonly rmsprop = rmsprop;
  readonly adam = adam;
}
