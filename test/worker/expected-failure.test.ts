import { describe, expect, it } from 'vitest';
import { WasmKernels } from '../../src/backend/wasm-kernels.ts';
import { expectedFailure } from '../../src/worker/expected-failure.ts';
import { kernelBuilds } from '../kernels/backends.ts';

/** What some work throws; undefined where it throws nothing. */
function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('running out of memory is a failure, not a bug', () => {
  const megabyte = 2 ** 20;
  const kernels = new WasmKernels(kernelBuilds.simd, { name: 'simd', memoryLimit: 4 * megabyte });

  it('says what the kernels need and how much there is', () => {
    const failure = expectedFailure(thrownBy(() => kernels.allocate(megabyte)));
    expect(failure).toMatchObject({ code: 'out-of-memory' });
    expect(failure?.message).toMatch(/needs 5 MB of memory or more, and 4 MB is the limit\. Choose /);
  });

  it.each<[string, () => unknown]>([
    ['an array', () => new Float32Array(2 ** 40)],
    ['an array that is longer than any may be', () => new Float32Array(2 ** 53)],
    ['a buffer', () => new ArrayBuffer(2 ** 40)],
    ['a shared buffer', () => new SharedArrayBuffer(2 ** 40)],
  ])('is recognised where the engine refuses %s', (_, allocate) => {
    expect(expectedFailure(thrownBy(allocate))).toMatchObject({ code: 'out-of-memory' });
  });

  it.each<[string, () => unknown]>([
    ['a negative length', () => new Float32Array(-1)],
    ['a view beyond its buffer', () => new Float32Array(new ArrayBuffer(8), 0, 10)],
    ['an invariant', () => kernels.view(kernels.allocate(4), 2, 4)],
    [
      'a full map',
      () => {
        throw new RangeError('Map maximum size exceeded');
      },
    ],
  ])('is not what breaks with %s', (_, work) => {
    const thrown = thrownBy(work);
    expect(thrown).toBeDefined();
    expect(expectedFailure(thrown)).toBeUndefined();
  });
});
