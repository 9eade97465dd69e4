/** Seconds of one call. */
export interface Timing {
  readonly median: number;
  /** The tenth part of the samples was at least as fast: what the machine gives when it is left alone. */
  readonly best: number;
}

/** Until V8 has compiled a kernel and its callers for speed: so many seconds and calls. */
const warmUp = { seconds: 0.1, calls: 5 };
/** Of one sample, in seconds: long beside the clock's resolution. */
const SAMPLE_TIME = 0.003;
const FEWEST_SAMPLES = 5;

/**
 * How long `run` takes on one core, from samples over `seconds`. Counts this process's processor time, which on a quiet
 * machine is the time on the wall, and on a busy one leaves out what others took.
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

/** Calls `run` for the time of warming up; seconds of one call. */
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

/** Of this process, all its threads together. */
export function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
