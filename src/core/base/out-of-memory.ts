/**
 * Thrown when some work needs more memory than there is. It is a RangeError, like those that the engine throws when it
 * cannot allocate. The message is for users: it says what was needed and what they can do about it.
 */
export class OutOfMemoryError extends RangeError {
  override readonly name = 'OutOfMemoryError';
}
