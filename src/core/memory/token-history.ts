/**
 * The last tokens read, oldest first, as a part of a model's state, which holds floats: exact, since tokens have at most
 * 16 bits. −1 stands for none, in front.
 */
export function forgetTokens(history: Float32Array): void {
  history.fill(-1);
}

/** next = the history behind `token`; it may be `history` itself. */
export function pushToken(history: Float32Array, token: number, next: Float32Array): void {
  next.set(history.subarray(1));
  next[next.length - 1] = token;
}

/** The tokens that there are. */
export function tokensOf(history: Float32Array): Int32Array {
  const first = history.findIndex((token) => token >= 0);
  return first < 0 ? new Int32Array(0) : Int32Array.from(history.subarray(first));
}
