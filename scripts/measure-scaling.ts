/**
 * `npm run measure:scaling [-- MEGABYTES,…]`: for workspaces of these sizes (0.1, 1, 10 and 100 unless given), made from the
 * development workspaces, prints as JSON how long a real predictor's thread takes from being asked to remember the
 * files until it serves and until it has them all, how long a real trainer's thread takes until it trains, how many files
 * there was room for, and the most memory that the process with both threads held. Needs `npm run workspaces`.
 */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { walk } from '../src/cli/walk.ts';
import type { PredictorContract } from '../src/protocol/predictor-contract.ts';
import type { TrainerContract } from '../src/protocol/trainer-contract.ts';
import { startWorker, valueOf } from '../test/worker/start-worker.ts';
import { runScript } from './user-error.ts';
import { workspaceNames } from './workspaces/sources.ts';

await runScript(async () => {
  for (const size of (process.argv[2] ?? '0.1,1,10,100').split(',').map(Number)) {
    const folder = await mkdtemp(join(tmpdir(), 'tacit-scaling-'));
    try {
      const bytes = await makeWorkspace(folder, size * 1e6);
      console.log(JSON.stringify({ megabytes: Math.round(bytes / 1e4) / 100, ...(await measure(folder)) }));
    } finally {
      await rm(folder, { recursive: true });
    }
  }
  return 0;
});

async function measure(folder: string): Promise<object> {
  let peak = 0;
  const looking = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 50);
  const start = performance.now();
  const since = (): number => Math.round(performance.now() - start);
  const files = await walk(folder);
  const listed = since();
  const predictor = startWorker<PredictorContract>('predictor');
  const trainer = startWorker<TrainerContract>('trainer');
  let [serves, trains, learned, left] = [0, 0, 0, 0];
  predictor.caller.on('memory', () => (serves ||= since()));
  const remembering = predictor.caller.call('remember', { files, preset: 'balanced', memoryPath: undefined });
  const { memory } = valueOf(await remembering);
  const remembered = since();
  serves ||= remembered;
  const asked = since();
  trainer.caller.on('corpus', ({ files: taken, omissions }) => {
    learned = taken;
    left = omissions.filter(({ reason }) => reason === 'no-room').length;
  });
  const training = new Promise<void>((resolve) => {
    trainer.caller.on('progress', () => {
      trains ||= since() - asked;
      resolve();
    });
  });
  const options = { budget: { seconds: 300 } };
  const run = {
    files,
    options,
    preset: 'balanced',
    resume: false,
    modelPath: undefined,
    workspaceName: '',
  } as const;
  const ended = trainer.caller.call('train', run);
  await Promise.race([training, ended]);
  await trainer.caller.call('stop', null);
  valueOf(await ended);
  clearInterval(looking);
  await Promise.all([predictor.worker.terminate(), trainer.worker.terminate()]);
  return {
    files: files.length,
    milliseconds: { listed, serves, remembered, untilTraining: trains },
    memory: { files: memory.files, megabytes: Math.round(memory.bytes / 1e6) },
    network: { files: learned, withoutRoom: left },
    peakMegabytes: Math.round(peak / 1e6),
  };
}

/** Copies of the development workspaces, each with words of its own, so that no file is a near copy of another. */
async function makeWorkspace(folder: string, wanted: number): Promise<number> {
  let bytes = 0;
  for (let copy = 0; bytes < wanted; copy++) {
    for (const name of workspaceNames) {
      const root = join('.workspaces', name, 'train');
      for (const { path } of await walk(root)) {
        if (bytes >= wanted) return bytes;
        const text = otherWords(await readFile(join(root, path), 'utf8'), copy);
        const file = join(folder, `${name}-${copy}`, path);
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, text);
        bytes += Buffer.byteLength(text);
      }
    }
  }
  return bytes;
}

/** Every second letter of long words moved on in the alphabet, by as many places as there were copies. */
function otherWords(text: string, copy: number): string {
  if (copy === 0) return text;
  const moved = (letter: string): string =>
    String.fromCharCode(97 + ((letter.charCodeAt(0) - 97 + copy) % 26));
  return text.replaceAll(/[a-z]{4,}/g, (word) =>
    [...word].map((letter, i) => (i % 2 ? moved(letter) : letter)).join(''),
  );
}
