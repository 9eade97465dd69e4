import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { resultsFolder } from '../../scripts/paths.ts';

/** Whether `npm run torture` asks for the full form of each test. `npm test` runs a short one. */
export const isFull = process.env['TACIT_TORTURE'] === 'full';

/** One row of the table of faults in docs/security.md. */
export interface FaultRow {
  /** What was done to Tacit. */
  readonly fault: string;
  readonly tried: number;
  /** How often it went on as it should, without a loss. */
  readonly survived: number;
  /** What was lost at most, in words: "nothing", "12 s of training". */
  readonly lost: string;
}

/** Where the rows are gathered; one JSON object a line. */
export const faultRowsFile = join(resultsFolder, 'torture.jsonl');

/** Notes down what came of one kind of fault. The test itself asserts it. */
export function reportFault(row: FaultRow): void {
  mkdirSync(resultsFolder, { recursive: true });
  appendFileSync(faultRowsFile, `${JSON.stringify(row)}\n`);
}
