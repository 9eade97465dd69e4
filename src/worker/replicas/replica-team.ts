import type { ModelShape } from '../../core/model/model-shape.ts';
import { parameterLayout } from '../../core/model/parameters.ts';
import { stateLayout } from '../../core/model/recurrent-state.ts';
import type { Kernels } from '../../core/tensor/kernels.ts';
import type { NamedTensors, TensorLayout } from '../../core/tensor/tensor-layout.ts';
import { readTensors, writeTensors } from '../../core/tensor/tensor-layout.ts';
import type { Batch } from '../../core/text/batch.ts';
import { lanesOf } from '../../core/training/replica.ts';
import type { TrainerStart } from '../../core/training/trainer.ts';
import type { TrainingOptions } from '../../core/training/training-options.ts';
import { Order, type SharedReplica, type SharedReplicas, Signal, statesOf } from './shared-replicas.ts';

/** What a thread needs to train a replica beside the first one. */
export interface ReplicaWork {
  readonly shared: SharedReplicas;
  readonly index: number;
  readonly shape: ModelShape;
  readonly options: TrainingOptions;
  readonly start: TrainerStart;
  /** The same in all replicas, since only the same kernels give the same parameters. */
  readonly kernels: Kernels['name'];
}

export interface ReplicaThread {
  terminate(): void;
}

/** The other replicas, as the first one sees them: its thread leads, and they do what it does. */
export class ReplicaTeam {
  readonly #shared: SharedReplicas;
  readonly #own: SharedReplica;
  readonly #threads: readonly ReplicaThread[];
  readonly #signals: Int32Array;
  readonly #parameterLayout: TensorLayout;
  readonly #stateLayouts: readonly TensorLayout[];

  /** Starts the other threads. `first`: the replica of this thread. */
  constructor(
    first: SharedReplica,
    work: Omit<ReplicaWork, 'index'>,
    startThread: (work: ReplicaWork) => ReplicaThread,
  ) {
    const { shared } = work;
    this.#shared = shared;
    this.#own = first;
    this.#signals = new Int32Array(shared.signals);
    this.#parameterLayout = parameterLayout(work.shape);
    const others = Array.from({ length: shared.count - 1 }, (_, i) => i + 1);
    this.#stateLayouts = others.map((index) => {
      const { from, to } = lanesOf({ index, count: shared.count }, work.options.batch);
      return stateLayout(work.shape, to - from);
    });
    this.#threads = others.map((index) => startThread({ ...work, index }));
  }

  /** Makes the others do the step that the first one does next. */
  step({ inputs, targets, clears }: Batch, progress: number, fromClearState: boolean): void {
    const batch = new Int32Array(this.#shared.batch);
    batch.set(inputs);
    batch.set(targets, inputs.length);
    batch.set(clears, 2 * inputs.length);
    new Float64Array(this.#shared.scalars)[0] = progress;
    this.#order(fromClearState ? Order.stepFromClearState : Order.step);
  }

  /** Gives the others these parameters. */
  load(parameters: NamedTensors): void {
    const data = new Float32Array(this.#shared.parameters);
    writeTensors({ data, length: data.length }, this.#parameterLayout, parameters);
    this.#order(Order.load);
    this.#own.meet();
  }

  /** The states that the lanes of the others carry, in the order of the replicas. */
  states(): readonly NamedTensors[] {
    this.#order(Order.reportStates);
    this.#own.meet();
    return this.#stateLayouts.map((layout, i) => {
      const data = statesOf(this.#shared, i + 1);
      return readTensors({ data, length: data.length }, layout);
    });
  }

  dispose(): void {
    this.#order(Order.end);
    for (const thread of this.#threads) thread.terminate();
  }

  #order(order: number): void {
    Atomics.store(this.#signals, Signal.order, order);
    Atomics.add(this.#signals, Signal.orders, 1);
    Atomics.notify(this.#signals, Signal.orders);
  }
}
