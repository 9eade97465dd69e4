/** One row of the comparison: a program that reads a file of work and prints a line of JSON. */
export interface Contender {
  /** Name, version, and what determines its speed. */
  readonly label: string;
  readonly tacit: boolean;
  /** Matches the names of the works in which it takes part. */
  readonly works: RegExp;
  readonly command: string;
  readonly arguments: (workFile: string) => readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** A peer that this machine does not have. */
export interface Absent {
  readonly label: string;
  readonly works: RegExp;
  readonly reason: string;
  /** The command that would install it. */
  readonly remedy: string;
}
