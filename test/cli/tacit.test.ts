import {
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { smallWorkspace, write } from '../worker/small-workspace.ts';
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

  it('says which options a resumed run does not take, and that it had ended', async () => {
    const same = join(work, 'same.safetensors');
    const { status, stderr } = await tacit('train', folder, '--out', same, '--resume', model, ...small);
    expect(status).toBe(0);
    expect(stderr).toMatch(/--embedding, --hidden, --vocabulary, --seed have no effect/);
    expect(stderr).toMatch(/had ended already/);
    expect(readFileSync(same).equals(readFileSync(model))).toBe(true);
  });

  it('says what it left out, and why', async () => {
    const mixed = temporaryFolder();
    write(mixed, 'a.ts', `export const gull = 1;\nconst password = '${'hunter2' + 'x'}';\n`);
    write(mixed, 'data.xyz', Uint8Array.of(1, 0, 0xff, 0xfe));
    write(mixed, 'empty.ts', '');
    write(mixed, 'study/.ipynb_checkpoints/a.ipynb', '{}');
    symlinkSync(join(mixed, 'a.ts'), join(mixed, 'link.ts'));
    const { stderr } = await tacit('train', mixed, '--out', join(work, 'mixed'), ...small, '--steps', '1');
    expect(stderr).toContain('1 binary or in an unknown encoding (data.xyz)');
    expect(stderr).toContain('1 empty (empty.ts)');
    expect(stderr).toContain('secrets masked: 1 given to a password or the like');
    expect(stderr).toContain('1 in folders that hold no sources (study/.ipynb_checkpoints/)');
    expect(stderr).toContain('1 links, which are not followed (link.ts)');
  });

  it('masks no secret that is allowed, and says what cannot allow any', async () => {
    const mixed = temporaryFolder();
    const values = ['hunter2' + 'x', 'example-' + '1', 'example-' + '2'];
    write(mixed, 'a.ts', values.map((value) => `const password = '${value}';\n`).join(''));
    const args = ['train', mixed, '--out', join(work, 'allowed'), ...small, '--steps', '1'];
    const { stderr } = await tacit(...args, '--allow-secret', 'hunter2' + 'x', '--allow-secret', '*ample-2');
    expect(stderr).toContain('secrets masked: 1 given to a password or the like');
    const wrong = await tacit(...args, '--allow-secret', '*');
    expect(wrong.status).toBe(2);
    expect(wrong.stderr).toContain('--allow-secret takes 4 to 200 characters');
  });

  const interruptions = {
    SIGINT: (child: ChildProcess) => child.kill('SIGINT'),
    SIGTERM: (child: ChildProcess) => child.kill('SIGTERM'),
    'a terminal that was closed': (child: ChildProcess) => {
      child.stdout?.destroy();
      child.stderr?.destroy();
      child.kill('SIGHUP');
    },
  };
  it.each(Object.entries(interruptions))('saves before it ends by %s', async (_, interrupt) => {
    const out = join(temporaryFolder(), 'interrupted.safetensors');
    const args = ['train', folder, '--out', out, ...small, '--minutes', '10', '--json'];
    const { process: child, ended } = startTacit(args);
    child.stdout.once('data', () => void interrupt(child));
    expect((await ended).status).toBe(130);
    const { stdout } = await tacit('inspect', out, '--json');
    expect(objects(stdout)[0]).toMatchObject({ resumable: true, figures: { finished: false } });
  });

  it('saves before it ends if nobody reads its output any more', async () => {
    const out = join(temporaryFolder(), 'unread.safetensors');
    const args = ['train', folder, '--out', out, ...small, '--minutes', '10', '--json'];
    const unread = `process.stdout.write = () => process.stdout.emit('error', { code: 'EPIPE' });`;
    expect((await startTacit(args, unread).ended).status).toBe(130);
    expect((await tacit('inspect', out)).status).toBe(0);
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

/** A script that makes the first attempts to give a file its name fail, as on a full disk. */
const fullDisk = (attempts: number): string => `
  import files from 'node:fs/promises';
  import { syncBuiltinESMExports } from 'node:module';
  const { rename } = files;
  let attempts = ${String(attempts)};
  files.rename = (from, to) => {
    if (attempts-- <= 0) return rename(from, to);
    process.stderr.write('refused\\n');
    return Promise.reject(Object.assign(new Error('No space is left.'), { code: 'ENOSPC' }));
  };
  syncBuiltinESMExports();`;

describe('an output', () => {
  const args = (out: string, source = folder) => ['train', source, '--out', out, ...small, '--steps', '20'];

  it('that is stored in the end is done, although the disk was full for a moment', async () => {
    const out = join(temporaryFolder(), 'model.safetensors');
    const { status, stderr } = await startTacit(args(out), fullDisk(1)).ended;
    expect(stderr).toContain('refused');
    expect(status).toBe(0);
    expect((await tacit('inspect', out)).status).toBe(0);
  });

  it('that is not stored in the end is a failure, and leaves nothing', async () => {
    const own = temporaryFolder();
    const { status, stderr } = await startTacit(args(join(own, 'model.safetensors')), fullDisk(99)).ended;
    expect(status).toBe(3);
    expect(stderr).toMatch(/^tacit: The disk is full: .*model\.safetensors could not be written\. Free .*$/m);
    expect(readdirSync(own)).toEqual([]);
  });

  it.each([
    ['below a file', /could not be written/, folder, 'letter/model'],
    ['with a name that is too long', /could not be written/, folder, `new/newer/${'m'.repeat(300)}`],
    ['for which there is nothing to learn', /no files in/, temporaryFolder(), 'new/newer/model'],
  ])('%s is refused before the training, and leaves nothing', async (_, message, source, path) => {
    const own = temporaryFolder();
    writeFileSync(join(own, 'letter'), 'Dear reader\n');
    const { status, stderr } = await tacit(...args(join(own, path), source));
    expect(status).toBe(3);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/[1-9] held out/);
    expect(readdirSync(own)).toEqual(['letter']);
    expect(readFileSync(join(own, 'letter'), 'utf8')).toBe('Dear reader\n');
  });

  it('that exists stays as it is until there is a better one', async () => {
    const out = join(temporaryFolder(), 'model.safetensors');
    writeFileSync(out, readFileSync(model));
    const before = statSync(out, { bigint: true });
    await tacit('train', temporaryFolder(), '--out', out);
    expect(statSync(out, { bigint: true })).toMatchObject({ ino: before.ino, mtimeNs: before.mtimeNs });
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

/** A safetensors file as other programs write it. */
const foreign = (): Buffer => {
  const header = '{"__metadata__":{"format":"pt"},"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}';
  return Buffer.from(`${String.fromCharCode(header.length)}\0\0\0\0\0\0\0${header}\0\0\0\0`, 'latin1');
};

describe('a file of the user', () => {
  const files = {
    hello: () => Buffer.from('Hello, this is a letter and not a model at all.\n'),
    'other.safetensors': () => Buffer.from('\x0a\0\0\0\0\0\0\0{"a":null}', 'latin1'),
    'foreign.safetensors': foreign,
    'cut.safetensors': () => readFileSync(model).subarray(0, -1),
    'changed.safetensors': () => readFileSync(model).map((byte, at) => (at === 5000 ? byte ^ 1 : byte)),
    'newer.safetensors': () =>
      Buffer.from(readFileSync(model).toString('latin1').replace('"version":"1"', '"version":"9"'), 'latin1'),
  };
  const elsewhere = join(work, 'elsewhere.safetensors');
  const commands: readonly (readonly [string, (path: string) => readonly string[]])[] = [
    ['train --resume', (path) => ['train', folder, '--out', elsewhere, '--resume', path, '--steps', '50']],
    ['evaluate --model', (path) => ['evaluate', '--train', folder, '--test', folder, '--model', path]],
    ['sample', (path) => ['sample', path]],
    ['score', (path) => ['score', path]],
    ['inspect', (path) => ['inspect', path]],
  ];

  for (const [name, args] of commands) {
    it.each(Object.keys(files))(`that is no model stays as it is: ${name} %s`, async (file) => {
      const own = temporaryFolder();
      const path = join(own, file);
      const bytes = files[file as keyof typeof files]();
      writeFileSync(path, bytes);
      const { status, stderr, stdout } = await tacit(...args(path));
      expect(status).toBe(3);
      expect(stderr).toContain(file);
      expect(stderr).toMatch(
        ['hello', 'other.safetensors', 'foreign.safetensors'].includes(file)
          ? /is not a model file/
          : /Train again|later version|Update/,
      );
      expect(stdout).toBe('');
      expect(readdirSync(own)).toEqual([file]);
      expect(readFileSync(path).equals(bytes)).toBe(true);
      expect(existsSync(elsewhere)).toBe(false);
    });
  }

  it('is not replaced by a model, and neither is a device', async () => {
    const path = join(work, 'letter.txt');
    writeFileSync(path, 'Dear reader\n');
    const pytorch = join(work, 'pytorch.safetensors');
    writeFileSync(pytorch, foreign());
    for (const out of [path, pytorch, '/dev/null', work]) {
      const { status, stderr } = await tacit('train', folder, '--out', out, ...small, '--steps', '1');
      expect(status).toBe(3);
      expect(stderr).toContain(`${out} exists and is not a model file`);
    }
    expect(readFileSync(path, 'utf8')).toBe('Dear reader\n');
    expect(readFileSync(pytorch).equals(foreign())).toBe(true);
    writeFileSync(path, '');
    expect((await tacit('train', folder, '--out', path, ...small, '--steps', '1')).status).toBe(0);
  });
});

describe('bad input ends with a status, one clear line and no stack', () => {
  const empty = temporaryFolder();
  const withoutText = temporaryFolder();
  write(withoutText, 'a.png', '');
  write(withoutText, 'b.xyz', Uint8Array.of(0, 1, 2, 3));
  write(withoutText, 'c', '\n');
  const cases: readonly (readonly [string, number, RegExp, ...string[]])[] = [
    ['no command', 2, /^$/],
    ['an unknown command', 2, /no command/, 'fly'],
    ['an unknown option', 2, /--fast/, 'train', folder, '--out', 'x', '--fast'],
    ['no output file', 2, /--out is missing/, 'train', folder],
    ['a cell that does not exist', 2, /rnn, gru, lstm/, 'train', folder, '--out', 'x', '--cell', 'cnn'],
    ['a number that is none', 2, /--hidden/, 'train', folder, '--out', 'x', '--hidden', 'many'],
    ['two budgets', 2, /one of/, 'train', folder, '--out', 'x', '--steps', '1', '--epochs', '1'],
    ['no such folder', 3, /no folder/, 'train', join(folder, 'nowhere'), '--out', join(work, 'x')],
    ['an empty folder', 3, /no files in/, 'train', empty, '--out', join(work, 'x')],
    ['a folder without text', 3, /2 binary or in an unknown encoding \(a\.png\), 1 empty \(c\).*--encoding/, 'train',
      withoutText, '--out', join(work, 'x')],
    ['a test folder without text', 3, /2 binary .*\(a\.png\), 1 empty \(c\)/, 'evaluate', '--train', folder,
      '--test', withoutText, ...small, '--steps', '1'],
    ['a test folder of copies', 3, /12 files are copies .*src\/anchor\.ts/, 'evaluate', '--train', folder,
      '--test', folder, ...small, '--steps', '1'],
    ['a folder in place of a model', 3, /is a folder/, 'inspect', empty],
    ['an encoding that does not exist', 2, /gbk.*latin99/, 'train', folder, '--out', 'x', '--encoding', 'latin99'],
    ['an argument that evaluate does not take', 2, /no arguments/, 'evaluate', 'x', '--train', folder, '--test', folder],
    ['a model that does not fit into memory', 4, /^tacit: .* MB is the limit/m, 'train', folder,
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

  it.each<[string, number, RegExp, string]>([
    ['a bug', 1, /^tacit: Something in Tacit is broken: TypeError: a ban is c \(\S+:1:\d+\)\. Run .*\n$/,
      'process.stdout.write = () => { throw new TypeError("a ban is c\\nd"); };'],
    ['a bug where no command waits for it', 1, /^tacit: Something in Tacit is broken: Error: late .*report.*\n$/,
      'process.stdout.write = () => { setImmediate(() => { throw new Error("late"); }); };'],
    ['a promise that nobody waits for', 1, /^tacit: Something in Tacit is broken: Error: lost .*report.*\n$/,
      'process.stdout.write = () => void Promise.reject(new Error("lost"));'],
    ['too little memory where no command waits for it', 4, /^tacit: There is not enough memory\. Choose .*\n$/,
      'process.stdout.write = () => { setImmediate(() => new Float32Array(2 ** 40)); };'],
  ])('%s', async (_, status, line, before) => {
    const { process: child, ended } = startTacit(['help'], before);
    child.stdin.end();
    expect(await ended).toEqual({ status, stdout: '', stderr: expect.stringMatching(line) as unknown });
  }); // prettier-ignore

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

describe('tacit explain', () => {
  const text = 'let gull = ';
  const args = (...more: string[]) => ['explain', model, '--train', folder, '--text', text, ...more];

  it('says where the user has written what is suggested', async () => {
    const { status, stdout } = await tacit(...args('--path', 'src/new.ts', '--json'));
    expect(status).toBe(0);
    const [{ text: suggested, sources, tokens, context }] = objects(stdout) as {
      [name: string]: unknown;
      sources: { path: string; line: number }[];
    }[];
    expect(typeof suggested).toBe('string');
    expect(tokens).not.toEqual([]);
    expect(context).not.toEqual([]);
    expect(sources.length).toBeGreaterThan(0);
    for (const { path, line } of sources) {
      const lines = readFileSync(join(folder, path), 'utf8').split('\n');
      expect(lines[line]).toBeDefined();
    }
  });

  it('explains a suggestion that is given, for people', async () => {
    const { status, stdout } = await tacit(...args('--suggestion', 'zyx'));
    expect(status).toBe(0);
    expect(stdout).toMatch(/^suggested {2}"zyx"/);
  });
});
