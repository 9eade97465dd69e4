import { textStart } from './file-header.ts';
import { FILE_TOKEN } from './tokenizer.ts';

/**
 * What one training step reads: a window of T tokens in each of B lanes. Each array has T · B numbers in time-major
 * order, so that position t of lane b is at t · B + b.
 */
export interface Batch {
  /** The token that the model reads. */
  readonly inputs: Int32Array;
  /** The token that comes next, which the model is to predict; −1 where there is nothing to learn. */
  readonly targets: Int32Array;
  /** 1 where a file begins, which clears the state that enters this position. Else 0. */
  readonly clears: Int32Array;
}

/** A stream of tokens, and what is to be predicted after each. Windows are cut from it. */
export interface Lane {
  readonly inputs: Int32Array;
  /** As in `Batch`. */
  readonly targets: Int32Array;
}

export function newBatch(T: number, B: number): Batch {
  return {
    inputs: new Int32Array(T * B),
    targets: new Int32Array(T * B),
    clears: new Int32Array(T * B),
  };
}

/**
 * Fills a batch with the tokens [from, from + T) of B lanes. Past the end of a lane the inputs are FILE, and
 * there is nothing to predict.
 */
export function fillBatch({ inputs, targets, clears }: Batch, lanes: readonly Lane[], from: number): void {
  const B = lanes.length;
  const T = inputs.length / B;
  for (const [b, lane] of lanes.entries()) {
    for (let t = 0; t < T; t++) {
      const to = t * B + b;
      const input = lane.inputs[from + t] ?? FILE_TOKEN;
      inputs[to] = input;
      targets[to] = lane.targets[from + t] ?? -1;
      clears[to] = input === FILE_TOKEN ? 1 : 0;
    }
  }
}

/**
 * The targets (N − 1) of a file's N tokens but the last: the next token or, in the header, −1, since the path is given.
 */
export function targetsIn(tokens: Int32Array): Int32Array {
  return tokens.slice(1).fill(-1, 0, Math.max(0, textStart(tokens) - 1));
}

/** How many of a batch's targets there are to learn: those that are not −1. */
export function countLearned(targets: Int32Array): number {
  return targets.reduce((count, target) => (target < 0 ? count : count + 1), 0);
}
