/**
 * The memory that some work needs cannot be had. A RangeError, as are the engine's own of this kind. The message is for
 * users: it says what was needed and what they can do about it.
 */
export class OutOfMemoryError extends RangeError {
  override readonly name = 'OutOfMemoryError';
}
