/** The same function, for one that is called with the same text many times in a row. */
export function rememberLast<Result>(f: (text: string) => Result): (text: string) => Result {
  let last: { readonly text: string; readonly result: Result } | undefined;
  return (text) => {
    if (last?.text !== text) last = { text, result: f(text) };
    return last.result;
  };
}
