/** Prints one line of JSON on standard output. Undefined members are printed as null. */
export function print(object: Readonly<Record<string, unknown>>): void {
  const known = (_: string, value: unknown): unknown => (value === undefined ? null : value);
  process.stdout.write(`${JSON.stringify(object, known)}\n`);
}

/** Prints a line for people, on standard error, since standard output is for programs. */
export function log(line: string): void {
  process.stderr.write(`${line}\n`);
}
