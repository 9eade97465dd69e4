import { describe, expect, it } from 'vitest';
import { initialParameters } from '../../../src/core/model/initial-parameters.ts';
import type { ModelShape } from '../../../src/core/model/model-shape.ts';
import { onnxGru } from './onnx-gru.ts';
import { bytes, message, number, text } from './protobuf.ts';

describe('protocol buffers', () => {
  // The examples of https://protobuf.dev/programming-guides/encoding/
  it('are written as the guide shows', () => {
    expect(number(1, 150).toString('hex')).toBe('089601');
    expect(text(2, 'testing').toString('hex')).toBe('120774657374696e67');
    expect(message(3, number(1, 150)).toString('hex')).toBe('1a03089601');
  });

  it('take numbers of more than 32 bits and fields above 15', () => {
    expect(number(1, 2 ** 35).toString('hex')).toBe('0880808080' + '8001');
    expect(number(20, 2).toString('hex')).toBe('a00102');
    expect(bytes(1, new Uint8Array(200)).subarray(0, 3).toString('hex')).toBe('0ac801');
  });
});

describe('the ONNX model', () => {
  const shape: ModelShape = { cell: 'gru', layers: 1, vocabulary: 5, embedding: 3, hidden: 3 };
  const parameters = initialParameters(shape, 1);
  const model = onnxGru(shape, parameters);
  const raw = (numbers: readonly number[]) => Buffer.from(Float32Array.from(numbers).buffer);

  it('holds the gates in the order of ONNX', () => {
    const gates = [...parameters.get('layer0.weight_hh')!.data];
    const [r, z, n] = [gates.slice(0, 9), gates.slice(9, 18), gates.slice(18)];
    expect(model.includes(raw([...z, ...r, ...n]))).toBe(true);
    expect(model.includes(raw(gates))).toBe(false);
  });

  it('holds the embedding, and once more as columns', () => {
    const rows = [...parameters.get('embedding.weight')!.data];
    const columns = [0, 1, 2].flatMap((column) => rows.filter((_, i) => i % 3 === column));
    expect(model.includes(raw(rows))).toBe(true);
    expect(model.includes(raw(columns))).toBe(true);
  });
});
