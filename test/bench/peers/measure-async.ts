import { medianOf, processorSeconds } from '../../../src/cli/bench/measure.ts';

const WARM_UP_SECONDS = 0.1;

/**
 * Like `measure` of `tacit bench`, for calls that answer later, and with a lower `fewest` for calls that take
 * seconds. Returns the median processor time of a call, in seconds.
 */
export async function measureAsync(
  run: () => Promise<void> | void,
  seconds: number,
  fewest = { warmUp: 8, samples: 7 },
): Promise<number> {
  const warmed = processorSeconds() + WARM_UP_SECONDS;
  for (let calls = 0; calls < fewest.warmUp || processorSeconds() < warmed; calls++) await run();
  const samples: number[] = [];
  const end = processorSeconds() + seconds;
  while (samples.length < fewest.samples || processorSeconds() < end) {
    const start = processorSeconds();
    await run();
    samples.push(processorSeconds() - start);
  }
  return medianOf(samples);
}
