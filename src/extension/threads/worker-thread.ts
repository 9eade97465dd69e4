import type { CallOptions } from '../../protocol/caller.ts';
import { Caller } from '../../protocol/caller.ts';
import type { Contract, Method, Params, Result } from '../../protocol/contract.ts';
import type { Outcome } from '../../protocol/failure.ts';
import { failed } from '../../protocol/failure.ts';
import type { StartedThread } from '../platform.ts';
import { RestartPolicy } from './restart-policy.ts';
import { wait } from './wait.ts';

export interface ThreadEvents<C extends Contract> {
  /**
   * Called when a thread has started, so that its notices can be listened to.
   *
   * @param again - whether an earlier thread ended unexpectedly
   */
  started(caller: Caller<C>, again: boolean): void;
  /**
   * Called when the thread has ended unexpectedly.
   *
   * @param restartsInMilliseconds - undefined when no other thread will be started
   */
  ended(reason: string, restartsInMilliseconds: number | undefined): void;
}

/**
 * One worker thread and the calls to it. The first call starts the thread. After a crash it is started again, a few
 * times and with growing delays. Calls never reject: a call that was under way at a crash, or that comes before the
 * next start, ends as `worker-ended`.
 */
export class WorkerThread<C extends Contract> {
  readonly #start: () => Promise<StartedThread<C>>;
  readonly #events: ThreadEvents<C>;
  readonly #policy: RestartPolicy;
  #starting: Promise<Caller<C> | undefined> | undefined;
  #live: { readonly thread: StartedThread<C>; readonly caller: Caller<C> } | undefined;
  /** Exists while a restart is delayed; aborting it ends the delay. */
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

  /** After a crash, resolves to true when a thread runs again, or to false when none will. */
  restarted(): Promise<boolean> {
    return this.#restarted;
  }

  /** Forgets earlier crashes, because the user asks for the thread's work. */
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
    this.#policy.started(performance.now());
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
    const delay = this.#policy.ended(performance.now());
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
    // A start that fails is the end of a thread, which may be followed by another start.
    return (await this.#starting) !== undefined || this.#restarted;
  }
}

/** What the log says about a thread that has ended unexpectedly. */
export function endMessage(
  thread: string,
  reason: string,
  restartsInMilliseconds: number | undefined,
): string {
  const next =
    restartsInMilliseconds === undefined
      ? 'It will not be started again.'
      : `It will be started again in ${restartsInMilliseconds / 1000} s.`;
  return `The ${thread}'s thread has ended: ${reason} ${next}`;
}

function notRunning(): Outcome<never> {
  return failed(
    'worker-ended',
    "Tacit's background thread is not running. Reload the window to start it again.",
  );
}
