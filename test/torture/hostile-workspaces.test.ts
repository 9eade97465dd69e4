import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  type Dirent,
  appendFileSync,
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:net';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Random } from '../../src/core/tensor/random.ts';
import type { PredictorContract } from '../../src/protocol/predictor-contract.ts';
import type { CorpusSummary, FileReference, TrainerContract } from '../../src/protocol/trainer-contract.ts';
import { startTacit } from '../cli/run-tacit.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { sourceOf } from '../worker/source-of.ts';
import { startWorker, valueOf } from '../worker/start-worker.ts';
import { isFull, reportFault } from './fault-report.ts';

const nouns = ['anchor', 'beacon', 'cable', 'dock', 'engine', 'ferry', 'gauge', 'harbour', 'inlet', 'jetty'];
/** Milliseconds after which a workspace counts as one that hangs. */
const HANGS = isFull ? 300_000 : 100_000;
const TIMEOUT = 3 * HANGS + 100_000;
const megabyte = 2 ** 20;

const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) server.close();
});

/** A folder with some files that should be learned, whatever else is in it. */
function workspace(): { folder: string; good: readonly string[] } {
  const folder = temporaryFolder();
  const good = nouns.map((noun) => put(folder, `good/${noun}.ts`, sourceOf(noun)));
  return { folder, good };
}

function put(folder: string, path: string, text: string | Uint8Array): string {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
  return path;
}

/** Nothing where the folder is gone, or its name is no text. */
function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** All that is in a folder and is no folder itself, as a search lists it that follows no links. */
function listed(folder: string): FileReference[] {
  const folders = [{ diskPath: folder, prefix: '' }];
  const references: FileReference[] = [];
  const visit = (path: string): void => {
    for (const entry of entriesOf(join(folder, path))) {
      const inner = path === '' ? entry.name : `${path}/${entry.name}`;
      if (entry.isDirectory()) visit(inner);
      else references.push({ path: inner, source: { diskPath: join(folder, inner), folders } });
    }
  };
  visit('');
  return references;
}

/** Ends with an error where work takes too long. */
async function inTime<T>(what: string, work: Promise<T>): Promise<T> {
  const hangs = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    hangs.reject(new Error(`${what} hangs`));
  }, HANGS);
  return Promise.race([work, hangs.promise]).finally(() => {
    clearTimeout(timer);
  });
}

const peakOf = (process: number | 'self'): number =>
  Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${process}/status`, 'utf8'))?.[1] ?? 0) / 1024;

const options = { hidden: 16, embedding: 16, batch: 4, budget: { steps: 2 } };

/** Lets a real predictor thread remember the files. Resolves to how many it holds. */
async function remembered(files: readonly FileReference[]): Promise<number> {
  const { caller, worker } = startWorker<PredictorContract>('predictor');
  const params = { files, preset: 'fast', memoryPath: undefined } as const;
  const done = caller.call('remember', params);
  return inTime('the predictor', done)
    .then((outcome) => valueOf(outcome).memory.files)
    .finally(() => worker.terminate());
}

/** Lets a real trainer thread learn the files. Resolves to what it took and what it left out. */
async function learned(files: readonly FileReference[]): Promise<CorpusSummary> {
  const { caller, worker } = startWorker<TrainerContract>('trainer');
  const read: CorpusSummary[] = [];
  caller.on('corpus', (summary) => read.push(summary));
  const params = { files, preset: 'fast', options, resume: false, modelPath: undefined } as const;
  const done = caller.call('train', { ...params, workspaceName: 'hostile' });
  const end = await inTime('the trainer', done).finally(() => worker.terminate());
  expect(valueOf(end).model.steps).toBe(2);
  return read[0];
}

/** Lets the headless command learn the folder. Resolves to what it says, and the megabytes that it took at most. */
async function trained(folder: string): Promise<{ stderr: string; megabytes: number }> {
  const out = join(temporaryFolder(), 'model.safetensors');
  const sizes = ['--hidden', '16', '--embedding', '16', '--steps', '2'];
  const { process: child, ended } = startTacit(['train', folder, '--out', out, '--preset', 'fast', ...sizes]);
  let megabytes = 0;
  const watch = setInterval(() => {
    try {
      megabytes = Math.max(megabytes, peakOf(child.pid ?? 'self'));
    } catch {
      // It has just ended.
    }
  }, 100);
  const end = await inTime('the command', ended).finally(() => {
    clearInterval(watch);
    child.kill('SIGKILL');
  });
  expect(end).toMatchObject({ status: 0 });
  expect(end.stderr).not.toMatch(/\n {4}at /);
  return { stderr: end.stderr, megabytes };
}

/** Lets all three read a workspace, and notes what that took. */
async function survives(fault: string, { folder, good }: ReturnType<typeof workspace>): Promise<string> {
  const began = performance.now();
  const files = listed(folder);
  const { files: taken, omissions } = await learned(files);
  const left = new Map(omissions.map(({ path, reason }) => [path, reason]));
  // Each file is learned, or left out for a reason.
  expect(taken + omissions.length, fault).toBe(files.length);
  expect(good.filter((path) => left.has(path))).toEqual([]);
  expect(await remembered(files)).toBeGreaterThanOrEqual(good.length);
  const { stderr, megabytes } = await trained(folder);
  reportFault({
    fault,
    tried: 3,
    survived: 3,
    lost:
      `nothing; ${((performance.now() - began) / 1000).toFixed(0)} s for all three, ` +
      `${megabytes.toFixed(0)} MB in the command, ${peakOf('self').toFixed(0)} MB in the threads' process at most`,
  });
  return stderr;
}

/** Names that are allowed, and make somebody stumble. */
const oddNames = [
  'line\nbreak.ts',
  '\u202egnp.ts',
  '👩‍👩‍👧‍👦.ts',
  '-rf.ts',
  '--out.ts',
  `${'n'.repeat(252)}.ts`,
  'ends in a blank .ts ',
  'dots...',
  ' ',
  '~',
  '$(touch gone).ts',
  '`id`.ts',
  '%2e%2e%2f.ts',
  '__proto__',
  'constructor',
  'toString.ts',
  'a\\b.ts',
  'C:.ts',
  'CON.ts',
  'nul',
  '*.ts',
  '[a].ts',
  '{a,b}.ts',
  '!a.ts',
  '#a.ts',
  'it\'s "quoted".ts',
  '\u0001.ts',
  '\u001b[31mred.ts',
  'e\u0301.ts',
  '\u00e9.ts',
];

describe.skipIf(process.platform === 'win32')('threads and the headless command get through', () => {
  it(
    'odd names, deep folders, loops of links, pipes, sockets and devices',
    async () => {
      const place = workspace();
      const { folder } = place;
      oddNames.forEach((name, at) => {
        writeFileSync(join(folder, name), sourceOf(`name${at}`));
      });
      const invalid = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xff, 0xfe, 0x80])]);
      writeFileSync(Buffer.concat([invalid, Buffer.from('.ts')]), sourceOf('invalid'));
      mkdirSync(invalid);
      writeFileSync(Buffer.concat([invalid, Buffer.from('/a.ts')]), sourceOf('inside'));
      const deep = Array<string>(300).fill('d').join('/');
      for (const depth of [10, 100, 300])
        put(folder, `${deep.slice(0, 2 * depth)}/a.ts`.replace('//', '/'), sourceOf(`deep${depth}`));
      const links = {
        itself: 'itself',
        one: 'two',
        two: 'one',
        parent: '..',
        here: '.',
        root: '/',
        deepest: deep,
      };
      for (const [name, target] of Object.entries(links)) symlinkSync(target, join(folder, `link-${name}`));
      symlinkSync('/dev/zero', join(folder, 'zero.ts'));
      symlinkSync('/dev/stdin', join(folder, 'stdin.ts'));
      symlinkSync('/proc/self/mem', join(folder, 'memory.ts'));
      symlinkSync('../../gone', join(folder, 'good', 'gone.ts'));
      mkdirSync(join(folder, 'pipes'));
      const pipes = ['.gitignore', 'pipes/.gitignore', 'training.lock', ...'stuvwxyz'].map((name) =>
        join(folder, name),
      );
      execFileSync('mkfifo', pipes);
      const server = createServer().listen(join(folder, 'socket.ts'));
      servers.push(server);
      await new Promise((resolve) => server.once('listening', resolve));
      put(folder, 'closed.ts', sourceOf('closed'));
      chmodSync(join(folder, 'closed.ts'), 0);
      mkdirSync(join(folder, 'closed'), { mode: 0 });
      const stderr = await survives(
        'odd names, folders 300 deep, loops of links, pipes, sockets, devices',
        place,
      );
      expect(stderr).toContain('unreadable');
      expect(stderr).toContain('links, which are not followed');
      chmodSync(join(folder, 'closed'), 0o700);
    },
    TIMEOUT,
  );

  it(
    'texts that are long, repetitive, encoded or in no encoding',
    async () => {
      const place = workspace();
      const { folder } = place;
      const fill = (unit: string, bytes: number): string =>
        unit.repeat(Math.ceil(bytes / unit.length)).slice(0, bytes);
      const long = isFull ? 50 * megabyte : 5 * megabyte;
      const most = megabyte - 10;
      const random = new Random(7);
      const bytes = Uint8Array.from({ length: most }, () => random.below(256));
      const base64 = Buffer.from(bytes).toString('base64');
      const texts: Readonly<Record<string, string | Uint8Array>> = {
        'line.ts': fill('const a = 1; ', long),
        'returns.ts': fill('a = 1;\r', long),
        'lines.md': fill('the same line\n', long),
        'prose.md': fill('all of this is one line ', most),
        'returns.md': fill('b = a;\r', most),
        'repeated.ts': fill('  x += 1;\n', most),
        'blanks.ts': fill(' ', most),
        'breaks.md': `${fill('\n', most)}a`,
        'letters.md': fill('a', most),
        'chinese.md': fill('中', most / 3),
        'marks.md': fill('e\u0301\u0302\u0303', most / 4),
        'joined.md': fill('\u200d', most / 3),
        'brackets.md': fill('([{', most),
        'quotes.md': fill('"\'`\\', most),
        'keys.env.md': fill('PASSWORD=', most),
        'base64.ts': base64.slice(0, most),
        'base64.txt': base64.slice(0, most / 2).replaceAll(/.{76}/g, '$&\n'),
        'random.ts': bytes,
        'random.bin': bytes,
        'notebook.ipynb': fill('{"cells":[', 8 * megabyte - 10),
        'deep.ipynb': `{"cells":${'['.repeat(1e6)}${']'.repeat(1e6)}}`,
        'sources.ipynb': JSON.stringify({
          cells: Array(1e5).fill({ cell_type: 'code', source: ['a', 'b\n'] }),
        }),
        'utf16.ts': Buffer.from(sourceOf('sixteen'), 'utf16le'),
        'odd-utf16.ts': Buffer.from(sourceOf('odd'), 'utf16le').subarray(1),
        'marked.ts': Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(sourceOf('wrong'), 'utf16le')]),
        'cut.ts': Buffer.from(`${sourceOf('cut')}// 中`).subarray(0, -1),
        'surrogates.ts': Buffer.concat([Buffer.from(sourceOf('half')), Buffer.from([0xed, 0xa0, 0x80])]),
        'gbk.ts': Buffer.concat([Buffer.from(sourceOf('gbk')), Buffer.from([0xd6, 0xd0, 0xce, 0xc4])]),
        'nul.ts': `${sourceOf('nul')}\0`,
        'mixed.ts': sourceOf('mixed').replaceAll(
          '\n',
          () => ['\n', '\r\n', '\r', '\u2028', '\x85'][random.below(5)],
        ),
        'sparse.ts': '',
      };
      for (const [name, text] of Object.entries(texts)) put(folder, name, text);
      truncateSync(join(folder, 'sparse.ts'), 1e12);
      const stderr = await survives('lines of 50 MB, repetitive and encoded bulk, invalid encodings', place);
      for (const reason of ['too large', 'binary', 'minified', 'encoded bytes'])
        expect(stderr).toContain(reason);
    },
    TIMEOUT,
  );

  it(
    'very many files, folders and .gitignore files, with patterns that take others for ever',
    async () => {
      const place = workspace();
      const { folder } = place;
      const many = isFull ? 100_000 : 5000;
      const random = new Random(8);
      for (let file = 0; file < many; file++) {
        const text = Array.from(
          { length: 5 },
          () => `let v${random.below(1e6)} = ${random.below(1e6)};\n`,
        ).join('');
        put(folder, `many/${file % 100}/${file % 1000}/${file}.ts`, text);
      }
      for (let at = 0; at < many / 20; at++)
        put(folder, `many/${at % 100}/${at}/.gitignore`, '*.log\n/build/\n!x.ts\n');
      const patterns = [
        `${'*a'.repeat(30)}*b`,
        `${'**/a/'.repeat(30)}b`,
        '?'.repeat(5000),
        'x'.repeat(1e5),
        '['.repeat(1e5),
        '[a-'.repeat(1e4),
        '\\'.repeat(99_999),
        '{1,1000000000}',
        '(a+)+$',
        'hidden.ts',
      ];
      put(folder, 'patterns/.gitignore', patterns.join('\n'));
      put(folder, `patterns/${'a'.repeat(250)}`, sourceOf('names'));
      put(folder, `patterns/${'a/'.repeat(200)}c.ts`, sourceOf('steps'));
      put(folder, 'patterns/hidden.ts', sourceOf('hidden'));
      put(folder, 'lines/.gitignore', Array.from({ length: 60_000 }, (_, at) => `*x${at}*y`).join('\n'));
      put(folder, 'lines/a.ts', sourceOf('after'));
      const stderr = await survives(
        `${many} files and ${many / 20} .gitignore files, with hostile patterns`,
        place,
      );
      expect(stderr).toContain('1 ignored by .gitignore (patterns/hidden.ts)');
    },
    TIMEOUT,
  );

  it(
    'files that grow, shrink, vanish and become folders, links and pipes while they are read',
    async () => {
      const place = workspace();
      const { folder } = place;
      const names = Array.from({ length: isFull ? 2000 : 300 }, (_, at) => `changing/${at % 10}/f${at}.ts`);
      for (const [at, name] of names.entries())
        put(folder, name, sourceOf(`changing${at}`).repeat(1 + (at % 5)));
      const random = new Random(9);
      /** Puts something else in the place of a file, or does nothing where none is. */
      const instead = (path: string, make: () => void): void => {
        rmSync(path, { recursive: true });
        make();
      };
      /** A pipe would wait for a reader. */
      const inFile = (path: string, change: () => void): void => {
        if (lstatSync(path).isFile()) change();
      };
      const changes: readonly ((path: string) => void)[] = [
        (path) => { inFile(path, () => { appendFileSync(path, randomBytes(50_000).toString('hex')); }); },
        (path) => { inFile(path, () => { truncateSync(path, random.below(100)); }); },
        (path) => { inFile(path, () => { truncateSync(path, 3 * megabyte); }); },
        (path) => { unlinkSync(path); },
        (path) => { instead(path, () => { mkdirSync(path); }); },
        (path) => { instead(path, () => { symlinkSync('/etc/passwd', path); }); },
        (path) => { instead(path, () => { symlinkSync(path, path); }); },
        (path) => { instead(path, () => { execFileSync('mkfifo', [path]); }); },
        (path) => { instead(path, () => { writeFileSync(path, sourceOf(`again${random.below(1e6)}`)); }); },
        (path) => { renameSync(dirname(path), `${dirname(path)}-moved`); },
        (path) => { renameSync(`${dirname(path)}-moved`, dirname(path)); },
      ]; // prettier-ignore
      const changing = setInterval(() => {
        for (let some = 0; some < 10; some++) {
          try {
            changes[random.below(changes.length)](join(folder, names[random.below(names.length)]));
          } catch {
            // Another change was quicker.
          }
        }
      }, 5);
      try {
        await survives(
          'files that grow, shrink, vanish or become folders, links and pipes while they are read',
          place,
        );
      } finally {
        clearInterval(changing);
      }
    },
    TIMEOUT,
  );
});
