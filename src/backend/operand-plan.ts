import type { PackedMatrix, QuantizedRows } from '../core/tensor/kernels.ts';
import { type OperationName, operandShapes } from '../core/tensor/operand-shapes.ts';

/** The operands of one call, in their order, then the sizes that are not among them. */
export type Frame = unknown[];

/** One entry of `operandShapes`, prepared for checking calls: each size is now a place in the frame. */
export interface OperandPlan {
  /** The sizes that are not among the operands, in an order in which they can be found. */
  readonly found: readonly FoundSize[];
  readonly needs: readonly Need[];
  /** The places of the blocks of memory. */
  readonly blocks: readonly number[];
}

interface FoundSize {
  readonly at: number;
  readonly find: (frame: Frame) => number;
}

/** What a block must hold: factor · rows · columns elements, or that many rows if it is quantized. */
export interface Need {
  readonly operand: string;
  readonly at: number;
  readonly isQuantized: boolean;
  /** Whether the block may not hold more. */
  readonly exactly: boolean;
  readonly factor: number;
  readonly rows: number;
  /** Undefined for one dimension. */
  readonly columns: number | undefined;
  /** For indices: those that are needed are at least `lowest` and less than the size at `end`. */
  readonly range: { readonly lowest: number; readonly end: number } | undefined;
}

export function operandPlan(name: OperationName): OperandPlan {
  const shapes = Object.entries<string>(operandShapes[name]);
  const blocks = shapes.flatMap(([operand, shape], at) => parseBlock(operand, shape, at) ?? []);
  const sizes = new Sizes(shapes);
  for (const { at, kind, rows, columns } of blocks) {
    if (kind === 'packed') sizes.find(rows, (frame) => (frame[at] as PackedMatrix).K);
    if (kind === 'packed' || kind === 'quantized') {
      sizes.find(columns, (frame) => (frame[at] as PackedMatrix | QuantizedRows).N);
    }
  }
  const counted = blocks.filter(({ kind, rows }) => kind === 'tensor' && !sizes.has(rows));
  for (const { at, rows, columns } of counted) {
    const row = columns === '' ? undefined : sizes.place(columns);
    sizes.find(rows, (frame) => {
      const { length } = frame[at] as { readonly length: number };
      return row === undefined ? length : wholeRows(length, frame[row] as number);
    });
  }
  const needs = blocks
    .filter(({ kind }) => kind !== 'packed')
    .map((block) => needOf(block, sizes, counted.includes(block)));
  return { found: sizes.found, needs, blocks: blocks.map(({ at }) => at) };
}

function wholeRows(length: number, row: number): number {
  return row === 0 ? 0 : Math.floor(length / row);
}

function needOf(block: Block, sizes: Sizes, exactly: boolean): Need {
  const { operand, at, kind, factor, rows, columns, lowest, end } = block;
  const isQuantized = kind === 'quantized';
  return {
    operand,
    at,
    isQuantized,
    exactly,
    factor,
    rows: sizes.place(rows),
    columns: isQuantized || columns === '' ? undefined : sizes.place(columns),
    range: end === '' ? undefined : { lowest, end: sizes.place(end) },
  };
}

/** The shape of one block of memory. Sizes that it does not have are empty. */
interface Block {
  readonly operand: string;
  readonly at: number;
  readonly kind: string;
  readonly factor: number;
  readonly rows: string;
  readonly columns: string;
  readonly lowest: number;
  readonly end: string;
}

const scalarPattern = /^(?:size|number|flag)$/;
const blockPattern = /^(?:(indices|packed|quantized) )?(\d*)(\S+)(?: (\d*)(\S+))??(?: in (\S+) (\S+))?$/;

function parseBlock(operand: string, shape: string, at: number): Block | undefined {
  if (scalarPattern.test(shape)) return undefined;
  const parts = blockPattern.exec(shape) ?? [];
  const [, kind = 'tensor', times = '', rows = '', timesInner = '', columns = '', lowest, end = ''] = parts;
  const factor = Number(times || 1) * Number(timesInner || 1);
  return { operand, at, kind, factor, rows, columns, lowest: Number(lowest), end };
}

/** Where the sizes of one operation are in its frame. */
class Sizes {
  readonly found: FoundSize[] = [];
  readonly #places = new Map<string, number>();
  readonly #operands: number;

  constructor(shapes: readonly (readonly [operand: string, shape: string])[]) {
    this.#operands = shapes.length;
    for (const [at, [operand, shape]] of shapes.entries()) {
      if (shape === 'size') this.#places.set(operand, at);
    }
  }

  has(size: string): boolean {
    return this.#places.has(size);
  }

  /** Lets `find` give the size in each call, unless something gives it already. */
  find(size: string, find: FoundSize['find']): void {
    if (this.has(size)) return;
    const at = this.#operands + this.found.length;
    this.#places.set(size, at);
    this.found.push({ at, find });
  }

  place(size: string): number {
    const [first = '', second = ''] = size.split('+');
    if (second !== '') {
      const [a, b] = [this.place(first), this.place(second)];
      this.find(size, (frame) => (frame[a] as number) + (frame[b] as number));
    }
    const at = this.#places.get(size);
    if (at === undefined) throw new RangeError(`Nothing gives the size ${size}.`);
    return at;
  }
}
