import { OutOfMemoryError } from '../../core/base/out-of-memory.ts';
import { parameterLayout } from '../../core/model/parameters.ts';
import type { ModelShape } from '../../core/model/model-shape.ts';
import { stateLayout } from '../../core/model/recurrent-state.ts';
import type { Replica } from '../../core/training/replica.ts';
import type { TrainingOptions } from '../../core/training/training-options.ts';
import type { Kernels, Tensor } from '../../core/tensor/kernels.ts';

/** What the threads of a run that is trained in replicas share. P parameters, M = T · B tokens a batch. */
export interface SharedReplicas {
  readonly count: number;
  /** Int32, by `Signal`. */
  readonly signals: SharedArrayBuffer;
  /** Int32 (3, M): inputs, targets and clears of the batch in hand. */
  readonly batch: SharedArrayBuffer;
  /** Float64 (1 + 2 · count): the progress of the schedule, then everyone's losses, of even and of odd steps. */
  readonly scalars: SharedArrayBuffer;
  /** Float32 (P): parameters to take up. */
  readonly parameters: SharedArrayBuffer;
  /** Float32 (count, S): the states of everyone's lanes, S numbers being room for all lanes. */
  readonly states: SharedArrayBuffer;
  /** Float32 (2, count, P): everyone's gradients, of even and of odd steps. */
  readonly gradients: SharedArrayBuffer;
}

/** Places in `signals`. */
export const Signal = { orders: 0, order: 1, arrived: 2, meetings: 3, outOfMemory: 4 } as const;

/** What the first replica orders the others to do. */
export const Order = { step: 1, stepFromClearState: 2, load: 3, tellStates: 4, end: 5 } as const;

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

/** Looks at a signal before a thread goes to sleep: a step apart they are mostly there already. */
const LOOKS = 2000;
/** Milliseconds without an answer after which another thread is given up. */
const PATIENCE = 60_000;

/** Waits while a signal is still `value`. Throws when nothing comes for too long, unless `forever`. */
export function waitWhile(signals: Int32Array, at: number, value: number, forever = false): void {
  for (let look = 0; look < LOOKS; look++) if (Atomics.load(signals, at) !== value) return;
  while (Atomics.load(signals, at) === value) {
    if (Atomics.wait(signals, at, value, forever ? Infinity : PATIENCE) === 'timed-out') {
      throw new Error('A thread that trains beside this one no longer answers.');
    }
  }
}

/** The meeting of all replicas, seen from one of them. */
export class SharedReplica implements Replica {
  readonly index: number;
  readonly count: number;
  readonly #kernels: Kernels;
  readonly #signals: Int32Array;
  readonly #losses: readonly Float64Array[];
  readonly #slots: readonly (readonly Float32Array[])[];
  readonly #other: Tensor; // (P)
  #steps = 0;

  /** `kernels` are those of the gradients that `sum` will be given. */
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

  /** There are two sets of slots, so that who still reads those of one step is not overtaken by the next. */
  sum(gradients: Tensor, loss: number): number {
    const parity = this.#steps++ % 2;
    const [slots, losses] = [this.#slots[parity], this.#losses[parity]];
    slots[this.index].set(gradients.data);
    losses[this.index] = loss;
    this.meet();
    // a + b = b + a to the last bit: the first two replicas keep their own and add the other's.
    const begun = this.index > 1 ? 0 : this.index;
    if (begun !== this.index) gradients.data.set(slots[begun]);
    for (const [r, slot] of slots.entries()) {
      if (r === begun) continue;
      this.#other.data.set(slot);
      this.#kernels.add(gradients, this.#other);
    }
    return losses.reduce((sum, each) => sum + each, 0);
  }

  /** Waits until every replica has come here. Throws where one of them has left for want of memory. */
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

/** Called by a replica that has too little memory and takes no further part. Those that wait for it wait no longer. */
export function leaveOutOfMemory({ signals: buffer }: SharedReplicas): void {
  const signals = new Int32Array(buffer);
  Atomics.store(signals, Signal.outOfMemory, 1);
  Atomics.add(signals, Signal.meetings, 1);
  Atomics.notify(signals, Signal.meetings);
}

/** Where the replica of an index says what its lanes carry. */
export function statesOf({ states, count }: SharedReplicas, index: number): Float32Array {
  const S = states.byteLength / (4 * count);
  return new Float32Array(states, 4 * index * S, S);
}
