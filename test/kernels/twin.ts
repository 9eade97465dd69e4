import { expect } from 'vitest';
import { ReferenceKernels } from '../../src/backend/reference-kernels.ts';
import type { Indices, Kernels, PackedMatrix, Tensor } from '../../src/core/tensor/kernels.ts';
import { type OperationName, operandShapes } from '../../src/core/tensor/operand-shapes.ts';
import { Random } from '../../src/core/tensor/random.ts';
import type { Backend } from './backends.ts';
import { elementsOf, shapeIn, type Sizes, type TensorOperand } from './operands.ts';

/** The same thing in the memory of the kernels under test and of the Float64 reference. */
interface Pair<T> {
  readonly tested: T;
  readonly exact: T;
}

interface PairOfTensors extends Pair<Tensor> {
  /** Memory after the tensor under test, where nothing may be written. */
  readonly fence: Tensor;
}

type Pick = <T>(pair: Pair<T>) => T;

const FENCE_LENGTH = 32;
const FENCE_VALUE = 12345;

/** Kernels under test and the Float64 reference: the same operations on the same numbers. */
export class Twin {
  readonly #tested: Kernels;
  readonly #exact = new ReferenceKernels('float64');
  readonly #random = new Random(1);

  constructor(backend: Backend) {
    this.#tested = backend.create();
  }

  /** The same numbers in both, rounded to Float32; uniform in [−1, 1) unless given. */
  tensor(length: number, value: (i: number) => number = () => this.uniform(-1, 1)): PairOfTensors {
    const block = this.#tested.allocate(length + FENCE_LENGTH);
    const tested = this.#tested.view(block, 0, length);
    const fence = this.#tested.view(block, length, FENCE_LENGTH);
    fence.data.fill(FENCE_VALUE);
    const pair = { tested, exact: this.#exact.allocate(length), fence };
    this.fill(pair, value);
    return pair;
  }

  fill({ tested, exact }: Pair<Tensor>, value: (i: number) => number): void {
    for (let i = 0; i < exact.length; i++) tested.data[i] = exact.data[i] = Math.fround(value(i));
  }

  /** The tensors of an operation by name, each with exactly the length that the operation needs. */
  tensors<K extends OperationName>(name: K, sizes: Sizes): Readonly<Record<TensorOperand<K>, PairOfTensors>> {
    const made: Record<string, PairOfTensors> = {};
    for (const [operand, text] of Object.entries<string>(operandShapes[name])) {
      const shape = shapeIn(text, sizes);
      if (shape.kind === 'tensor') made[operand] = this.tensor(elementsOf(shape));
    }
    return made as Record<TensorOperand<K>, PairOfTensors>;
  }

  indices(values: readonly number[]): Pair<Indices> {
    const tested = this.#tested.allocateIndices(values.length);
    const exact = this.#exact.allocateIndices(values.length);
    tested.data.set(values);
    exact.data.set(values);
    return { tested, exact };
  }

  packed(K: number, N: number): Pair<PackedMatrix> {
    return { tested: this.#tested.allocatePacked(K, N), exact: this.#exact.allocatePacked(K, N) };
  }

  /** Runs `operation` with both kernels, for which `of` picks the tensors. Returns both results. */
  run<R>(operation: (kernels: Kernels, of: Pick) => R): Pair<R> {
    return {
      tested: operation(this.#tested, (pair) => pair.tested),
      exact: operation(this.#exact, (pair) => pair.exact),
    };
  }

  uniform(from: number, to: number): number {
    return from + (to - from) * this.#random.uniform();
  }
}

/** Each number is within `tolerance` · (1 + its size) of the exact one, and nothing is written after the last. */
export function expectClose({ tested, exact, fence }: PairOfTensors, tolerance = 1e-6): void {
  expectWithin({ tested, exact, fence }, (i) => tolerance * (1 + Math.abs(exact.data[i])));
}

/** Each number is within `margin(i)` of the exact one, and nothing is written after the last. */
export function expectWithin({ tested, exact, fence }: PairOfTensors, margin: (i: number) => number): void {
  const { data } = tested;
  const wrong: string[] = [];
  for (let i = 0; i < exact.length; i++) {
    const actual = data[i];
    const wanted = exact.data[i];
    const same = Object.is(actual, wanted) || Math.abs(actual - wanted) <= margin(i);
    if (!same) wrong.push(`[${i}] is ${actual}, not ${wanted}`);
  }
  expect(wrong.slice(0, 10)).toEqual([]);
  expect(fence.data.every((value) => value === FENCE_VALUE)).toBe(true);
}
