/** One JSON object a line on standard output. What is not known is `null`, never left out. */
export function print(object: Readonly<Record<string, unknown>>): void {
  const known = (_: string, value: unknown): unknown => (value === undefined ? null : value);
  process.stdout.write(`${JSON.stringify(object, known)}\n`);
}

/** For people: on standard error, so that standard output stays clean. */
export function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}
