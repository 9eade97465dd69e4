import type { OperationName, operandShapes } from '../../src/core/tensor/operand-shapes.ts';

type Shapes<K extends OperationName> = (typeof operandShapes)[K];

type NotTensor =
  'size' | 'number' | 'flag' | `indices ${string}` | `packed ${string}` | `quantized ${string}`;

/** The names of the operands of an operation that are tensors. */
export type TensorOperand<K extends OperationName> = {
  [O in keyof Shapes<K>]: Shapes<K>[O] extends NotTensor ? never : O;
}[keyof Shapes<K>] &
  string;

/** A value for each letter, and for `first`. */
export type Sizes = Readonly<Record<string, number>>;

export interface Shape {
  readonly kind: string;
  readonly dimensions: readonly number[];
  /** For indices in a range: the nearest values outside it, below and above. */
  readonly outside: readonly [number, number] | undefined;
}

/** A shape of the table, like `indices M in -1 V`, with numbers for its letters. */
export function shapeIn(shape: string, sizes: Sizes): Shape {
  const [, kind = 'tensor', letters = '', lowest = '', end = ''] =
    /^(?:(indices|packed|quantized|size|number|flag)(?: |$))?(.*?)(?: in (\S+) (\S+))?$/.exec(shape) ?? [];
  const value = (term: string) => Number(/^\d+/.exec(term)?.[0] ?? 1) * sizes[term.replace(/^\d+/, '')];
  return {
    kind,
    dimensions: letters
      .split(' ')
      .map((sum) => sum.split('+').reduce((total, term) => total + value(term), 0)),
    outside: end === '' ? undefined : [Number(lowest) - 1, sizes[end]],
  };
}

export function elementsOf({ dimensions }: Pick<Shape, 'dimensions'>): number {
  return dimensions.reduce((product, dimension) => product * dimension, 1);
}
