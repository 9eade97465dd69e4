import type { Kernels } from '../core/tensor/kernels.ts';
import type { Outcome } from '../protocol/failure.ts';
import type { ReplicaThread, ReplicaWork } from './replicas/replica-team.ts';

/** What the workers need of the place where they run. `main.node.ts` gives Node's. */
export interface Platform {
  /** A fresh instance with memory of its own, the fastest that this machine runs. */
  createKernels(): Kernels;
  /** A thread that trains a replica; undefined where threads cannot share memory. */
  readonly startReplica?: ((work: ReplicaWork) => ReplicaThread) | undefined;
  readonly files: FileSystem;
  /** Milliseconds from an arbitrary start. */
  now(): number;
  /** The time of day, for model cards. */
  date(): Date;
  /** Lets waiting messages in. */
  breathe(): Promise<void>;
  /** The same for so many milliseconds. */
  wait(milliseconds: number): Promise<void>;
}

/** Files by their path on disk. Expected failures are outcomes; nothing here throws. */
export interface FileSystem {
  /** The bytes, or `undefined` inside the outcome when there is no such file. */
  read(path: string): Promise<Outcome<Uint8Array<ArrayBuffer> | undefined>>;
  /** Its size in bytes and when it was last written, in milliseconds; undefined where there is no such file. */
  measure(path: string): Promise<{ readonly bytes: number; readonly modified: number } | undefined>;
  /** The bytes of a file that is no larger than `limit`; a larger one is not read. */
  readUpTo(path: string, limit: number): Promise<Uint8Array | 'too-large' | 'unreadable'>;
  /** Whole or not at all: a temporary name in the same folder, synced, renamed. */
  writeWhole(path: string, bytes: Uint8Array): Promise<Outcome<null>>;
  /** Renames a damaged file out of the way and says to what. */
  setAside(path: string): Promise<Outcome<string>>;
}
