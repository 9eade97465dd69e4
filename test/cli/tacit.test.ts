import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { smallWorkspace } from '../worker/small-workspace.ts';
import { objects, startTacit, tacit } from './run-tacit.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const { folder } = smallWorkspace();
const work = temporaryFolder();
const small = ['--hidden', '48', '--embedding', '48', '--vocabulary', '400', '--seed', '3'];
const model = join(work, 'model.safetensors');
let trained: Awaited<ReturnType<typeof tacit>>;

beforeAll(async () => {
  trained = await tacit('train', folder, '--out', model, ...small, '--steps', '40', '--json');
});

describe('tacit train', () => {
  it('prints progress and the end as JSON, one object per line, and the rest on standard error', () => {
    expect(trained.status).toBe(0);
    const lines = objects(trained.stdout);
    const done = lines.pop();
    expect(done).toMatchObject({ event: 'done', file: model, steps: 40 });
    expect(typeof done?.['validationBitsPerCharacter']).toBe('number');
    expect(lines.length).toBeGreaterThan(0);
    const members = [
      'event', 'seconds', 'step', 'epoch', 'tokens', 'tokensPerSecond', 'charactersPerSecond',
      'trainBitsPerCharacter', 'validationBitsPerCharacter', 'gradientNorm',
    ]; // prettier-ignore
    for (const line of lines) expect(Object.keys(line)).toEqual(expect.arrayContaining(members));
    expect(trained.stderr).toContain('bits per character');
  });

  it('makes the same bytes from the same seed, files and options', async () => {
    for (const kernels of ['relaxed-simd', 'simd']) {
      const [once, again] = ['once', 'again'].map((name) => join(work, `${name}-${kernels}`));
      for (const out of [once, again]) {
        await tacit('train', folder, '--out', out, ...small, '--steps', '40', '--kernels', kernels);
      }
      expect(readFileSync(again).equals(readFileSync(once))).toBe(true);
    }
    const other = join(work, 'other.safetensors');
    await tacit('train', folder, '--out', other, ...small, '--seed', '4', '--steps', '40');
    expect(readFileSync(other).equals(readFileSync(model))).toBe(false);
  });

  it('continues the run of a model', async () => {
    const more = join(work, 'more.safetensors');
    const { status, stdout } = await tacit(
      'train',
      folder,
      '--out',
      more,
      '--resume',
      model,
      '--steps',
      '45',
      '--json',
    );
    expect(status).toBe(0);
    expect(objects(stdout).at(-1)).toMatchObject({ event: 'done', steps: 45 });
  });

  it('saves before it ends when it is interrupted', async () => {
    const out = join(work, 'interrupted.safetensors');
    const { process: child, ended } = startTacit([
      'train',
      folder,
      '--out',
      out,
      ...small,
      '--minutes',
      '10',
      '--json',
    ]);
    child.stdout.once('data', () => child.kill('SIGINT'));
    expect((await ended).status).toBe(130);
    const { stdout } = await tacit('inspect', out, '--json');
    expect(objects(stdout)[0]).toMatchObject({ resumable: true, figures: { finished: false } });
  });

  it('trains every cell and tokenizer, and the preset classic', async () => {
    for (const [cell, tokenizer] of [
      ['rnn', 'char'],
      ['gru', 'word'],
      ['lstm', 'subword'],
    ] as const) {
      const out = join(work, `${cell}.safetensors`);
      const args = ['--cell', cell, '--tokenizer', tokenizer, '--layers', '2', ...small, '--steps', '3'];
      expect((await tacit('train', folder, '--out', out, ...args)).status).toBe(0);
      const { stdout } = await tacit('inspect', out, '--json');
      expect(objects(stdout)[0]).toMatchObject({ shape: { cell, layers: 2, hidden: 48 }, tokenizer });
    }
    const out = join(work, 'classic.safetensors');
    await tacit('train', folder, '--out', out, '--preset', 'classic', '--steps', '3');
    const [classic] = objects((await tacit('inspect', out, '--json')).stdout);
    expect(classic).toMatchObject({
      shape: { cell: 'rnn', layers: 1, hidden: 100 },
      tokenizer: 'char',
      options: { optimizer: { name: 'sgd', momentum: 0 }, learningRate: 0.01 },
    });
    expect((classic['shape'] as { vocabulary: number }).vocabulary).toBeLessThanOrEqual(100);
  });
});

describe('tacit sample, score and inspect', () => {
  it('samples as many characters as it is asked for, and the same for the same seed', async () => {
    const args = ['sample', model, '--prompt', 'export ', '--length', '120', '--seed', '9'] as const;
    const { status, stdout } = await tacit(...args);
    expect(status).toBe(0);
    expect(stdout.startsWith('export ')).toBe(true);
    expect([...stdout.trimEnd()].length).toBeLessThanOrEqual(7 + 120);
    expect((await tacit(...args)).stdout).toBe(stdout);
  });

  it('scores each line of standard input', async () => {
    const { process: child, ended } = startTacit(['score', model, '--json']);
    child.stdin.end('export interface\nqqqq zzzz\n');
    const scores = objects((await ended).stdout);
    expect(scores.map(({ text }) => text)).toEqual(['export interface', 'qqqq zzzz']);
    expect(Number(scores[0]?.['bitsPerCharacter'])).toBeLessThan(Number(scores[1]?.['bitsPerCharacter']));
  });

  it('inspects a model for people', async () => {
    const { stdout } = await tacit('inspect', model);
    expect(stdout).toMatch(/1 × GRU of 48, embedding 48 \(tied to the output\)/);
  });
});

describe('bad input ends with a status, one clear line and no stack', () => {
  const empty = temporaryFolder();
  const cases: readonly (readonly [string, number, RegExp, ...string[]])[] = [
    ['no command', 2, /^$/],
    ['an unknown command', 2, /no command/, 'fly'],
    ['an unknown option', 2, /--fast/, 'train', folder, '--out', 'x', '--fast'],
    ['no output file', 2, /--out is missing/, 'train', folder],
    ['a cell that does not exist', 2, /rnn, gru, lstm/, 'train', folder, '--out', 'x', '--cell', 'cnn'],
    ['a number that is none', 2, /--hidden/, 'train', folder, '--out', 'x', '--hidden', 'many'],
    ['two budgets', 2, /one of/, 'train', folder, '--out', 'x', '--steps', '1', '--epochs', '1'],
    ['no such folder', 3, /no folder/, 'train', join(folder, 'nowhere'), '--out', join(work, 'x')],
    ['a folder without text', 3, /nothing|no text/i, 'train', empty, '--out', join(work, 'x')],
    ['a model that does not fit into memory', 3, /^tacit: .* MB is the limit/m, 'train', folder,
      '--out', join(work, 'x'), '--hidden', '4096', '--embedding', '4096', '--layers', '3'],
    ['no such model', 3, /nowhere/, 'sample', join(work, 'nowhere')],
    ['a file that is no model', 3, /hello/, 'inspect', join(work, 'hello')],
    ['an output that cannot be written', 3, /could not be written/, 'train', folder, '--out', join(work, 'hello', 'x'),
      ...small, '--steps', '1'],
  ]; // prettier-ignore

  writeFileSync(join(work, 'hello'), 'Hello.');
  for (const [name, status, message, ...args] of cases) {
    it(name, async () => {
      const ended = await tacit(...args);
      expect(ended.status).toBe(status);
      expect(ended.stderr).toMatch(message);
      expect(ended.stderr).not.toMatch(/\n\s+at /);
    });
  }

  it('a damaged model is refused and left where it is', async () => {
    const damaged = join(work, 'damaged.safetensors');
    writeFileSync(damaged, readFileSync(model));
    truncateSync(damaged, statSync(damaged).size - 1);
    const { status, stderr } = await tacit('sample', damaged);
    expect(status).toBe(3);
    expect(stderr).toContain('damaged.safetensors');
    expect(statSync(damaged).size).toBe(statSync(model).size - 1);
  });
});
