import type { ReplicaWork } from './replicas/replica-team.ts';

/** What a thread is started with. */
export interface WorkerData {
  readonly role: 'trainer' | 'predictor' | 'replica';
  /** In a replica's thread. */
  readonly work?: ReplicaWork;
  /** The two builds of the kernels, compiled in the thread. */
  readonly kernels: {
    readonly simd: Uint8Array<ArrayBuffer>;
    readonly relaxed: Uint8Array<ArrayBuffer>;
  };
}
