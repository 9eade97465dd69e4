/**
 * The last tokens read, oldest first, are part of a model's state, which holds floats. That is exact, since tokens have
 * at most 16 bits. −1 at the front means that fewer were read.
 */
export function forgetTokens(history: Float32Array): void {
  history.fill(-1);
}

/** next = the history after `token`. It may be `history` itself. */
export function pushToken(history: Float32Array, token: number, next: Float32Array): void {
  next.set(history.subarray(1));
  next[next.length - 1] = token;
}

/** The tokens, without the places that are empty. */
export function tokensOf(history: Float32Array): Int32Array {
  const first = history.findIndex((token) => token >= 0);
  return first < 0 ? new Int32Array(0) : Int32Array.from(history.subarray(first));
}
