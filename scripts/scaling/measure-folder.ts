/**
 * `node scripts/scaling/measure-folder.ts FOLDER`: prints as JSON the time and memory that one workspace takes. It is a
 * process of its own, so that its peak of memory is that of this workspace alone.
 */
import { walk } from '../../src/cli/walk.ts';
import type { PredictorContract } from '../../src/protocol/predictor-contract.ts';
import type { TrainerContract } from '../../src/protocol/trainer-contract.ts';
import { startWorker, valueOf } from '../../test/worker/start-worker.ts';
import type { ScalingRow } from './row.ts';

/** Notices of progress, one every half second: enough for a median of the time of a step. */
const NOTICES = 12;

/** Seconds on the clock, and seconds of processor time. */
interface Time {
  readonly clock: number;
  readonly processor: number;
}

const start = now();
const files = await walk(process.argv[2] ?? '.');
const walked = since(start);
const before = process.memoryUsage.rss();

const asked = now();
const predictor = startWorker<PredictorContract>('predictor');
const served: Time[] = [];
predictor.caller.on('memory', () => served.push(since(asked)));
const { memory } = valueOf(
  await predictor.caller.call('remember', { files, preset: 'balanced', memoryPath: undefined }),
);
const remembered = since(asked);
const { firstStep, stepMilliseconds, network } = await train();
await predictor.worker.terminate();

const stages = { walk: walked, serves: served.length > 0 ? served[0] : remembered, remembered, firstStep };
const of = (which: keyof Time): ScalingRow['seconds'] => ({
  walk: round(stages.walk[which]),
  serves: round(stages.serves[which]),
  remembered: round(stages.remembered[which]),
  firstStep: round(stages.firstStep[which]),
});
const row: Omit<ScalingRow, 'megabytes'> = {
  files: files.length,
  processorSeconds: of('processor'),
  seconds: of('clock'),
  stepMilliseconds: round(stepMilliseconds),
  peakMegabytes: Math.round(process.resourceUsage().maxRSS * 1.024e-3),
  beforeMegabytes: Math.round(before / 1e6),
  memory: { files: memory.files, megabytes: Math.round(memory.bytes / 1e4) / 100 },
  network,
};
console.log(JSON.stringify(row));

/** Trains until there were enough notices of progress. */
async function train(): Promise<Pick<ScalingRow, 'stepMilliseconds' | 'network'> & { firstStep: Time }> {
  const asked = now();
  const { caller, worker } = startWorker<TrainerContract>('trainer');
  let network = { files: 0, withoutRoom: 0 };
  caller.on('corpus', ({ files, omissions }) => {
    network = { files, withoutRoom: omissions.filter(({ reason }) => reason === 'no-room').length };
  });
  const seen: { step: number; seconds: number; time: Time }[] = [];
  caller.on('progress', ({ step, seconds }) => {
    seen.push({ step, seconds, time: since(asked) });
    if (seen.length === NOTICES) void caller.call('stop', null);
  });
  const options = { budget: { seconds: 300 } };
  const run = { preset: 'balanced', resume: false, modelPath: undefined, workspaceName: '' } as const;
  valueOf(await caller.call('train', { ...run, files, options }));
  await worker.terminate();

  const steps = seen.slice(1).flatMap(({ step, time }, i) => {
    const before = seen[i];
    return step > before.step ? [(time.processor - before.time.processor) / (step - before.step)] : [];
  });
  // Evaluations lie between some notices; the median is not affected by them.
  const ofStep = steps.sort((a, b) => a - b)[steps.length >> 1] ?? NaN;
  if (seen.length === 0) throw new Error('The training ended before its first notice of progress.');
  const first = seen[0];
  // The first notice comes after several steps: subtract the time of all but the first.
  const firstStep = {
    clock: first.time.clock - first.seconds * (1 - 1 / first.step),
    processor: first.time.processor - ofStep * (first.step - 1),
  };
  return { firstStep, stepMilliseconds: ofStep * 1e3, network };
}

function now(): Time {
  const { user, system } = process.cpuUsage();
  return { clock: performance.now() / 1e3, processor: (user + system) / 1e6 };
}

function since(time: Time): Time {
  const { clock, processor } = now();
  return { clock: clock - time.clock, processor: processor - time.processor };
}

function round(x: number): number {
  return Number(x.toPrecision(3));
}
