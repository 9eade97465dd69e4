import type { PanelWidth } from '../backend/wasm/instance.ts';
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
    /** As in `KernelBuilds`. */
    readonly panel?: PanelWidth;
  };
  /** Where to remember which width of panels is fastest on which engine; the usual one is taken unless given. */
  readonly panelFile?: string | undefined;
}
