import type { Contract, Method, NoticeName, Params, Result } from './contract.ts';
import type { Failure, Outcome } from './failure.ts';
import { type FromWorker, isToWorker, type Port, type ToWorker } from './messages.ts';

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

/** For each call of a contract, whether a value can be its parameters. */
export type ParamGuards<C extends Contract> = {
  [M in Method<C>]: (params: unknown) => params is Params<C, M>;
};

interface ServerOptions<C extends Contract> {
  /** The schema of what arrives. Without one, every value passes. */
  readonly guards?: ParamGuards<C>;
  /** The failure that was thrown; undefined where it is a bug. */
  readonly expected?: (thrown: unknown) => Failure | undefined;
}

/**
 * Answers calls for as long as the port lives, and throws nothing. A message that is none is dropped. A call that is
 * not in the contract, or has other parameters, is answered with the failure `internal`, and so is a handler that
 * throws, unless what it throws is expected.
 */
export function serve<C extends Contract>(
  port: Port<FromWorker<C>, ToWorker<C>>,
  handlers: Handlers<C>,
  { guards, expected = () => undefined }: ServerOptions<C> = {},
): void {
  const running = new Map<number, { requested: boolean }>();
  const answer = async (id: number, method: string, params: unknown): Promise<void> => {
    const cancellation = { requested: false };
    running.set(id, cancellation);
    let outcome: Outcome<Result<C, Method<C>>>;
    try {
      const handler = isMethod(method, handlers) ? handlers[method] : undefined;
      if (!handler) throw new Error('There is no such call.');
      const accepts = guards && isMethod(method, guards) ? guards[method] : undefined;
      if (accepts?.(params) === false) throw new Error('Its parameters are malformed.');
      outcome = await handler(params, cancellation);
    } catch (error) {
      outcome = { ok: false, failure: expected(error) ?? bug(method, error) };
    }
    running.delete(id);
    port.post({ type: 'outcome', id, outcome });
  };
  port.listen((message: unknown) => {
    if (!isToWorker(message)) return;
    if (message.type === 'cancel') {
      const cancellation = running.get(message.id);
      if (cancellation) cancellation.requested = true;
    } else {
      void answer(message.id, message.method, message.params);
    }
  });
}

function isMethod<C extends Contract>(name: string, of: Handlers<C> | ParamGuards<C>): name is Method<C> {
  return Object.hasOwn(of, name);
}

function bug(method: string, thrown: unknown): Failure {
  const text = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  return { code: 'internal', message: `Something in Tacit is broken (${method}): ${text}` };
}
