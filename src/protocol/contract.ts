/**
 * A contract is one table a worker: the calls it answers and the notices it sends unasked. Message unions, the
 * caller's type and the handlers' type are all derived from it, so a missing handler or a misspelt method does not
 * compile.
 */
export interface Contract {
  readonly calls: Readonly<Record<string, Call>>;
  readonly notices: Readonly<Record<string, unknown>>;
}

export interface Call {
  readonly params: unknown;
  readonly result: unknown;
}

export type Method<C extends Contract> = keyof C['calls'] & string;
export type Params<C extends Contract, M extends Method<C>> = C['calls'][M]['params'];
export type Result<C extends Contract, M extends Method<C>> = C['calls'][M]['result'];
export type NoticeName<C extends Contract> = keyof C['notices'] & string;
