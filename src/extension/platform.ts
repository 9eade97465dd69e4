import type { Contract } from '../protocol/contract.ts';
import type { FromWorker, Port, ToWorker } from '../protocol/messages.ts';

export type Role = 'trainer' | 'predictor';

/** A thread that has been started. */
export interface StartedThread<C extends Contract> {
  readonly port: Port<ToWorker<C>, FromWorker<C>>;
  /** Resolves with the reason, in plain English, once the thread is gone. */
  readonly ended: Promise<string>;
  terminate(): Promise<void>;
}

/** The right to train into a folder, held by one window at a time. */
export interface Lock {
  /** Calls back once if another window took the right, as it may when this one seemed dead. */
  onLost(listener: () => void): void;
  release(): Promise<void>;
}

/** What the extension needs from the runtime it is in; entry files choose an implementation. */
export interface Platform {
  /** Threads that the machine runs at once. */
  readonly cores: number;
  startThread<C extends Contract>(role: Role): Promise<StartedThread<C>>;
  /** Undefined when another window holds the lock. Makes the folder where there is none. */
  acquireLock(folder: string): Promise<Lock | undefined>;
  /** When the file was last written, in milliseconds of the epoch; undefined where there is no such file. */
  lastWritten(file: string): Promise<number | undefined>;
}
