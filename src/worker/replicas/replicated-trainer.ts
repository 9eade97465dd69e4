import type { BoundedWork } from '../../core/base/bounded-work.ts';
import type { ModelShape } from '../../core/model/model-shape.ts';
import type { NamedTensors } from '../../core/tensor/tensor-layout.ts';
import type { Batch } from '../../core/text/batch.ts';
import type { TokenizedFile } from '../../core/text/token-stream.ts';
import { Trainer, type StepReport, type TrainerStart } from '../../core/training/trainer.ts';
import type { TrainingOptions } from '../../core/training/training-options.ts';
import type { Platform } from '../platform.ts';
import { ReplicaTeam } from './replica-team.ts';
import { SharedReplica, shareReplicas } from './shared-replicas.ts';

/** The trainer of a run: one on this thread and, where several threads may train, replicas of it on the others. */
export class ReplicatedTrainer {
  readonly #trainer: Trainer;
  readonly #team: ReplicaTeam | undefined;

  /** `threads`: how many may train, this one included. Where threads cannot share memory, only this one does. */
  constructor(
    platform: Platform,
    shape: ModelShape,
    options: TrainingOptions,
    threads: number,
    start: TrainerStart,
  ) {
    const { startReplica } = platform;
    const kernels = platform.createKernels();
    const count = Math.min(threads, options.batch);
    const shared = startReplica && count > 1 ? shareReplicas(count, shape, options) : undefined;
    const first = shared && new SharedReplica(kernels, shared, 0);
    this.#trainer = new Trainer(kernels, shape, options, start, first);
    if (startReplica && shared && first) {
      const work = { shared, shape, options, start, kernels: kernels.name };
      this.#team = new ReplicaTeam(first, work, startReplica);
    }
  }

  /** As `Trainer.steps`. */
  get steps(): number {
    return this.#trainer.steps;
  }

  /** One step of all replicas. `startsEpoch`: whether to forget what was read before this batch. */
  step(batch: Batch, progress: number, startsEpoch: boolean): StepReport {
    this.#team?.step(batch, progress, startsEpoch);
    if (startsEpoch) this.#trainer.resetState();
    return this.#trainer.step(batch, progress);
  }

  /** As `Trainer.evaluate`. */
  evaluate(files: readonly TokenizedFile[]): BoundedWork<number> {
    return this.#trainer.evaluate(files);
  }

  /** Copies of the parameters, which are the same in all replicas. */
  parameters(): NamedTensors {
    return this.#trainer.parameters();
  }

  /** Gives all replicas these parameters. */
  load(parameters: NamedTensors): void {
    this.#trainer.loadParameters(parameters);
    this.#team?.load(parameters);
  }

  /** Copies of the moments, and of the states that the lanes of all replicas carry. */
  moments(): NamedTensors {
    return this.#trainer.moments(this.#team?.states());
  }

  dispose(): void {
    this.#team?.dispose();
    this.#trainer.dispose();
  }
}
