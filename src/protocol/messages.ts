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
