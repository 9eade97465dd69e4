import type { ModelShape } from '../../../src/core/model/model-shape.ts';
import type { NamedTensors } from '../../../src/core/tensor/tensor-layout.ts';
import { bytes, message, number, text } from './protobuf.ts';

// Field numbers and constants of https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
const [irVersion, opset] = [8, 17];
const elementType = { float32: 1, int64: 7 };
const attributeType = { integer: 2 };

/**
 * One step of a GRU with tied weights as an ONNX model: token (1, 1) and stateIn (1, 1, H) give probabilities (1, 1, V)
 * and stateOut (1, 1, H).
 */
export function onnxGru({ vocabulary: V, hidden: H }: ModelShape, parameters: NamedTensors): Buffer {
  const data = (name: string): Float32Array => {
    const found = parameters.get(name);
    if (!found) throw new RangeError(`There is no ${name}.`);
    return found.data;
  };
  const embedding = data('embedding.weight');
  const bias = [data('layer0.bias_ih'), data('layer0.bias_hh')].map((each) => [...zrh(each, H)]).flat();
  const graph = [
    node('Gather', ['embedding', 'token'], ['x']),
    node('GRU', ['x', 'W', 'R', 'B', '', 'stateIn'], ['', 'stateOut'], {
      hidden_size: H,
      // The reset gate acts on the product, as in Tacit, PyTorch and cuDNN.
      linear_before_reset: 1,
    }),
    node('MatMul', ['stateOut', 'embeddingT'], ['product']),
    node('Add', ['product', 'bias'], ['logits']),
    node('Softmax', ['logits'], ['probabilities']),
    text(2, 'gru'),
    initializer('embedding', [V, H], embedding),
    initializer('embeddingT', [H, V], transpose(embedding, V, H)),
    initializer('bias', [V], data('output.bias')),
    initializer('W', [1, 3 * H, H], zrh(data('layer0.weight_ih'), H * H)),
    initializer('R', [1, 3 * H, H], zrh(data('layer0.weight_hh'), H * H)),
    initializer('B', [1, 6 * H], Float32Array.from(bias)),
    value(11, 'token', elementType.int64, [1, 1]),
    value(11, 'stateIn', elementType.float32, [1, 1, H]),
    value(12, 'probabilities', elementType.float32, [1, 1, V]),
    value(12, 'stateOut', elementType.float32, [1, 1, H]),
  ];
  return Buffer.concat([
    number(1, irVersion),
    message(7, ...graph),
    message(8, text(1, ''), number(2, opset)),
  ]);
}

/** Tacit and PyTorch stack the gates as r | z | n, ONNX as z | r | h; each gate has `length` numbers. */
function zrh(gates: Float32Array, length: number): Float32Array {
  const gate = (index: number) => gates.subarray(index * length, (index + 1) * length);
  const out = new Float32Array(gates.length);
  for (const [index, from] of [gate(1), gate(0), gate(2)].entries()) out.set(from, index * length);
  return out;
}

function transpose(matrix: Float32Array, rows: number, columns: number): Float32Array {
  return Float32Array.from(matrix, (_, i) => matrix[(i % rows) * columns + Math.floor(i / rows)]);
}

function node(
  operation: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: Readonly<Record<string, number>> = {},
): Buffer {
  return message(
    1,
    ...inputs.map((name) => text(1, name)),
    ...outputs.map((name) => text(2, name)),
    text(4, operation),
    ...Object.entries(attributes).map(([name, whole]) =>
      message(5, text(1, name), number(3, whole), number(20, attributeType.integer)),
    ),
  );
}

function initializer(name: string, shape: readonly number[], data: Float32Array): Buffer {
  const raw = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const sizes = shape.map((size) => number(1, size));
  return message(5, ...sizes, number(2, elementType.float32), text(8, name), bytes(9, raw));
}

function value(field: number, name: string, type: number, shape: readonly number[]): Buffer {
  const sizes = shape.map((size) => message(1, number(1, size)));
  return message(field, text(1, name), message(2, message(1, number(1, type), message(2, ...sizes))));
}
