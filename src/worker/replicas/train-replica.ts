import { parameterLayout } from '../../core/model/parameters.ts';
import type { Kernels } from '../../core/tensor/kernels.ts';
import { readTensors } from '../../core/tensor/tensor-layout.ts';
import type { Batch } from '../../core/text/batch.ts';
import { Trainer } from '../../core/training/trainer.ts';
import type { ReplicaWork } from './replica-team.ts';
import { expectedFailure } from '../expected-failure.ts';
import { leaveOutOfMemory, Order, SharedReplica, Signal, statesOf, waitWhile } from './shared-replicas.ts';

/** Trains a replica beside the first one, whose orders it follows to the end. Blocks its thread until then. */
export function trainReplica(work: ReplicaWork, createKernels: () => Kernels): void {
  try {
    followOrders(work, createKernels());
  } catch (error) {
    if (expectedFailure(error)?.code !== 'out-of-memory') throw error;
    leaveOutOfMemory(work.shared);
  }
}

function followOrders({ shared, index, shape, options, start }: ReplicaWork, kernels: Kernels): void {
  const replica = new SharedReplica(kernels, shared, index);
  const trainer = new Trainer(kernels, shape, options, start, replica);
  const signals = new Int32Array(shared.signals);
  const [progress, batch] = [new Float64Array(shared.scalars, 0, 1), batchIn(shared.batch)];
  const parameters = new Float32Array(shared.parameters);
  for (let obeyed = 0; ; obeyed++) {
    waitWhile(signals, Signal.orders, obeyed, true);
    const order = Atomics.load(signals, Signal.order);
    if (order === Order.end) break;
    if (order === Order.stepFromClearState) trainer.resetState();
    if (order === Order.step || order === Order.stepFromClearState) trainer.step(batch, progress[0]);
    if (order === Order.load) {
      const tensors = { data: parameters, length: parameters.length };
      trainer.loadParameters(readTensors(tensors, parameterLayout(shape)));
      replica.meet();
    }
    if (order === Order.reportStates) {
      let end = 0;
      for (const { data } of trainer.states().values()) {
        statesOf(shared, index).set(data, end);
        end += data.length;
      }
      replica.meet();
    }
  }
  trainer.dispose();
}

function batchIn(shared: SharedArrayBuffer): Batch {
  const M = shared.byteLength / (4 * 3);
  const part = (i: number): Int32Array => new Int32Array(shared, 4 * i * M, M);
  return { inputs: part(0), targets: part(1), clears: part(2) };
}
