/** What every operation that may fail gives back: a value, or a failure that the caller can tell apart. */
export type Result<Value> = Ok<Value> | Fail;

export interface Ok<Value> {
  readonly ok: true;
  readonly value: Value;
}

export interface Fail {
  readonly ok: false;
  readonly failure: Failure;
}

/** A failure that was expected: a code for programs and a sentence for people. */
export interface Failure {
  readonly code: FailureCode;
  readonly message: string;
}

/** The area that failed, and how. */
export type FailureCode = `${Area}/${string}`;

export type Area = 'units' | 'station' | 'predict' | 'table' | 'harbour' | 'usage';

export function ok<Value>(value: Value): Ok<Value> {
  return { ok: true, value };
}

export function fail(code: FailureCode, message: string): Fail {
  return { ok: false, failure: { code, message } };
}

/** All values in their order, or the first failure. */
export function collect<Value>(results: Iterable<Result<Value>>): Result<readonly Value[]> {
  const values: Value[] = [];
  for (const result of results) {
    if (!result.ok) return result;
    values.push(result.value);
  }
  return ok(values);
}

/** The result of `next` for the value, or the failure as it was. */
export function andThen<Value, Next>(
  result: Result<Value>,
  next: (value: Value) => Result<Next>,
): Result<Next> {
  if (!result.ok) return result;
  return next(result.value);
}

/** The same result; a failure says where it happened. */
export function at<Value>(place: string, result: Result<Value>): Result<Value> {
  if (result.ok) return result;
  return fail(result.failure.code, `${place}: ${result.failure.message}`);
}

/** One line for people, with the code behind it. */
export function describeFailure(failure: Failure): string {
  return `${failure.message} [${failure.code}]`;
}
