import type { Contract, Method, NoticeName, Params, Result } from './contract.ts';
import type { Failure, Outcome } from './failure.ts';
import type { FromWorker, Port, ToWorker } from './messages.ts';

/** Whether the caller no longer wants the answer. Long handlers check this between bounded pieces of work. */
export interface Cancellation {
  readonly requested: boolean;
}

/** A handler for each call of a contract. */
export type Handlers<C extends Contract> = {
  [M in Method<C>]: (
    params: Params<C, M>,
    cancellation: Cancellation,
  ) => Outcome<Result<C, M>> | Promise<Outcome<Result<C, M>>>;
};

/** Sends a notice. */
export type Notify<C extends Contract> = <N extends NoticeName<C>>(
  name: N,
  payload: C['notices'][N],
  transfer?: readonly ArrayBuffer[],
) => void;

/** Returns a function that sends notices through a port. Made before `serve` is called, since handlers need it. */
export function notifier<C extends Contract>(port: Port<FromWorker<C>, ToWorker<C>>): Notify<C> {
  return (name, payload, transfer) => {
    port.post({ type: 'notice', name, payload } as FromWorker<C>, transfer);
  };
}

/**
 * Answers calls for as long as the port lives. If a handler throws, the answer is the failure that `expected` makes of
 * what it threw or, where that is undefined, `internal`, which is a bug.
 */
export function serve<C extends Contract>(
  port: Port<FromWorker<C>, ToWorker<C>>,
  handlers: Handlers<C>,
  expected: (thrown: unknown) => Failure | undefined = () => undefined,
): void {
  const running = new Map<number, { requested: boolean }>();
  const answer = async <M extends Method<C>>(id: number, method: M, params: Params<C, M>): Promise<void> => {
    const cancellation = { requested: false };
    running.set(id, cancellation);
    let outcome: Outcome<Result<C, M>>;
    try {
      outcome = await handlers[method](params, cancellation);
    } catch (error) {
      outcome = { ok: false, failure: expected(error) ?? bug(method, error) };
    }
    running.delete(id);
    port.post({ type: 'outcome', id, outcome });
  };
  port.listen((message) => {
    if (message.type === 'cancel') {
      const cancellation = running.get(message.id);
      if (cancellation) cancellation.requested = true;
    } else {
      void answer(message.id, message.method, message.params);
    }
  });
}

function bug(method: string, thrown: unknown): Failure {
  const text = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  return { code: 'internal', message: `Something in Tacit is broken (${method}): ${text}` };
}
