import { OutOfMemoryError } from '../core/base/out-of-memory.ts';
import type { Failure } from '../protocol/failure.ts';

/** What V8 says, in a RangeError, where it cannot allocate an array's buffer or a WebAssembly memory. */
const refusals = [/^Array buffer allocation failed$/, /^WebAssembly\.Memory\(\): could not allocate memory$/];
/** The same of an array that is longer than any may be. A shorter length in this message is a bug. */
const TOO_LONG = /^Invalid typed array length: \d{10,}$/;

/** The failure that something thrown stands for; undefined where it is a bug. */
export function expectedFailure(thrown: unknown): Failure | undefined {
  if (thrown instanceof OutOfMemoryError) return { code: 'out-of-memory', message: thrown.message };
  const isRefusal =
    thrown instanceof RangeError && [...refusals, TOO_LONG].some((words) => words.test(thrown.message));
  if (!isRefusal) return undefined;
  return {
    code: 'out-of-memory',
    message: 'There is not enough memory. Choose a smaller model, or close other programs.',
  };
}
