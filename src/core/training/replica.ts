import type { NamedTensors } from '../tensor/tensor-layout.ts';
import type { Tensor } from '../tensor/kernels.ts';
import type { Batch } from '../text/batch.ts';

/**
 * One of several copies of a model that are trained side by side, each on lanes of its own of every batch (synchronous data
 * parallelism). They begin with the same parameters and move them by the same sum of gradients, so that they stay equal.
 */
export interface Replica {
  /** Which of the copies this is, from 0. */
  readonly index: number;
  /** How many there are. */
  readonly count: number;
  /**
   * Makes `gradients` the sum of those of all replicas, added in their order, and returns the sum of their losses. Waits
   * for them.
   */
  readonly sum: (gradients: Tensor, loss: number) => number;
}

/** The only copy. */
export const alone: Replica = { index: 0, count: 1, sum: (_gradients, loss) => loss };

/** The lanes [from, to) of a batch's B. */
export interface Lanes {
  readonly from: number;
  readonly to: number;
}

/** Which lanes a replica trains: all of them are shared out, as evenly as they can be. */
export function lanesOf({ index, count }: Pick<Replica, 'index' | 'count'>, B: number): Lanes {
  return { from: Math.floor((index * B) / count), to: Math.floor(((index + 1) * B) / count) };
}

/** Some lanes of a batch of B, as a batch of their own. */
export function takeLanes(batch: Batch, B: number, { from, to }: Lanes): Batch {
  if (from === 0 && to === B) return batch;
  const take = (rows: Int32Array): Int32Array => {
    const T = rows.length / B;
    const taken = new Int32Array(T * (to - from));
    for (let t = 0; t < T; t++) taken.set(rows.subarray(t * B + from, t * B + to), t * (to - from));
    return taken;
  };
  return { inputs: take(batch.inputs), targets: take(batch.targets), clears: take(batch.clears) };
}

/** The rows of some lanes of states (B, H), under the same names. */
export function statesOfLanes(
  states: NamedTensors,
  names: Iterable<string>,
  { from, to }: Lanes,
): NamedTensors {
  const taken = new Map<string, { shape: number[]; data: Float32Array }>();
  for (const name of names) {
    const state = states.get(name);
    const [, H = 0] = state?.shape ?? [];
    if (state) taken.set(name, { shape: [to - from, H], data: state.data.slice(from * H, to * H) });
  }
  return taken;
}

/** The inverse: the states of all lanes, from those of each replica, in their order. */
export function joinStates(parts: readonly NamedTensors[]): NamedTensors {
  const [first = new Map<string, never>()] = parts;
  return new Map(
    [...first.keys()].map((name) => {
      const rows = parts.map((part) => part.get(name));
      const H = rows[0]?.shape[1] ?? 0;
      const data = Float32Array.from(rows.flatMap((each) => [...(each?.data ?? [])]));
      return [name, { shape: [data.length / H, H], data }];
    }),
  );
}
