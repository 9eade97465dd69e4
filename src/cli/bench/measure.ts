/** Seconds of one call. */
export interface Timing {
  readonly median: number;
  /** A tenth of the samples were at least as fast: the time on an undisturbed machine. */
  readonly best: number;
}

/** The seconds and calls after which V8 has optimised a kernel and its callers. */
const warmUp = { seconds: 0.1, calls: 5 };
/** Seconds that one sample takes: far more than the clock's resolution. */
const SAMPLE_TIME = 0.003;
const FEWEST_SAMPLES = 5;

/**
 * Measures how long `run` takes on one core, by samples over `seconds`. It counts the processor time of this process:
 * on an idle machine that is elapsed time, and on a busy one it leaves out what other processes took.
 */
export function measure(run: () => unknown, seconds: number): Timing {
  const calls = Math.max(1, Math.round(SAMPLE_TIME / warmedTime(run)));
  const samples: number[] = [];
  const end = processorSeconds() + seconds;
  while (samples.length < FEWEST_SAMPLES || processorSeconds() < end) {
    const start = processorSeconds();
    for (let i = 0; i < calls; i++) run();
    samples.push((processorSeconds() - start) / calls);
  }
  return { median: quantileOf(samples, 0.5), best: quantileOf(samples, 0.1) };
}

export function medianOf(samples: readonly number[]): number {
  return quantileOf(samples, 0.5);
}

function quantileOf(samples: readonly number[], part: number): number {
  return samples.toSorted((a, b) => a - b).at(Math.floor(part * samples.length)) ?? NaN;
}

/** Warms `run` up; returns the seconds of one call. */
function warmedTime(run: () => unknown): number {
  const start = processorSeconds();
  let calls = 0;
  let taken = 0;
  while (taken < warmUp.seconds || calls < warmUp.calls) {
    run();
    calls++;
    taken = processorSeconds() - start;
  }
  return taken / calls;
}

/** Processor time of this process, all threads together. */
export function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
