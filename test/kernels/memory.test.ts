import { describe, expect, it } from 'vitest';
import { WasmKernels } from '../../src/backend/wasm-kernels.ts';
import { backends, kernelBuilds, wasmBackends } from './backends.ts';

const MEGABYTE = 2 ** 20;

describe.each(backends)('memory of $name', ({ create }) => {
  it('is zero at first, and a view shares it', () => {
    const kernels = create();
    const tensor = kernels.allocate(10);
    expect([...tensor.data]).toEqual(new Array(10).fill(0));
    expect([...kernels.allocateIndices(3).data]).toEqual([0, 0, 0]);
    const view = kernels.view(tensor, 4, 3);
    const inner = kernels.view(view, 1, 1);
    view.data[1] = 5;
    expect(tensor.data[5]).toBe(5);
    expect([...inner.data]).toEqual([5]);
    expect([view.length, inner.length]).toEqual([3, 1]);
  });

  it('has no view beyond a tensor', () => {
    const kernels = create();
    const tensor = kernels.allocate(10);
    expect(() => kernels.view(tensor, 8, 3)).toThrow(RangeError);
  });

  it('may be empty', () => {
    const kernels = create();
    const nothing = kernels.allocate(0);
    kernels.fill(nothing, 1);
    expect(nothing.data).toHaveLength(0);
  });

  it('keeps tensors and views valid while it grows', () => {
    const kernels = create();
    const tensor = kernels.allocate(1000);
    const view = kernels.view(tensor, 10, 5);
    const indices = kernels.allocateIndices(4);
    tensor.data.fill(2);
    indices.data.fill(3);
    const others = Array.from({ length: 20 }, () => kernels.allocate(MEGABYTE / 4));
    view.data[0] = 7;
    kernels.add(tensor, tensor);
    expect([...tensor.data.subarray(9, 12)]).toEqual([4, 14, 4]);
    expect([...indices.data]).toEqual([3, 3, 3, 3]);
    expect(others.every(({ data }) => data[0] === 0 && data.at(-1) === 0)).toBe(true);
  });
});

describe.each(wasmBackends)('memory of $name', ({ name, create }) => {
  const build = name === 'simd' ? kernelBuilds.simd : kernelBuilds.relaxed;

  it('gives every tensor cache lines of its own', () => {
    const kernels = create();
    const tensors = [1, 3, 100, 17].map((length) => kernels.allocate(length));
    for (const { data } of tensors) expect(data.byteOffset % 64).toBe(0);
    for (const [i, { data }] of tensors.entries()) data.fill(i);
    expect(tensors.map(({ data }) => [...new Set(data)])).toEqual([[0], [1], [2], [3]]);
  });

  it('ends at its limit with a message that says what to do, and its tensors stay usable', () => {
    const kernels = new WasmKernels(build, { name, memoryLimit: 4 * MEGABYTE });
    const tensor = kernels.allocate(MEGABYTE / 4);
    expect(() => kernels.allocate(MEGABYTE)).toThrow(/4 MB is the limit.*smaller hidden size/);
    expect(() => kernels.allocatePacked(2000, 2000)).toThrow(RangeError);
    kernels.fill(tensor, 1);
    expect(kernels.sumOfSquares(tensor)).toBe(MEGABYTE / 4);
  });

  it('extends to the end of the addresses', () => {
    const kernels = create();
    expect(() => kernels.allocate(1.1 * 2 ** 30)).toThrow(/4096 MB is the limit/);
  });

  it('belongs to one instance', () => {
    const [kernels, others] = [create(), create()];
    const [own, foreign] = [kernels.allocate(4), others.allocate(4)];
    expect(() => {
      kernels.add(own, foreign);
    }).toThrow(/other kernels/);
    expect(() => {
      kernels.add(own, { length: 4, data: new Float32Array(4) });
    }).toThrow(/other kernels/);
  });

  it('cannot be used after disposal', () => {
    const kernels = create();
    const tensor = kernels.allocate(4);
    kernels.dispose();
    expect(() => tensor.data).toThrow(/disposed/);
    expect(() => kernels.allocate(1)).toThrow(/disposed/);
  });
});
