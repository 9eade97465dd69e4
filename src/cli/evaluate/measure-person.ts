import { Judge } from '../../core/prediction/gate/judge.ts';
import { averagePace } from '../../core/prediction/gate/reading-time.ts';
import { kindOf } from '../../core/prediction/gate/signals.ts';
import { IndentationHabits } from '../../core/replay/indentation-habits.ts';
import { addTimedTallies, netTimeSaved, type TimedTally } from '../../core/replay/timed-tally.ts';
import { attentiveTypist, TimedTypist, type TimedTypistOptions } from '../../core/replay/timed-typist.ts';
import type { Learned } from './learned.ts';
import { progressLog } from './progress-log.ts';
import { typeAll, typedFiles } from './replay-files.ts';
import type { MakeSystem } from './system.ts';

/** Takings and refusals from which a judge has learned a person. */
const EVENTS = 200;

/** What two people do not take, however right it is. */
const tastes: Readonly<Record<string, NonNullable<TimedTypistOptions['wants']>>> = {
  'nothing short': ({ text }) => kindOf(text) !== 'short',
  'nothing in comments': (_, { around }) => around?.inside !== 'comment',
};

/** What it is worth to one person that the judge has learned from them. */
export interface PersonRow {
  readonly taste: string;
  /** The events that the judge had learned from before anything was measured. */
  readonly events: number;
  readonly characters: number;
  /** Net time saved behind a judge that has learned nothing of this person, and behind one that has. */
  readonly shipped: number;
  readonly learned: number;
}

/** Types the test files as people with tastes do, and measures the files after the first 200 events. */
export function measurePerson(makeSystem: MakeSystem, learned: Learned): readonly PersonRow[] {
  const { loaded, training, validation, test } = learned;
  const system = makeSystem(loaded, training, validation);
  system.learn(validation);
  const people = Object.entries(tastes).map(([taste, wants]) => ({
    taste,
    options: { ...attentiveTypist(averagePace.key), wants },
    judge: new Judge(),
    events: undefined as number | undefined,
    shipped: [] as TimedTally[],
    learned: [] as TimedTally[],
  }));
  const habits = new IndentationHabits(training);
  typeAll(typedFiles(test, habits), system.open, progressLog('a person, timed'), ({ text }) => {
    const typing = people.map((person) => {
      if (person.judge.events >= EVENTS) person.events ??= person.judge.events;
      return {
        person,
        isMeasured: person.events !== undefined,
        learning: new TimedTypist(text, person.options, person.judge),
        shipped: new TimedTypist(text, person.options, new Judge()),
      };
    });
    return {
      typists: typing.flatMap(({ learning, shipped }) => [learning, shipped]),
      done() {
        for (const { person, isMeasured, learning, shipped } of typing) {
          if (!isMeasured) continue;
          person.learned.push(learning.tally);
          person.shipped.push(shipped.tally);
        }
      },
    };
  });
  return people.map(({ taste, events = 0, shipped, learned: own }) => {
    const [before, after] = [addTimedTallies(shipped), addTimedTallies(own)];
    return {
      taste,
      events,
      characters: after.characters,
      shipped: netTimeSaved(before, averagePace),
      learned: netTimeSaved(after, averagePace),
    };
  });
}
