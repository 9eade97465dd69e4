import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, utimesSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { Random } from '../../src/core/tensor/random.ts';
import { acquireTrainingLock } from '../../src/extension/training/training-lock.ts';
import type { PredictorContract } from '../../src/protocol/predictor-contract.ts';
import type { TrainerContract } from '../../src/protocol/trainer-contract.ts';
import { startTacit } from '../cli/run-tacit.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { smallWorkspace } from '../worker/small-workspace.ts';
import { startWorker, valueOf } from '../worker/start-worker.ts';
import { type Dying, dyingScript, type Written, writtenIn } from './dying-file-system.ts';
import { isFull, reportFault } from './fault-report.ts';
import { storedIn, STEPS, tinyRun } from './stored-window.ts';
import type { WindowPlan } from './window.ts';

const KILLS = isFull ? 250 : 10;
const TIMEOUT = 1_500_000;

interface Ended extends Written {
  readonly wasKilled: boolean;
  readonly stderr: string;
}

/** Waits for a process and kills it when this many milliseconds have passed. */
async function endOf(run: ReturnType<typeof startTacit>, killAfter: number): Promise<Ended> {
  const timer = setTimeout(() => run.process.kill('SIGKILL'), Math.min(killAfter, 2 ** 30));
  const { status, stderr } = await run.ended;
  clearTimeout(timer);
  return { ...writtenIn(stderr), wasKilled: status === null, stderr };
}

/**
 * Kills many processes, of which the first three quarters die while they write, and the others at any time.
 *
 * @param whole - what a process writes that nobody kills, and its milliseconds
 */
async function killMany(
  whole: Written & { readonly milliseconds: number },
  tryOne: (
    dies: WindowPlan['dies'],
    killAfter: number,
    name: string,
  ) => Promise<{ readonly wasKilled: boolean }>,
): Promise<number> {
  const random = new Random(1);
  const writers = [...whole.instants];
  let killed = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const [who, instants] = writers[random.below(writers.length)];
    const isWriting = kill < 0.75 * KILLS;
    const dies = isWriting ? { who: who as 'host', at: 1 + random.below(instants) } : undefined;
    const after = isWriting ? Infinity : random.uniform() * whole.milliseconds;
    const name = `kill ${kill}: ${dies ? `${who} at instant ${dies.at}` : `after ${after.toFixed(0)} ms`}`;
    if ((await tryOne(dies, after, name)).wasKilled) killed++;
  }
  return killed;
}

/** Runs a process that nobody kills. */
async function runWhole(start: () => ReturnType<typeof startTacit>) {
  const started = performance.now();
  const ended = await endOf(start(), Infinity);
  expect(ended.wasKilled, ended.stderr).toBe(false);
  return { ...ended, milliseconds: performance.now() - started };
}

it(
  `the headless trainer survives ${KILLS} kills, and ends with the model of a run that was not killed`,
  async () => {
    const { folder } = smallWorkspace();
    const NAME = 'model.safetensors';
    /** Trains from what is stored there, if there is anything. */
    const trainInto = (own: string, dying: Omit<Dying, 'who'>) => {
      const out = join(own, NAME);
      const tiny = ['--hidden', '8', '--embedding', '8', '--vocabulary', '300'];
      const resume = existsSync(out) ? ['--resume', out] : tiny;
      const args = ['train', folder, '--out', out, '--steps', '15', '--kernels', 'simd', ...resume];
      return startTacit(args, dyingScript({ who: 'command', ...dying }));
    };
    const versions = temporaryFolder();
    const whole = await runWhole(() => trainInto(temporaryFolder(), { at: 0, versions }));
    const count = whole.stored.get(NAME) ?? 0;
    expect(count).toBeGreaterThan(10);
    const version = (k: number): Buffer => readFileSync(join(versions, `${NAME}.${k}`));

    const killed = await killMany(whole, async (dies, killAfter, name) => {
      const own = temporaryFolder();
      const ended = await endOf(trainInto(own, { at: dies?.at ?? 0 }), killAfter);
      // The process may have died between the renaming and the line that tells of it.
      const stored = ended.stored.get(NAME) ?? 0;
      const possible = [stored, stored + 1].filter((k) => k > 0 && k <= count).map(version);
      const left = existsSync(join(own, NAME)) ? readFileSync(join(own, NAME)) : undefined;
      expect(left ? possible.some((bytes) => bytes.equals(left)) : stored === 0, name).toBe(true);

      await trainInto(own, { at: 0 }).ended;
      expect(readdirSync(own), name).toEqual([NAME]);
      expect(readFileSync(join(own, NAME)).equals(version(count)), name).toBe(true);
      return ended;
    });
    expect(killed).toBeGreaterThan(KILLS / 2);
    const fault = 'kill -9 of the headless trainer, mostly while it writes';
    reportFault({
      fault,
      tried: killed,
      survived: killed,
      lost: 'nothing but the steps since the last checkpoint',
    });
  },
  TIMEOUT,
);

/** Opens what a killed window has left, as the next window does, and lets it go on. Returns what was wrong. */
async function openAgain(
  storage: string,
  { stored }: Written,
  files: WindowPlan['files'],
): Promise<string[]> {
  const paths = storedIn(storage);
  const wrong: string[] = [];
  const predictor = startWorker<PredictorContract>('predictor');
  const trainer = startWorker<TrainerContract>('trainer');
  for (const { caller } of [predictor, trainer]) {
    (caller as typeof predictor.caller).on('problem', ({ message }) => wrong.push(message));
  }
  const has = (path: string): boolean => stored.has(basename(path));
  await predictor.caller.call('openJudge', { judgePath: paths.judge });
  const { memory, problem } = valueOf(await predictor.caller.call('recall', { memoryPath: paths.memory }));
  if (problem) wrong.push(problem.message);
  if (has(paths.memory) && memory?.files !== files.length) wrong.push(`It remembers ${memory?.files} files.`);

  const opened = valueOf(await trainer.caller.call('open', { modelPath: paths.model }));
  if (opened.problem) wrong.push(opened.problem.message);
  // Each of the first checkpoints is one step after the other.
  const steps = Math.min(stored.get(basename(paths.model)) ?? 0, STEPS);
  if ((opened.model?.steps ?? 0) < steps) wrong.push(`Of ${steps} steps ${opened.model?.steps} are left.`);
  const run = { ...tinyRun, files, resume: true, modelPath: paths.model };
  const { model } = valueOf(await trainer.caller.call('train', run));
  if (model.steps !== STEPS) wrong.push(`It ended after ${model.steps} steps.`);

  await Promise.all([predictor.worker.terminate(), trainer.worker.terminate()]);
  return wrong;
}

/** Whether the next window may train. A lock that was being written when its process died blocks it for a moment. */
async function canLock(storage: string): Promise<boolean> {
  const file = join(storage, 'training.lock');
  const isHalf = existsSync(file) && !readFileSync(file, 'utf8').endsWith('}');
  if (isHalf) utimesSync(file, new Date(), Date.now() / 1000 - 20);
  const lock = await acquireTrainingLock(storage);
  await lock?.release();
  return lock !== undefined;
}

it(
  `a window survives ${KILLS} kills with its model, its memory and what it knows of its user`,
  async () => {
    const program = fileURLToPath(new URL('window.ts', import.meta.url));
    const startWindow = (plan: WindowPlan): ReturnType<typeof startTacit> => {
      const child = spawn(process.execPath, [program, JSON.stringify(plan)]);
      let stderr = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
      const ended = new Promise<{ status: number | null; stdout: string; stderr: string }>((resolve) => {
        child.on('close', (status) => {
          resolve({ status, stdout: '', stderr });
        });
      });
      return { process: child, ended };
    };
    const plan = (dies?: WindowPlan['dies']): WindowPlan => {
      const { folder, files } = smallWorkspace();
      return { files, workspace: folder, storage: join(temporaryFolder(), 'stored'), dies };
    };
    const whole = await runWhole(() => startWindow(plan()));
    const names = [...whole.stored.keys()].toSorted();
    expect(names).toHaveLength(3);

    const killed = await killMany(whole, async (dies, killAfter, name) => {
      const each = plan(dies);
      const ended = await endOf(startWindow(each), killAfter);
      expect(await canLock(each.storage), name).toBe(true);
      expect(await openAgain(each.storage, ended, each.files), name).toEqual([]);
      expect(names, name).toEqual(expect.arrayContaining(readdirSync(each.storage)));
      return ended;
    });
    expect(killed).toBeGreaterThan(KILLS / 2);
    const fault = 'kill -9 of a window with both threads, mostly while one writes';
    reportFault({
      fault,
      tried: killed,
      survived: killed,
      lost: 'what saves taught the network since it was stored',
    });
  },
  TIMEOUT,
);
