import type { Contract, Method, NoticeName, Params, Result } from './contract.ts';
import type { Outcome } from './failure.ts';
import { failed } from './failure.ts';
import { type FromWorker, isFromWorker, isOutcome, type Port, type ToWorker } from './messages.ts';

export interface CallOptions {
  /** Buffers that are transferred rather than copied. */
  readonly transfer?: readonly ArrayBuffer[];
  /** Called with a function that asks the worker to give up, after which the call ends early, with its own outcome. */
  readonly onCancellable?: (cancel: () => void) => void;
}

/**
 * The calling side of a contract. A call never rejects: its outcome says what went wrong. When the worker ends, pending
 * and later calls end as `worker-ended`.
 */
export class Caller<C extends Contract> {
  readonly #port: Port<ToWorker<C>, FromWorker<C>>;
  readonly #pending = new Map<number, (outcome: Outcome<never>) => void>();
  readonly #listeners = new Map<string, ((payload: never) => void)[]>();
  #nextId = 1;
  #ended = false;

  constructor(port: Port<ToWorker<C>, FromWorker<C>>) {
    this.#port = port;
    port.listen((message) => {
      this.#receive(message);
    });
  }

  call<M extends Method<C>>(
    method: M,
    params: Params<C, M>,
    options: CallOptions = {},
  ): Promise<Outcome<Result<C, M>>> {
    if (this.#ended) return Promise.resolve(workerEnded());
    const id = this.#nextId++;
    return new Promise((resolve) => {
      this.#pending.set(id, resolve);
      this.#port.post({ type: 'call', id, method, params } as ToWorker<C>, options.transfer);
      options.onCancellable?.(() => {
        if (this.#pending.has(id)) this.#port.post({ type: 'cancel', id });
      });
    });
  }

  /** Calls `listener` for each notice of this name, as long as the worker lives. */
  on<N extends NoticeName<C>>(name: N, listener: (payload: C['notices'][N]) => void): void {
    const listeners = this.#listeners.get(name) ?? [];
    listeners.push(listener);
    this.#listeners.set(name, listeners);
  }

  /** Called when the thread has ended, by itself or because it was terminated. */
  end(): void {
    this.#ended = true;
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    this.#listeners.clear();
    for (const settle of pending) settle(workerEnded());
  }

  /** What is no message is dropped. */
  #receive(message: unknown): void {
    if (!isFromWorker(message)) return;
    if (message.type === 'outcome') {
      const { id, outcome } = message;
      const settle = this.#pending.get(id);
      this.#pending.delete(id);
      settle?.(
        isOutcome(outcome) ? (outcome as Outcome<never>) : failed('internal', 'An answer is malformed.'),
      );
    } else {
      for (const listener of this.#listeners.get(message.name) ?? []) listener(message.payload as never);
    }
  }
}

function workerEnded(): Outcome<never> {
  return failed(
    'worker-ended',
    'The background thread of Tacit has ended. Reload the window to start it again.',
  );
}
