import { thresholdOf } from '../../core/prediction/eagerness.ts';
import { IndentationHabits } from '../../core/replay/indentation-habits.ts';
import { Latencies } from '../../core/replay/latencies.ts';
import { ShapingTally } from '../../core/replay/shaping-tally.ts';
import type { Learned } from './learned.ts';
import type { ReplayPart } from './part.ts';
import { PeakMemory } from './peak-memory.ts';
import { progressLog } from './progress-log.ts';
import { chooseThresholds, precisionFloors, replayFiles, timed, typedFiles } from './replay-files.ts';
import type { MakeSystem } from './system.ts';

/** The editor's threshold, for where no file could be held out to choose one. */
const unchosen = precisionFloors.map((precisionFloor) => {
  const threshold = thresholdOf('balanced');
  return { precisionFloor, plain: threshold, withRejections: threshold };
});

/** Types the test files with one system, at thresholds that are chosen on the held-out files. */
export function measureReplay(
  name: string,
  makeSystem: MakeSystem,
  { loaded, training, validation, test }: Learned,
): ReplayPart {
  const memory = new PeakMemory();
  const texts = new Map(test.map(({ path, text }) => [path, text]));
  /** Counts what the shaping rules do, once the thresholds are chosen. */
  const watching: { shaping?: ShapingTally } = {};
  const system = makeSystem(loaded, training, validation, (path, found, typed) => {
    watching.shaping?.note(found, texts.get(path)?.slice(typed) ?? '');
  });
  const logged = (what: string): ReturnType<typeof progressLog> => {
    const logProgress = progressLog(`${name}, ${what}`);
    return (share) => {
      memory.look();
      logProgress(share);
    };
  };
  const habits = new IndentationHabits(training);
  const chosen = chooseThresholds(typedFiles(validation, habits), system.open, logged('thresholds'));
  const thresholds = chosen ?? unchosen;
  system.learn(validation);
  const shaping = new ShapingTally(thresholds[0].plain);
  watching.shaping = shaping;
  const latencies = new Latencies();
  const typed = typedFiles(test, habits);
  const result = replayFiles(typed, timed(system.open, latencies), thresholds, logged('typing'));
  return {
    replay: result.rows,
    replayWithRejections: result.rowsWithRejections,
    thresholdsChosen: chosen !== undefined,
    calibration: { expectedError: result.calibration.expectedError, table: result.calibration.table },
    course: result.course,
    shaping: shaping.table,
    latencyMilliseconds: latencies.percentiles(),
    peakMemoryMegabytes: memory.megabytes,
  };
}
