import type { Indices, Kernels, QuantizedRows, Tensor } from '../core/tensor/kernels.ts';
import type { OperationName } from '../core/tensor/operand-shapes.ts';
import { type Frame, type Need, operandPlan, type OperandPlan } from './operand-plan.ts';

/** Adam has the most operands, ten. No operation has more than three sizes that are not among its operands. */
const FRAME_LENGTH = 13;

/**
 * Returns `run` with a check of its operands against `operandShapes` before it. An operand that is too short, or an
 * index out of range, throws a RangeError before any number is touched.
 *
 * `run` is called with the operands, each block of memory replaced by what `lower` makes of it, and then with the sizes
 * that were found.
 *
 * Predicting a token takes dozens of operations, so a call makes no array. It has ten parameters instead of a list, and
 * all calls of an operation use the same frame, since they never overlap.
 */
export function checkedOperation<K extends OperationName>(
  name: K,
  run: (...operands: never[]) => unknown,
  lower: (block: unknown) => unknown = (block) => block,
): Kernels[K] {
  const plan = operandPlan(name);
  const frame: Frame = new Array<unknown>(FRAME_LENGTH).fill(undefined);
  const runWith = run as (...operands: unknown[]) => unknown;
  const operation = (
    a?: unknown,
    b?: unknown,
    c?: unknown,
    d?: unknown,
    e?: unknown,
    f?: unknown,
    g?: unknown,
    h?: unknown,
    i?: unknown,
    j?: unknown,
  ): unknown => {
    frame[0] = a;
    frame[1] = b;
    frame[2] = c;
    frame[3] = d;
    frame[4] = e;
    frame[5] = f;
    frame[6] = g;
    frame[7] = h;
    frame[8] = i;
    frame[9] = j;
    check(name, plan, frame);
    for (const at of plan.blocks) frame[at] = lower(frame[at]);
    return runWith(...frame);
  };
  // The compiler cannot know that these parameters are those of the operation. The table does.
  return operation as Kernels[K];
}

function check(name: OperationName, { found, needs }: OperandPlan, frame: Frame): void {
  for (const { at, find } of found) frame[at] = find(frame);
  for (const need of needs) {
    const { at, factor, rows, columns, range } = need;
    const wanted =
      factor * (frame[rows] as number) * (columns === undefined ? 1 : (frame[columns] as number));
    const given = need.isQuantized ? (frame[at] as QuantizedRows).M : (frame[at] as Tensor).length;
    if (!(need.exactly ? given === wanted : given >= wanted)) throw misfit(name, need, wanted, given);
    if (range) requireIndices(frame[at] as Indices, wanted, range.lowest, frame[range.end] as number);
  }
}

function misfit(
  name: OperationName,
  { operand, isQuantized }: Need,
  wanted: number,
  given: number,
): RangeError {
  const unit = isQuantized ? 'rows' : 'elements';
  return new RangeError(`${name} needs ${wanted} ${unit} of ${operand} and was given ${given}.`);
}

/** The first `count` indices must be in [lowest, end). */
function requireIndices({ data }: Indices, count: number, lowest: number, end: number): void {
  for (let i = 0; i < count; i++) {
    const index = data[i];
    if (index < lowest || index >= end) {
      throw new RangeError(`Index ${index} at place ${i} is outside [${lowest}, ${end}).`);
    }
  }
}
