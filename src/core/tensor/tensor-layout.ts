import type { Tensor } from './kernels.ts';

/** Tensors by name, outside any `Kernels`, to be stored, sent or compared. Iterates in the order of the layout. */
export type NamedTensors = ReadonlyMap<string, NamedTensor>;

export interface NamedTensor {
  readonly shape: readonly number[];
  /** Row-major. */
  readonly data: Float32Array;
}

/** The place of one named tensor in a block. */
export interface Slot {
  readonly name: string;
  readonly shape: readonly number[];
  readonly offset: number;
  readonly length: number;
}

/** A block of numbers divided into named tensors, one after the other, without gaps. */
export interface TensorLayout {
  readonly slots: readonly Slot[];
  readonly length: number;
}

export function layOut(shapes: readonly (readonly [name: string, shape: readonly number[]])[]): TensorLayout {
  const slots: Slot[] = [];
  let offset = 0;
  for (const [name, shape] of shapes) {
    const length = elements(shape);
    slots.push({ name, shape, offset, length });
    offset += length;
  }
  return { slots, length: offset };
}

/** How many numbers a tensor of this shape holds. */
export function elements(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** Copies the tensors out of a block, each under `prefix` and its name. */
export function readTensors(block: Tensor, layout: TensorLayout, prefix = ''): NamedTensors {
  const { data } = block;
  return new Map(
    layout.slots.map(({ name, shape, offset, length }) => [
      prefix + name,
      { shape, data: Float32Array.from(data.subarray(offset, offset + length)) },
    ]),
  );
}

/** Copies tensors, which the caller has checked, into a block. Throws if one is missing or has another size. */
export function writeTensors(block: Tensor, layout: TensorLayout, tensors: NamedTensors, prefix = ''): void {
  const { data } = block;
  for (const { name, offset, length } of layout.slots) {
    const tensor = tensors.get(prefix + name);
    if (tensor?.data.length !== length)
      throw new RangeError(`No tensor ${prefix}${name} of ${length} numbers.`);
    data.set(tensor.data, offset);
  }
}

/** Whether `tensors` are exactly those of the layout, each with its shape and that many numbers. */
export function matchesLayout(layout: TensorLayout, tensors: NamedTensors): boolean {
  return (
    tensors.size === layout.slots.length &&
    layout.slots.every(({ name, shape, length }) => {
      const tensor = tensors.get(name);
      return tensor?.data.length === length && tensor.shape.join() === shape.join();
    })
  );
}

/** Whether every number lies within ±`largest`: whether all are finite, unless it is given. NaN never lies within. */
export function areWithin(tensors: NamedTensors, largest = Number.MAX_VALUE): boolean {
  for (const { data } of tensors.values()) {
    for (const number of data) if (!(Math.abs(number) <= largest)) return false;
  }
  return true;
}
