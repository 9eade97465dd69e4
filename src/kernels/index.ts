export { multiply, pack, packTransposed } from './gemm';
export { multiplyTransposed, scratchSize } from './gemm-transposed';
export { gruBackward, gruForward } from './gru-cell';
export { lstmBackward, lstmForward } from './lstm-cell';
export { adam, rmsprop, sgd } from './optimizer';
export { peak } from './peak';
export { quantizedDots, quantizedWidth, quantizeRows } from './quantized';
export { rnnBackward, rnnForward } from './rnn-cell';
export { rowDots, weightedSum } from './row-products';
export { accumulateColumnSums, broadcastRow, clearRows, gatherRows, scatterAddRows } from './rows';
export { crossEntropy, softmax, softmaxCrossEntropy } from './softmax';
export { backwardThinned, thinRows } from './thinned';
export { add, copy, dropoutMask, fill, logarithm, multiplyElements, sumOfSquares } from './vector';

/** The first address that the module's own data does not use. */
export function heapBase(): usize {
  return __heap_base;
}
