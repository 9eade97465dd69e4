import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readTrace, socketCalls, type SystemCall } from '../../scripts/system-calls/read-trace.ts';
import { straceCommand, whyNoStrace } from '../../scripts/system-calls/strace.ts';
import { USAGE } from '../../src/cli/usage.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { smallWorkspace, write } from '../worker/small-workspace.ts';
import { sourceOf } from '../worker/source-of.ts';
import { isFull, reportFault } from './fault-report.ts';

const cli = join(import.meta.dirname, '..', '..', 'dist', 'cli.js');
const { folder } = smallWorkspace();
const work = temporaryFolder();
const unseen = temporaryFolder();
write(unseen, 'unseen.ts', sourceOf('mooring'));
const model = join(work, 'model.safetensors');
const small = ['--hidden', '48', '--embedding', '48', '--vocabulary', '400', '--seed', '3'];
const evaluation = ['evaluate', '--train', folder, '--test', unseen];

/** What each command is called with, in this order: the first stores the model that later ones read. */
const runs: readonly (readonly string[])[] = [
  ['train', folder, '--out', model, ...small, '--steps', '20', '--threads', '2'],
  ['train', folder, '--out', join(work, 'more.safetensors'), '--resume', model, '--steps', '25', '--json'],
  ['train', folder, '--out', join(work, 'timed.safetensors'), ...small, '--minutes', '0.02'],
  ['sample', model, '--prompt', 'export ', '--length', '50'],
  ['score', model],
  ['inspect', model],
  ['explain', model, '--train', folder, '--text', 'export ', '--suggestion', 'const'],
  [...evaluation, '--model', model, '--parts', 'tacit,bits,gaps', '--characters', '60'],
  ['bench', '--short', '--json'],
  ['help'],
  ...(isFull
    ? [
        ...['classic', 'fast', 'large'].map((preset) =>
          ['train', folder, '--out', join(work, `${preset}.safetensors`), '--preset', preset, '--minutes', '0.3'],
        ),
        [...evaluation, ...small, '--minutes', '0.3', '--threads', '4', '--json'],
        [...evaluation, '--model', model, '--parts', 'several-lines,person'],
        ['bench', '--short', '--long'],
      ]
    : []),
]; // prettier-ignore

/** Scripts that reach for the network, run before the command. Whoever sees none of these sees nothing. */
const waysOut = {
  'a connection': `import('node:net').then(({ connect }) => connect(9, '127.0.0.1').on('error', () => {}))`,
  'a server': `import('node:net').then(({ createServer }) => createServer().listen(0).unref())`,
  'a datagram': `import('node:dgram').then(({ createSocket }) => {
    const socket = createSocket('udp4').unref();
    socket.send('x', 9, '127.0.0.1');
  })`,
  'a look-up': `import('node:dns').then(({ lookup }) => lookup('tacit.invalid', () => {}))`,
  'a request': `fetch('http://127.0.0.1:65000/').catch(() => {})`,
  'another program': `import('node:child_process').then(({ execSync }) => execSync('true', { stdio: 'ignore' }))`,
  'a thread': `import('node:worker_threads').then(({ Worker }) => new Worker(
    'require("node:net").connect(9, "127.0.0.1").on("error", () => {})', { eval: true }))`,
};

/**
 * Runs Node under strace with files as its standard streams, since streams that a parent makes may be sockets. Returns
 * the calls that reach for sockets or for another program. Nothing is allowed: for a command that starts no program,
 * neither Node nor libuv makes a socket, not even a pair of local ones.
 */
async function traced(nodeArguments: readonly string[]): Promise<{ status: number; calls: SystemCall[] }> {
  const [input, output, trace] = ['input', 'output', 'trace'].map((name) => join(work, name));
  writeFileSync(input, 'export const anchor = 1;\n');
  const streams = [openSync(input, 'r'), openSync(output, 'w'), openSync(output, 'a')];
  const [command, ...flags] = straceCommand(trace);
  const child = spawn(command, [...flags, process.execPath, ...nodeArguments], { stdio: streams });
  const [status] = (await once(child, 'close')) as [number];
  for (const stream of streams) closeSync(stream);
  const calls = readTrace(readFileSync(trace, 'utf8'));
  const [start, ...others] = calls.filter(({ name }) => name === 'execve');
  expect(start.text).toContain(process.execPath);
  return { status, calls: [...socketCalls(calls), ...others] };
}

describe('the command tacit, under a trace of its system calls', () => {
  let missing: string | undefined;

  beforeAll(async () => {
    missing = await whyNoStrace();
  }, 300_000);

  // A test that could see nothing must not count as passed.
  beforeEach((context) => {
    context.skip(missing !== undefined, missing);
  });

  it('has every command traced here', () => {
    const documented = [...USAGE.matchAll(/^tacit ([a-z]+) /gm)].map(([, command]) => command);
    expect(documented).toContain('train');
    expect(new Set(runs.map(([command]) => command))).toEqual(new Set([...documented, 'help']));
  });

  it.each(Object.entries(waysOut))('would be seen to open %s', async (_what, script) => {
    const before = `data:text/javascript,${encodeURIComponent(script)}`;
    const { status, calls } = await traced(['--import', before, cli, 'help']);
    expect(status).toBe(0);
    expect(calls).not.toEqual([]);
  });

  it(
    'opens no socket, whatever it does',
    async () => {
      for (const run of runs) {
        const { status, calls } = await traced([cli, ...run]);
        expect(status, run.join(' ')).toBe(0);
        expect(calls, run.join(' ')).toEqual([]);
      }
      reportFault({
        fault: 'commands under a trace of their system calls',
        tried: runs.length,
        survived: runs.length,
        lost: 'nothing',
      });
    },
    isFull ? 1_200_000 : 120_000,
  );
});
