/**
 * A process of its own, in which simulated work goes on for a while: `node --expose-gc soak-process.ts FOLDER SEED
 * SECONDS ACTS
 * SAMPLES`, for so long and for so many things done. It prints samples and, on the last line, the end, each as a line of JSON.
 */
import { existsSync, readdirSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { held } from './held.ts';
import { type Answers, sameAnswers } from './same-answers.ts';
import { ACTS_PER_HOUR, SimulatedWork } from './simulated-work.ts';

/** What the process holds at one moment. Bytes. */
export interface SoakSample {
  readonly seconds: number;
  /** Hours of a person's work. */
  readonly hours: number;
  readonly rss: number;
  /** Of the main thread, the predictor, the trainer and the thread that only remembers. */
  readonly held: readonly number[];
  readonly files: number;
  readonly resources: readonly string[];
}

export interface SoakEnd {
  readonly counts: SimulatedWork['counts'];
  readonly problems: readonly string[];
  readonly storage: readonly string[];
  readonly answers: Answers;
}

const [folder, ...numbers] = process.argv.slice(2);
const [seed, seconds, acts, samples] = numbers.map(Number);
/** There on Linux. */
const openFiles = '/proc/self/fd';
const problems: string[] = [];
for (const event of ['unhandledRejection', 'uncaughtException', 'warning'] as const) {
  process.on(event, (problem: unknown) => {
    problems.push(
      `${event}: ${problem instanceof Error ? (problem.stack ?? problem.message) : String(problem)}`,
    );
  });
}

const work = new SimulatedWork(folder, seed);
const threads = [work.predictorThread, work.trainerThread, work.rememberingThread];
await work.begin();
const began = performance.now();
const elapsed = (): number => (performance.now() - began) / 1000;
const isDue = (part: number): boolean => elapsed() >= seconds * part && work.counts.acts >= acts * part;
for (let sampled = 1; sampled <= samples; sampled++) {
  while (!isDue(sampled / samples)) await work.act();
  print(await sample());
}
await work.end();
const answers = await sameAnswers(work);
problems.push(...work.complaints);
// What is stored a few seconds after the last change is being written, perhaps.
await delay(2000);
await work.dispose();
print({ counts: work.counts, problems, storage: readdirSync(work.storage), answers });
process.exit();

async function sample(): Promise<SoakSample> {
  const all = [await held()];
  for (const thread of threads) all.push(await thread.held());
  return {
    seconds: elapsed(),
    hours: work.counts.acts / ACTS_PER_HOUR,
    rss: process.memoryUsage.rss(),
    held: all.map(({ bytes }) => bytes),
    files: existsSync(openFiles) ? readdirSync(openFiles).length : 0,
    resources: all.flatMap(({ resources }) => resources),
  };
}

function print(line: SoakSample | SoakEnd): void {
  console.log(JSON.stringify(line));
}
