/** One row of the comparison: a program that is given a file of work and prints a line of JSON. */
export interface Contender {
  /** Name, version, and what decides its speed. */
  readonly label: string;
  readonly tacit: boolean;
  /** Matches the names of the works that it takes part in. */
  readonly works: RegExp;
  readonly command: string;
  readonly arguments: (workFile: string) => readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** A peer that can't be had on this machine as it is. */
export interface Absent {
  readonly label: string;
  readonly works: RegExp;
  readonly reason: string;
  /** The command that would bring it. */
  readonly remedy: string;
}
