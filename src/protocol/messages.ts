import type { Contract, Method, NoticeName, Params, Result } from './contract.ts';
import type { Outcome } from './failure.ts';

/** The messages to a worker. */
export type ToWorker<C extends Contract> =
  | { [M in Method<C>]: { type: 'call'; id: number; method: M; params: Params<C, M> } }[Method<C>]
  | { type: 'cancel'; id: number };

/** The messages from a worker. */
export type FromWorker<C extends Contract> =
  | { type: 'outcome'; id: number; outcome: Outcome<Result<C, Method<C>>> }
  | { [N in NoticeName<C>]: { type: 'notice'; name: N; payload: C['notices'][N] } }[NoticeName<C>];

/** One end of a thread's message channel, which `worker_threads`, a browser's Worker or a test can provide. */
export interface Port<Out, In> {
  post(message: Out, transfer?: readonly ArrayBuffer[]): void;
  listen(listener: (message: In) => void): void;
}

/**
 * A message to a worker as it arrives, when nothing is known of it. The parameters of a call stay unknown here; the
 * guards of its contract judge them.
 */
export type Arriving =
  | { readonly type: 'call'; readonly id: number; readonly method: string; readonly params: unknown }
  | { readonly type: 'cancel'; readonly id: number };

export function isToWorker(message: unknown): message is Arriving {
  if (!hasMembers(message) || !Number.isSafeInteger(message['id'])) return false;
  const { type, method } = message;
  return type === 'cancel' || (type === 'call' && typeof method === 'string');
}

/** A message from a worker as it arrives. */
export type Returning =
  | { readonly type: 'outcome'; readonly id: number; readonly outcome: unknown }
  | { readonly type: 'notice'; readonly name: string; readonly payload: unknown };

export function isFromWorker(message: unknown): message is Returning {
  if (!hasMembers(message)) return false;
  const { type, id, name, payload } = message;
  if (type === 'outcome') return Number.isSafeInteger(id);
  return type === 'notice' && typeof name === 'string' && payload !== undefined && payload !== null;
}

export function isOutcome(value: unknown): value is Outcome<unknown> {
  if (!hasMembers(value)) return false;
  const { ok, failure } = value;
  return ok === true || (ok === false && hasMembers(failure) && typeof failure['code'] === 'string');
}

function hasMembers(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
