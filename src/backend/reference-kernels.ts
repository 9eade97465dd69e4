import type { Indices, Kernels, PackedMatrix, QuantizedRows, Tensor } from '../core/tensor/kernels.ts';
import type { OperationName } from '../core/tensor/operand-shapes.ts';
import { checkedOperation } from './checked-operation.ts';
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
 * Float64 and rounded when they are stored. Gradient checks use it in Float64, machines without WebAssembly SIMD in
 * Float32.
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
    // The garbage collector takes the tensors.
  }

  readonly view = viewTensor;

  readonly pack = checked('pack', pack);
  readonly packTransposed = checked('packTransposed', packTransposed);
  readonly multiply = checked('multiply', multiply);
  readonly multiplyTransposed = checked('multiplyTransposed', multiplyTransposed);

  readonly broadcastRow = checked('broadcastRow', broadcastRow);
  readonly accumulateColumnSums = checked('accumulateColumnSums', accumulateColumnSums);
  readonly gatherRows = checked('gatherRows', gatherRows);
  readonly scatterAddRows = checked('scatterAddRows', scatterAddRows);
  readonly clearRows = checked('clearRows', clearRows);
  readonly rowDots = checked('rowDots', rowDots);
  readonly weightedSum = checked('weightedSum', weightedSum);

  readonly quantizeRows = checked('quantizeRows', quantizeRows);
  readonly quantizedDots = checked('quantizedDots', quantizedDots);

  readonly rnnForward = checked('rnnForward', rnnForward);
  readonly rnnBackward = checked('rnnBackward', rnnBackward);
  readonly gruForward = checked('gruForward', gruForward);
  readonly gruBackward = checked('gruBackward', gruBackward);
  readonly lstmForward = checked('lstmForward', lstmForward);
  readonly lstmBackward = checked('lstmBackward', lstmBackward);

  readonly softmaxCrossEntropy = checked('softmaxCrossEntropy', softmaxCrossEntropy);
  readonly crossEntropy = checked('crossEntropy', crossEntropy);
  readonly softmax = checked('softmax', softmax);

  readonly thinRows = checked('thinRows', thinRows);
  readonly backwardThinned = checked('backwardThinned', backwardThinned);

  readonly fill = checked('fill', fill);
  readonly copy = checked('copy', copy);
  readonly add = checked('add', add);
  readonly multiplyElements = checked('multiplyElements', multiplyElements);
  readonly logarithm = checked('logarithm', logarithm);
  readonly dropoutMask = checked('dropoutMask', dropoutMask);
  readonly sumOfSquares = checked('sumOfSquares', sumOfSquares);

  readonly sgd = checked('sgd', sgd);
  readonly rmsprop = checked('rmsprop', rmsprop);
  readonly adam = checked('adam', adam);
}

function checked<K extends OperationName>(name: K, operation: Kernels[K]): Kernels[K] {
  return checkedOperation(name, operation);
}
