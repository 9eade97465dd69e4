import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/cli/evaluate/report.ts';
import { smallWorkspace } from '../worker/small-workspace.ts';
import { objects, tacit } from './run-tacit.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const { folder } = smallWorkspace();
const unseen = temporaryFolder();
writeFileSync(
  join(unseen, 'unseen.ts'),
  'export function shipAll(orders: readonly Order[]): void {\n  for (const order of orders) ship(order);\n}\n'.repeat(
    4,
  ),
);
const small = ['--hidden', '48', '--embedding', '48', '--vocabulary', '400', '--seed', '3', '--steps', '30'];
let run: Awaited<ReturnType<typeof tacit>>;
let report: Report;

beforeAll(async () => {
  run = await tacit('evaluate', '--train', folder, '--test', unseen, ...small, '--json');
  report = objects(run.stdout)[0] as unknown as Report;
});

describe('tacit evaluate', () => {
  it('reports every figure, for programs on standard output and for people on standard error', () => {
    expect(run.status).toBe(0);
    expect(objects(run.stdout)).toHaveLength(1);
    expect(report.isPartial).toBe(false);
    expect(report.corpus.testFiles).toBe(1);
    expect(report.replay).toHaveLength(2);
    expect(report.replayWithRejections).toHaveLength(2);
    expect(report.timed?.map(({ keySeconds }) => keySeconds)).toEqual([0.12, 0.2, 0.28]);
    for (const { netTimeSaved, ceiling, sensitivity } of report.timed ?? []) {
      expect(netTimeSaved).toBeLessThanOrEqual(ceiling);
      expect(sensitivity).toHaveLength(8);
    }
    expect(report.timedBaselines?.word).toHaveLength(3);
    expect(report.judged?.map(({ kind }) => kind)).toEqual(['all', 'short', 'line', 'several']);
    expect(report.endsInUnknownWord).toBeGreaterThanOrEqual(0);
    const { memory, word, wordRecent } = report.baselines;
    for (const rows of [memory, word, wordRecent]) expect(rows).toHaveLength(2);
    for (const each of Object.values(report.bitsPerCharacter ?? {})) expect(each).toBeGreaterThan(0);
    expect(report.nextToken?.mrr10).toBeGreaterThan(0);
    expect(report.shaping?.length).toBeGreaterThan(5);
    expect(run.stderr).toContain('MRR@10');
    expect(run.stderr).toMatch(/keys saved, file by file {2}[▁-█]/);
  });

  it('predicts what repeats itself, since it learns what is typed', () => {
    const { mixed = 0, adaptive = Infinity } = report.bitsPerCharacter ?? {};
    expect(adaptive).toBeLessThan(0.8 * mixed);
    expect(report.replay?.[0]?.keystrokesSaved).toBeGreaterThan(0.3);
  });

  it('leaves out what it was not asked for', async () => {
    const { stdout } = await tacit(
      'evaluate', '--train', folder, '--test', unseen, ...small, '--parts', 'word', '--characters', '50', '--json',
    ); // prettier-ignore
    const [partial] = objects(stdout) as unknown as Report[];
    expect(partial.isPartial).toBe(true);
    expect(partial.replay ?? null).toBeNull();
    expect(partial.baselines.word).toHaveLength(2);
  });

  it('types in the middle of lines, and several lines at a time, when it is asked to', async () => {
    const { stdout, stderr } = await tacit(
      'evaluate', '--train', folder, '--test', unseen, ...small, '--parts', 'gaps,several-lines', '--json',
    ); // prettier-ignore
    const [asked] = objects(stdout) as unknown as Report[];
    expect(asked.replay ?? null).toBeNull();
    expect(asked.replaySeveralLines).toHaveLength(2);
    expect(asked.gaps).toHaveLength(3);
    for (const { gaps, keystrokesSaved, precision } of asked.gaps ?? []) {
      expect(gaps).toBeGreaterThan(0);
      expect(keystrokesSaved).toBeGreaterThanOrEqual(0);
      expect(precision).toBeLessThanOrEqual(1);
    }
    expect(stderr).toContain('middles of lines, eager');
  });

  it('says what is wrong with its arguments', async () => {
    const wrongPart = await tacit('evaluate', '--train', folder, '--test', unseen, '--parts', 'speed');
    expect(wrongPart.status).toBe(2);
    expect(wrongPart.stderr).toContain('speed');
    const empty = temporaryFolder();
    const nothing = await tacit('evaluate', '--train', folder, '--test', empty, ...small);
    expect(nothing.status).toBe(3);
    expect(nothing.stderr).toContain(empty);
    const copies = await tacit('evaluate', '--train', folder, '--test', folder, ...small);
    expect(copies.status).toBe(3);
  });
});
