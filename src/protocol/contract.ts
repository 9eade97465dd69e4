/**
 * A table of the calls that a worker answers and of the notices that it sends unasked. The types of the messages, of
 * the caller and of the handlers are derived from it, so a missing handler or a misspelt method does not compile.
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
