import type { CallOptions } from '../../protocol/caller.ts';
import { Caller } from '../../protocol/caller.ts';
import type { Contract, Method, Params, Result } from '../../protocol/contract.ts';
import type { Outcome } from '../../protocol/failure.ts';
import { failed } from '../../protocol/failure.ts';
import type { StartedThread } from '../platform.ts';
import { RestartPolicy } from './restart-policy.ts';
import { wait } from './wait.ts';

export interface ThreadEvents<C extends Contract> {
  /** A thread lives: the time to listen to its notices. `again` after one that ended by itself. */
  started(caller: Caller<C>, again: boolean): void;
  /** The thread ended by itself; undefined means that no other will be started. */
  ended(reason: string, restartsInMilliseconds: number | undefined): void;
}

/**
 * One worker thread and the way to call it. It starts with the first call; when it crashes it is started again a few
 * times, ever later. Calls never reject: what was under way at a crash, and what comes before the next start, ends
 * as `worker-ended`.
 */
export class WorkerThread<C extends Contract> {
  readonly #start: () => Promise<StartedThread<C>>;
  readonly #events: ThreadEvents<C>;
  readonly #policy: RestartPolicy;
  #starting: Promise<Caller<C> | undefined> | undefined;
  #live: { readonly thread: StartedThread<C>; readonly caller: Caller<C> } | undefined;
  /** While a restart is waited for: ends the waiting early. */
  #restartWait: AbortController | undefined;
  #restarted: Promise<boolean> = Promise.resolve(true);
  #givenUp = false;
  #disposed = false;

  constructor(
    start: () => Promise<StartedThread<C>>,
    events: ThreadEvents<C>,
    policy: RestartPolicy = new RestartPolicy(),
  ) {
    this.#start = start;
    this.#events = events;
    this.#policy = policy;
  }

  get isAlive(): boolean {
    return this.#live !== undefined;
  }

  async call<M extends Method<C>>(
    method: M,
    params: Params<C, M>,
    options?: CallOptions,
  ): Promise<Outcome<Result<C, M>>> {
    if (this.#restartWait?.signal.aborted === true) await this.#restarted;
    if (this.#disposed || this.#givenUp || this.#restartWait !== undefined) return notRunning();
    this.#starting ??= this.#launch(false);
    const caller = await this.#starting;
    return caller === undefined ? notRunning() : caller.call(method, params, options);
  }

  /** To be asked after a crash: resolves when a thread runs again, or to false when none will. */
  restarted(): Promise<boolean> {
    return this.#restarted;
  }

  /** Forgets the crashes so far, since a person asks for the thread's work. */
  resetCrashes(): void {
    this.#policy.reset();
    this.#givenUp = false;
    this.#restartWait?.abort();
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    this.#restartWait?.abort();
    await this.#starting;
    await this.#live?.thread.terminate();
  }

  async #launch(again: boolean): Promise<Caller<C> | undefined> {
    this.#policy.started(Date.now());
    let thread: StartedThread<C>;
    try {
      thread = await this.#start();
    } catch (error) {
      this.#ended(String(error));
      return undefined;
    }
    const caller = new Caller<C>(thread.port);
    this.#live = { thread, caller };
    void thread.ended.then((reason) => {
      caller.end();
      this.#live = undefined;
      this.#ended(reason);
    });
    if (!this.#disposed) this.#events.started(caller, again);
    return caller;
  }

  #ended(reason: string): void {
    this.#starting = undefined;
    if (this.#disposed) return;
    const delay = this.#policy.ended(Date.now());
    this.#givenUp = delay === undefined;
    this.#restarted = delay === undefined ? Promise.resolve(false) : this.#restart(delay);
    this.#events.ended(reason, delay);
  }

  async #restart(delay: number): Promise<boolean> {
    this.#restartWait = new AbortController();
    await wait(delay, this.#restartWait.signal);
    this.#restartWait = undefined;
    if (this.#disposed) return false;
    this.#starting = this.#launch(true);
    return (await this.#starting) !== undefined;
  }
}

function notRunning(): Outcome<never> {
  return failed(
    'worker-ended',
    'The background thread of Tacit does not run. Reload the window to start it.',
  );
}
