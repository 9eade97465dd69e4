import { thresholdOf } from '../../core/prediction/eagerness.ts';
import { finish } from '../../core/base/bounded-work.ts';
import { gapsOf } from '../../core/replay/gaps.ts';
import { IndentationHabits } from '../../core/replay/indentation-habits.ts';
import { PredictorSource } from '../../core/replay/predictor-source.ts';
import { replay } from '../../core/replay/replay.ts';
import { SimulatedTypist } from '../../core/replay/simulated-typist.ts';
import { addTallies, emptyTally, ratesOf, type Tally } from '../../core/replay/tally.ts';
import { LEAST_THRESHOLD } from '../../core/replay/threshold.ts';
import { TypedText } from '../../core/replay/typed-text.ts';
import { cliPlatform } from '../platform.ts';
import type { Learned } from './learned.ts';
import type { GapRow } from './part.ts';
import { progressLog } from './progress-log.ts';
import { wholeKnowledge } from './system.ts';
import { charactersOf } from './workspaces.ts';

const names = ['eager', 'balanced', 'calm'] as const;

/**
 * Types stretches in the middles of lines of finished files again. A suggestion that is longer than its stretch is
 * wrong, since it repeats what is there already.
 */
export function measureGaps(learned: Learned): readonly GapRow[] {
  const { training, test } = learned;
  const knowledge = wholeKnowledge(learned);
  const habits = new IndentationHabits(training);
  const platform = cliPlatform();
  const tallies = names.map((): Tally => emptyTally);
  const progress = progressLog('middles of lines');
  const characters = charactersOf(test);
  let before = 0;
  let gaps = 0;
  for (const { path, text } of test) {
    const source = new PredictorSource({
      knowledge,
      path,
      text,
      kernels: platform.createKernels(),
      indentation: habits.of(path),
      leastProbability: LEAST_THRESHOLD,
    });
    const lines = text.split('\n');
    for (const gap of gapsOf(text)) {
      const missing = lines[gap.line].slice(gap.start, gap.end);
      const typists = names.map(
        (name) =>
          new SimulatedTypist(new TypedText(missing), { threshold: thresholdOf(name), rejections: false }),
      );
      source.open(gap);
      finish(replay(missing, source, typists));
      for (const [i, { tally }] of typists.entries()) tallies[i] = addTallies([tallies[i], tally]);
      gaps++;
    }
    source.dispose();
    before += text.length;
    progress(before / characters);
  }
  return names.map((eagerness, i) => ({
    eagerness,
    threshold: thresholdOf(eagerness),
    gaps,
    ...ratesOf(tallies[i]),
  }));
}
