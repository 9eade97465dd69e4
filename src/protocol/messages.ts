import type { Contract, Method, NoticeName, Params, Result } from './contract.ts';
import type { Outcome } from './failure.ts';

/** What crosses to the worker. */
export type ToWorker<C extends Contract> =
  | { [M in Method<C>]: { type: 'call'; id: number; method: M; params: Params<C, M> } }[Method<C>]
  | { type: 'cancel'; id: number };

/** What comes back. */
export type FromWorker<C extends Contract> =
  | { type: 'outcome'; id: number; outcome: Outcome<Result<C, Method<C>>> }
  | { [N in NoticeName<C>]: { type: 'notice'; name: N; payload: C['notices'][N] } }[NoticeName<C>];

/** The two ends of a thread's message channel, as `worker_threads`, a browser's Worker and tests can give them. */
export interface Port<Out, In> {
  post(message: Out, transfer?: readonly ArrayBuffer[]): void;
  listen(listener: (message: In) => void): void;
}
