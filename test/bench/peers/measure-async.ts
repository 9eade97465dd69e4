import { medianOf, processorSeconds } from '../../../src/cli/bench/measure.ts';

const warmUpSeconds = 0.1;

/**
 * As `measure` of `tacit bench`, for what answers later, and for what takes seconds, of which `fewest` may be less: the
 * median of a call's processor time.
 */
export async function measureAsync(
  run: () => Promise<void> | void,
  seconds: number,
  fewest = { warmUp: 8, samples: 7 },
): Promise<number> {
  const warmed = processorSeconds() + warmUpSeconds;
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
