import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../scripts/paths.ts';
import type { Indices, Kernels, Tensor } from '../../src/core/tensor/kernels.ts';
import { type OperationName, operandShapes } from '../../src/core/tensor/operand-shapes.ts';
import { backends } from './backends.ts';
import { elementsOf, shapeIn } from './operands.ts';

/** All different, so that a mistaken letter is seen. */
const sizes = { B: 2, H: 3, M: 4, K: 5, N: 6, V: 7, n: 8, first: 9, R: 10 };
const BEFORE = 7;

const names = Object.keys(operandShapes) as OperationName[];
const shapesOf = (name: OperationName) => Object.entries<string>(operandShapes[name]);

/** An operand of this shape, without `missing` of its elements or rows. Tensors are filled with `BEFORE`. */
function operand(kernels: Kernels, name: string, shape: string, missing = 0): unknown {
  if (shape === 'size') return sizes[name as keyof typeof sizes];
  if (shape === 'number') return 0.5;
  if (shape === 'flag') return true;
  const { kind, dimensions } = shapeIn(shape, sizes);
  const [rows, columns] = dimensions as [number, number];
  if (kind === 'packed') return kernels.allocatePacked(rows, columns);
  if (kind === 'quantized') return kernels.allocateQuantized(rows - missing, columns);
  const length = elementsOf({ dimensions }) - missing;
  if (kind === 'indices') return kernels.allocateIndices(length);
  const tensor = kernels.allocate(length);
  tensor.data.fill(BEFORE);
  return tensor;
}

function operands(kernels: Kernels, name: OperationName, short?: string): unknown[] {
  return shapesOf(name).map(([each, shape]) => operand(kernels, each, shape, each === short ? 1 : 0));
}

function call(kernels: Kernels, name: OperationName, given: readonly unknown[]): unknown {
  return (kernels[name] as (...operands: readonly unknown[]) => unknown)(...given);
}

function expectUntouched(given: readonly unknown[]): void {
  const tensors = given.filter((each) => typeof each === 'object' && each !== null && 'data' in each);
  for (const { data } of tensors as (Tensor | Indices)[]) {
    if (!(data instanceof Int32Array)) expect([...data]).toEqual(new Array(data.length).fill(BEFORE));
  }
}

/** Packed matrices and single vectors cannot be too short, since they determine the sizes. */
function canBeShort(name: OperationName, shape: string): boolean {
  const vectors = shapesOf(name).filter(([, each]) => each === 'n');
  return !/^(?:size|number|flag|packed .*)$/.test(shape) && !(shape === 'n' && vectors.length === 1);
}

const shortenings = names.flatMap((name) =>
  shapesOf(name).flatMap(([short, shape]) => (canBeShort(name, shape) ? [{ name, short }] : [])),
);
const ranges = names.flatMap((name) =>
  shapesOf(name).flatMap(([, shape], at) => {
    const { outside } = shapeIn(shape, sizes);
    return (outside ?? []).map((index) => ({ name, at, index }));
  }),
);

describe.each(backends)('operands on $name', (backend) => {
  it.each(names)('of %s are taken when they have their shapes', (name) => {
    const kernels = backend.create();
    expect(() => call(kernels, name, operands(kernels, name))).not.toThrow();
  });

  it.each(shortenings)(
    'of $name are refused before any number is touched: $short too short',
    ({ name, short }) => {
      const kernels = backend.create();
      const given = operands(kernels, name, short);
      expect(() => call(kernels, name, given)).toThrow(RangeError);
      expectUntouched(given);
    },
  );

  it.each(ranges)(
    'of $name are refused before any number is touched: index $index',
    ({ name, at, index }) => {
      const kernels = backend.create();
      const given = operands(kernels, name);
      (given[at] as Indices).data[sizes.M - 1] = index;
      expect(() => call(kernels, name, given)).toThrow(RangeError);
      expectUntouched(given);
    },
  );
});

it('the table has the parameters of the interface, in their order', () => {
  const source = readFileSync(join(root, 'src/core/tensor/kernels.ts'), 'utf8');
  const kinds: Readonly<Record<string, RegExp>> = {
    Tensor: /^(?!indices|packed|quantized|size|number|flag)/,
    Indices: /^indices /,
    PackedMatrix: /^packed /,
    QuantizedRows: /^quantized /,
    number: /^(?:size|number)$/,
    boolean: /^flag$/,
  };
  const methods = [...source.matchAll(/^ {2}(\w+)\(([^)]*)\): /gm)].map(([, name = '', list = '']) => ({
    name,
    parameters: [...list.matchAll(/(\w+): (\w+)/g)].map(([, parameter, type]) => ({ parameter, type })),
  }));
  const operations = methods.filter(({ name }) => name in operandShapes);
  expect(operations.map(({ name }) => name)).toEqual(names);
  for (const { name, parameters } of operations) {
    const shapes = shapesOf(name as OperationName);
    expect(parameters.map(({ parameter }) => parameter)).toEqual(shapes.map(([each]) => each));
    for (const [i, { type }] of parameters.entries()) expect(shapes[i]?.[1]).toMatch(kinds[type]);
  }
});
