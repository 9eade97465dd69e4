import type { ReplicaWork } from './replicas/replica-team.ts';

/** What a thread is started with. */
export interface WorkerData {
  readonly role: 'trainer' | 'predictor' | 'replica';
  /** What to train, in a replica's thread. */
  readonly work?: ReplicaWork;
  /** The two builds of the kernels, which the thread compiles. */
  readonly kernels: {
    readonly simd: Uint8Array<ArrayBuffer>;
    readonly relaxed: Uint8Array<ArrayBuffer>;
  };
}
