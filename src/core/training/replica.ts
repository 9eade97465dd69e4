import type { NamedTensors } from '../tensor/tensor-layout.ts';
import type { Tensor } from '../tensor/kernels.ts';
import type { Batch } from '../text/batch.ts';

/**
 * One of several copies of a model that are trained side by side, each on its own lanes of every batch (synchronous
 * data parallelism). All begin with the same parameters and update them by the same sum of gradients, so they stay
 * equal.
 */
export interface Replica {
  /** Which of the copies this is, from 0. */
  readonly index: number;
  /** How many there are. */
  readonly count: number;
  /**
   * Waits for all replicas. Then makes `gradients` the sum of theirs, added in the order of the replicas, and returns
   * the sum of their losses.
   */
  readonly sum: (gradients: Tensor, loss: number) => number;
}

/** The only copy, where nothing is trained side by side. */
export const alone: Replica = { index: 0, count: 1, sum: (_gradients, loss) => loss };

/** The lanes [from, to) of a batch's B. */
export interface Lanes {
  readonly from: number;
  readonly to: number;
}

/** Which of B lanes a replica trains. All lanes are shared out, as evenly as possible. */
export function lanesOf({ index, count }: Pick<Replica, 'index' | 'count'>, B: number): Lanes {
  return { from: Math.floor((index * B) / count), to: Math.floor(((index + 1) * B) / count) };
}

/** Some of the B lanes of a batch, as a batch of their own. */
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

/** The rows of some lanes from states (B, H), under the same names. */
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

/** The inverse: the states of all lanes, from those of each replica in the order of the replicas. */
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
