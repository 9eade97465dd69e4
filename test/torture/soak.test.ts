/**
 * A long life: simulated work with the real threads, in a process of its own. An hour of a person's work is two hundred
 * things done, among them ninety lines typed with a suggestion at each key, twenty-five saves and four switches of
 * branches. On two quiet cores it takes twenty seconds, so the full form, of twenty minutes, is more than a week's work.
 * `TACIT_SOAK_HOURS=8 npx vitest run --project torture soak` goes on for eight hours.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { resultsFolder } from '../../scripts/paths.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { isFull, reportFault } from './fault-report.ts';
import { ACTS_PER_HOUR } from './soak/simulated-work.ts';
import { slope } from './soak/slope.ts';
import type { SoakEnd, SoakSample } from './soak/soak-process.ts';

const SEED = 20;
const asked = process.env['TACIT_SOAK_HOURS'];
const isLong = asked !== undefined || isFull;
const seconds = asked !== undefined ? 3600 * Number(asked) : isFull ? 1200 : 0;
/** The short form does the same, however fast the machine is. */
const acts = isLong ? 0 : ACTS_PER_HOUR / 2;
const samples = isLong ? 120 : 15;
/** What of the time counts as warming up. */
const WARM = 1 / 5;
/** By which growth is told from noise: this many standard errors. */
const SURE = 2;
const MOST_MEGABYTES_AN_HOUR = 1;

/** Where the samples stay, to see how what is held went on over the hours. */
const linesFile = join(resultsFolder, 'soak.jsonl');

const known = ['judge.json', 'model.safetensors', 'remembering.memory', 'workspace.memory'];

it(
  'works for hours and grows no further, leaks nothing and suggests what it should',
  async () => {
    const soaked = await soak();
    const { counts, problems, storage, answers } = soaked.end;
    const warm = soaked.samples.slice(Math.floor(WARM * soaked.samples.length));
    const { hours } = warm.at(-1);
    const growth = growthOf(warm);
    console.log(
      `${hours.toFixed(1)} hours of work in ${warm.at(-1).seconds.toFixed(0)} s: ${JSON.stringify(counts)}\n${growth.text}`,
    );

    expect(problems, `seed ${SEED}`).toEqual([]);
    expect(counts.suggestions).toBeGreaterThan(0);
    expect(counts.trainings).toBeGreaterThan(0);
    expect(storage.filter((name) => !known.includes(name))).toEqual([]);
    expect(leaked(warm, ({ files }) => files)).toBe(false);
    for (const kind of new Set(warm.flatMap(({ resources }) => resources)))
      expect(
        leaked(warm, ({ resources }) => count(resources, kind)),
        kind,
      ).toBe(false);
    expect(answers.different, `seed ${SEED}`).toEqual([]);
    expect(answers.differentAsLeft.length, answers.differentAsLeft.join('\n')).toBeLessThan(
      answers.prompts / 10,
    );
    expect(answers.suggestions).toBeGreaterThan(answers.prompts / 2);
    expect(answers.changed).toBe(0);
    if (isLong) expect(growth.most, growth.text).toBeLessThan(MOST_MEGABYTES_AN_HOUR);
    reportFault({
      fault: 'hours of simulated work',
      tried: Math.round(hours),
      survived: Math.round(hours),
      lost: `nothing; ${growth.text}`,
    });
  },
  1000 * (2 * seconds + 300),
);

async function soak(): Promise<{ readonly samples: readonly SoakSample[]; readonly end: SoakEnd }> {
  const program = fileURLToPath(new URL('soak/soak-process.ts', import.meta.url));
  const child = spawn(
    process.execPath,
    ['--expose-gc', program, temporaryFolder(), ...[SEED, seconds, acts, samples].map(String)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const lines: unknown[] = [];
  mkdirSync(resultsFolder, { recursive: true });
  rmSync(linesFile, { force: true });
  createInterface(child.stdout).on('line', (line) => {
    lines.push(JSON.parse(line));
    appendFileSync(linesFile, `${line}\n`);
  });
  const [status] = (await once(child, 'close')) as [number];
  expect(status).toBe(0);
  return { samples: lines.slice(0, -1) as SoakSample[], end: lines.at(-1) as SoakEnd };
}

/**
 * How much more is held with each hour of work, in megabytes, and the most that this may be. What is resident is only
 * reported: the C library keeps much of what was freed, until it levels off.
 */
function growthOf(warm: readonly SoakSample[]): { readonly text: string; readonly most: number } {
  const of = (bytes: (sample: SoakSample) => number) =>
    slope(warm.map((sample) => [sample.hours, bytes(sample) / 1e6]));
  const held = of((sample) => sample.held.reduce((sum, bytes) => sum + bytes, 0));
  const rss = of((sample) => sample.rss);
  const show = ({ perUnit, standardError }: typeof held) =>
    `${perUnit.toFixed(2)} ± ${standardError.toFixed(2)} MB an hour`;
  return {
    text: `held ${show(held)}, resident ${show(rss)}`,
    most: held.perUnit + SURE * held.standardError,
  };
}

/** Whether there are clearly more in the end than soon after the start. A few come and go. */
function leaked(warm: readonly SoakSample[], count: (sample: SoakSample) => number): boolean {
  const fifth = Math.ceil(warm.length / 5);
  const most = (some: readonly SoakSample[]) => Math.max(...some.map(count));
  return most(warm.slice(-fifth)) > most(warm.slice(0, -fifth)) + 4;
}

function count(resources: readonly string[], kind: string): number {
  return resources.filter((each) => each === kind).length;
}
