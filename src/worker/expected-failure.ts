import { OutOfMemoryError } from '../core/base/out-of-memory.ts';
import type { Failure } from '../protocol/failure.ts';

/** Messages of V8's RangeErrors where it cannot allocate the buffer of an array, or a WebAssembly memory. */
const refusals = [/^Array buffer allocation failed$/, /^WebAssembly\.Memory\(\): could not allocate memory$/];
/** The message for an array that is longer than any may be. With a smaller number it is about a bug. */
const TOO_LONG = /^Invalid typed array length: \d{10,}$/;

/** The failure that was thrown as an error; undefined where it is a bug. */
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
