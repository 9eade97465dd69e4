import { OutOfMemoryError } from '../../core/base/out-of-memory.ts';
import { parameterLayout } from '../../core/model/parameters.ts';
import type { ModelShape } from '../../core/model/model-shape.ts';
import { stateLayout } from '../../core/model/recurrent-state.ts';
import type { Replica } from '../../core/training/replica.ts';
import type { TrainingOptions } from '../../core/training/training-options.ts';
import type { Kernels, Tensor } from '../../core/tensor/kernels.ts';

/** The memory that the threads of a run share: for P parameters and batches of M = T · B tokens. */
export interface SharedReplicas {
  readonly count: number;
  /** Int32, one number for each `Signal`. */
  readonly signals: SharedArrayBuffer;
  /** Int32 (3, M): inputs, targets and clears of the current batch. */
  readonly batch: SharedArrayBuffer;
  /**
   * Float64 (1 + 2 · count): the progress of the schedule, then the losses of all replicas in even and in odd steps.
   */
  readonly scalars: SharedArrayBuffer;
  /** Float32 (P): the parameters of `Order.load`. */
  readonly parameters: SharedArrayBuffer;
  /** Float32 (count, S): the states of each replica's lanes. S numbers have room for all lanes. */
  readonly states: SharedArrayBuffer;
  /** Float32 (2, count, P): the gradients of all replicas in even and in odd steps. */
  readonly gradients: SharedArrayBuffer;
}

/** Places in `signals`. */
export const Signal = { orders: 0, order: 1, arrived: 2, meetings: 3, outOfMemory: 4 } as const;

/** What the first replica can order the others to do. */
export const Order = { step: 1, stepFromClearState: 2, load: 3, reportStates: 4, end: 5 } as const;

export function shareReplicas(
  count: number,
  shape: ModelShape,
  { batch: B, window: T }: TrainingOptions,
): SharedReplicas {
  const { length: P } = parameterLayout(shape);
  const { length: S } = stateLayout(shape, B);

  return {
    count,
    signals: new SharedArrayBuffer(4 * Object.keys(Signal).length),
    batch: new SharedArrayBuffer(4 * 3 * T * B),
    scalars: new SharedArrayBuffer(8 * (1 + 2 * count)),
    parameters: new SharedArrayBuffer(4 * P),
    states: new SharedArrayBuffer(4 * count * S),
    gradients: new SharedArrayBuffer(4 * 2 * count * P),
  };
}

/** How often a thread looks at a signal before it sleeps. In the middle of a run most signals come sooner. */
const LOOKS = 2000;
/** Milliseconds to wait for another thread before giving up. */
const PATIENCE = 60_000;

/** Waits while a signal is still `value`. Unless `forever`, throws if that takes too long. */
export function waitWhile(signals: Int32Array, at: number, value: number, forever = false): void {
  for (let look = 0; look < LOOKS; look++) if (Atomics.load(signals, at) !== value) return;
  while (Atomics.load(signals, at) === value) {
    if (Atomics.wait(signals, at, value, forever ? Infinity : PATIENCE) === 'timed-out') {
      throw new Error('Another training thread no longer answers.');
    }
  }
}

/** One of the replicas that meet at each step to add up their gradients. */
export class SharedReplica implements Replica {
  readonly index: number;
  readonly count: number;
  readonly #kernels: Kernels;
  readonly #signals: Int32Array;
  readonly #losses: readonly Float64Array[];
  readonly #slots: readonly (readonly Float32Array[])[];
  readonly #other: Tensor; // (P): the gradients of another replica
  #steps = 0;

  /** `kernels`: those of the gradients that `sum` is called with. */
  constructor(kernels: Kernels, { count, signals, scalars, gradients }: SharedReplicas, index: number) {
    this.index = index;
    this.count = count;
    this.#kernels = kernels;
    this.#signals = new Int32Array(signals);
    this.#losses = [0, 1].map((parity) => new Float64Array(scalars, 8 * (1 + parity * count), count));
    const P = gradients.byteLength / (4 * 2 * count);
    this.#slots = [0, 1].map((parity) =>
      Array.from({ length: count }, (_, r) => new Float32Array(gradients, 4 * (parity * count + r) * P, P)),
    );
    this.#other = kernels.allocate(P);
  }

  /**
   * Even and odd steps have slots of their own, so that a replica may still read while another begins the next step.
   */
  sum(gradients: Tensor, loss: number): number {
    const parity = this.#steps++ % 2;
    const [slots, losses] = [this.#slots[parity], this.#losses[parity]];
    slots[this.index].set(gradients.data);
    losses[this.index] = loss;
    this.meet();
    // Since a + b is b + a to the last bit, the first two replicas keep their own gradients and add each other's.
    const begun = this.index > 1 ? 0 : this.index;
    if (begun !== this.index) gradients.data.set(slots[begun]);
    for (const [r, slot] of slots.entries()) {
      if (r === begun) continue;
      this.#other.data.set(slot);
      this.#kernels.add(gradients, this.#other);
    }
    return losses.reduce((sum, each) => sum + each, 0);
  }

  /** Waits until every replica has come here. Throws an `OutOfMemoryError` if one of them has had too little memory. */
  meet(): void {
    const meetings = Atomics.load(this.#signals, Signal.meetings);
    this.#requireAll();
    if (Atomics.add(this.#signals, Signal.arrived, 1) < this.count - 1) {
      waitWhile(this.#signals, Signal.meetings, meetings);
      this.#requireAll();
      return;
    }
    Atomics.store(this.#signals, Signal.arrived, 0);
    Atomics.add(this.#signals, Signal.meetings, 1);
    Atomics.notify(this.#signals, Signal.meetings);
  }

  #requireAll(): void {
    if (Atomics.load(this.#signals, Signal.outOfMemory) === 0) return;
    throw new OutOfMemoryError(
      `There is not enough memory to train on ${this.count} threads. Use fewer threads or a smaller model.`,
    );
  }
}

/** Called by a replica that has too little memory to take part. Those that wait for it stop waiting. */
export function leaveOutOfMemory({ signals: buffer }: SharedReplicas): void {
  const signals = new Int32Array(buffer);
  Atomics.store(signals, Signal.outOfMemory, 1);
  Atomics.add(signals, Signal.meetings, 1);
  Atomics.notify(signals, Signal.meetings);
}

/** The place for the states that the lanes of one replica carry. */
export function statesOf({ states, count }: SharedReplicas, index: number): Float32Array {
  const S = states.byteLength / (4 * count);
  return new Float32Array(states, 4 * index * S, S);
}
