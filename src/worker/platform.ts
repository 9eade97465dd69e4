import type { Kernels } from '../core/tensor/kernels.ts';
import type { Outcome } from '../protocol/failure.ts';
import type { DiskFolder } from '../protocol/trainer-contract.ts';
import type { ReplicaThread, ReplicaWork } from './replicas/replica-team.ts';

/** What the workers need of the system that they run on. `main.node.ts` provides Node's. */
export interface Platform {
  /** A new instance, with memory of its own, of the fastest kernels that this machine runs. */
  createKernels(): Kernels;
  /** Starts a thread that trains a replica; undefined where threads cannot share memory. */
  readonly startReplica?: ((work: ReplicaWork) => ReplicaThread) | undefined;
  readonly files: FileSystem;
  /** Milliseconds since an arbitrary moment. */
  now(): number;
  /** The date and time, for model cards. */
  date(): Date;
  /** Lets waiting messages in. */
  breathe(): Promise<void>;
  /** Waits this many milliseconds, and lets messages in. */
  wait(milliseconds: number): Promise<void>;
}

/** Where links lead. */
export interface FollowedFile {
  readonly diskPath: string;
  /** As in `SourceFile.path`; undefined where there were no links. */
  readonly path?: string;
}

/** Files by their paths on the disk. Expected failures are outcomes; nothing here throws. */
export interface FileSystem {
  /** The bytes, all of one version; undefined, as a success, where there is no such file. */
  read(path: string): Promise<Outcome<Uint8Array<ArrayBuffer> | undefined>>;
  /** Follows all links on the way to a file. Undefined if that leads out of these folders. */
  follow(diskPath: string, folders: readonly DiskFolder[]): Promise<FollowedFile | undefined>;
  /** Its size, and when it was last written, in milliseconds since 1970; undefined where there is no regular file. */
  measure(path: string): Promise<{ readonly bytes: number; readonly modified: number } | undefined>;
  /**
   * The bytes of a regular file, unless it has more than `limit`. Never waits for what is none, such as a pipe. With
   * `notLink` a link is unreadable, whatever it leads to.
   */
  readUpTo(
    path: string,
    limit: number,
    options?: { readonly notLink: boolean },
  ): Promise<Uint8Array | 'too-large' | 'unreadable'>;
  /** Writes a file whole or not at all: under a temporary name in the same folder, synced, then renamed. */
  writeWhole(path: string, bytes: Uint8Array): Promise<Outcome<null>>;
  /** Renames a damaged file, so that it is not read again, and returns its new path. One set aside earlier is lost. */
  setAside(path: string): Promise<Outcome<string>>;
  /** Removes this file of ours, if there is one. */
  remove(path: string): Promise<void>;
  /**
   * Removes what was set aside of this file of ours, and its temporary files, apart from those of other processes that
   * are at work. This process must not be writing it.
   */
  purge(path: string): Promise<void>;
  /**
   * Removes what is no longer needed beside this file of ours: temporary files of processes that were killed, and the
   * file that was set aside a week ago and has been stored anew.
   */
  removeLeftovers(path: string): Promise<void>;
}
