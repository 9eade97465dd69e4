import type { Contract } from '../protocol/contract.ts';
import type { FromWorker, Port, ToWorker } from '../protocol/messages.ts';

export type Role = 'trainer' | 'predictor';

/** A thread that has been started. */
export interface StartedThread<C extends Contract> {
  readonly port: Port<ToWorker<C>, FromWorker<C>>;
  /** Resolves with the reason, in plain English, when the thread has ended. */
  readonly ended: Promise<string>;
  terminate(): Promise<void>;
}

/** The right to train the model in a folder. One window holds it at a time. */
export interface Lock {
  /** The listener is called once if another window takes the lock, as it may when this window seems dead. */
  onLost(listener: () => void): void;
  release(): Promise<void>;
}

/** What the extension needs from its runtime. The entry files choose an implementation. */
export interface Platform {
  /** How many threads the machine can run at the same time. */
  readonly cores: number;
  startThread<C extends Contract>(role: Role): Promise<StartedThread<C>>;
  /** Resolves to undefined when another window holds the lock. Makes the folder if it does not exist. */
  acquireLock(folder: string): Promise<Lock | undefined>;
  /** Copies a file, unless there is one at the target or none at the source. Makes the target's folder. */
  copyNew(from: string, to: string): Promise<void>;
  /** Removes a file, if there is one. */
  remove(file: string): Promise<void>;
  /** Removes a folder and all that is in it, if there is one. */
  removeFolder(folder: string): Promise<void>;
  /** Returns the path of a file in a folder. */
  join(folder: string, name: string): string;
  /** Returns a name for a text, of letters and digits. No other text has it. */
  digest(text: string): string;
  /** When the file was last written, in milliseconds since the epoch; undefined if there is no such file. */
  lastWritten(file: string): Promise<number | undefined>;
  /** Adds text at the end of a file, and makes the file and its folder if there are none. */
  append(file: string, text: string): Promise<void>;
  /** Resolves to the text of a file; undefined if there is no such file. */
  readText(file: string): Promise<string | undefined>;
  /** Writes a file whole, so that a reader finds the old text or the new one. Makes the folder. */
  replace(file: string, text: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
}
