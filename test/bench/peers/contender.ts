/** What contenders in Node share: they read a file of work and print a line of JSON. */
import { readFileSync } from 'node:fs';
import { processorSeconds } from '../../../src/cli/bench/measure.ts';
import type { Timed, WorkFile } from '../../../scripts/peers/works.ts';

export function readWork(): WorkFile {
  return JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as WorkFile;
}

/** Prints the result of `timing`, which returns the seconds of one run. */
export async function report(timing: () => number | Promise<number>, difference?: number): Promise<void> {
  const [wall, processor] = [performance.now() / 1e3, processorSeconds()];
  const seconds = await timing();
  const processorShare = (processorSeconds() - processor) / (performance.now() / 1e3 - wall);
  const timed: Timed = { seconds, processorShare, ...(difference === undefined ? {} : { difference }) };
  console.log(JSON.stringify(timed));
}
