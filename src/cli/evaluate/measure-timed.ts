import { Judge } from '../../core/prediction/gate/judge.ts';
import { averagePace, type Pace } from '../../core/prediction/gate/reading-time.ts';
import { IndentationHabits } from '../../core/replay/indentation-habits.ts';
import { OracleTypist } from '../../core/replay/oracle-typist.ts';
import { share } from '../../core/replay/tally.ts';
import { addTimedTallies, netTimeSaved, type TimedTally } from '../../core/replay/timed-tally.ts';
import {
  attentiveTypist,
  type Looked,
  TimedTypist,
  type TimedTypistOptions,
} from '../../core/replay/timed-typist.ts';
import { type JudgedCalibration, JudgedCalibrations } from './judged-calibrations.ts';
import type { Learned } from './learned.ts';
import { progressLog } from './progress-log.ts';
import { typeAll, type TypedFile, typedFiles } from './replay-files.ts';
import { ShownEnds, type ShownShares } from './shown-ends.ts';
import type { MakeSystem } from './system.ts';

/** K of typists at 90, 55 and 40 words a minute, in seconds (Card, Moran and Newell 1980). */
const keySeconds = [0.12, 0.2, 0.28] as const;
/** The corners of what a look may cost, and the share of suggestions that are looked at. */
const corners = { look: [0.15, 0.4], character: [0.03, 0.08], looks: [0.3, 1] } as const;

/** What suggestions are worth to one who types a key each `keySeconds`, and has set nothing. */
export interface TimedRow {
  readonly keySeconds: number;
  readonly netTimeSaved: number;
  /** The most that any gate could save with the same texts. */
  readonly ceiling: number;
  readonly keystrokesSaved: number;
  readonly precision: number;
  readonly suggestionsPer100: number;
  /** New suggestions that were not taken. */
  readonly interruptionsPer100: number;
  /** Of suggestions with more than one line: their precision, and their share of the characters that came with any. */
  readonly severalLines: { readonly precision: number; readonly share: number };
  /** Where the typist takes the right words at the beginning of a wrong suggestion, too. */
  readonly netTimeSavedWithWords: number;
  readonly sensitivity: readonly (Pick<Pace, 'look' | 'character'> & {
    readonly looks: number;
    readonly netTimeSaved: number;
  })[];
}

export interface TimedPart {
  readonly timed: readonly TimedRow[];
  readonly judged: readonly JudgedCalibration[];
  /** How the suggestions end that an average typist is shown. */
  readonly ends: ShownShares;
}

/** Types the test files against the clock, as one does who has set nothing. */
export function measureTimed(
  name: string,
  makeSystem: MakeSystem,
  { loaded, training, validation, test }: Learned,
): TimedPart {
  const system = makeSystem(loaded, training, validation);
  system.learn(validation);
  const ends = new ShownEnds([...training, ...validation]);
  const calibrations = new JudgedCalibrations();
  const runs = keySeconds.map((key) => new Run(key));
  const files = typedFiles(test, new IndentationHabits(training));
  typeAll(files, system.open, progressLog(`${name}, timed`), (file) => {
    const begun = runs.map((run) =>
      run.begin(file, ({ text, judged, isRight, position }, isAverage) => {
        calibrations.add(text, judged, isRight);
        if (isAverage) ends.note(file, { text, position });
      }),
    );
    return {
      typists: begun.flatMap(({ typists }) => typists),
      done() {
        for (const { done } of begun) done();
      },
    };
  });
  return { timed: runs.map((run) => run.row), judged: calibrations.rows, ends: ends.shares };
}

type OnShown = (shown: Looked, isAverage: boolean) => void;

/** All typists with one speed. Each has a judge of their own, which stays with them from file to file. */
class Run {
  readonly #pace: Pace;
  readonly #plain: Going;
  readonly #seldom: Going;
  readonly #words: Going;
  #oracleSeconds = 0;

  constructor(key: number) {
    this.#pace = { ...averagePace, key };
    const plain = attentiveTypist(key);
    this.#plain = new Going(plain);
    this.#seldom = new Going({ ...plain, looks: corners.looks[0] });
    this.#words = new Going({ ...plain, takesWords: true });
  }

  begin(file: TypedFile, onShown: OnShown) {
    const isAverage = this.#pace.key === averagePace.key;
    const oracle = new OracleTypist(file.text, this.#pace);
    const going = [this.#plain, this.#seldom, this.#words].map((one) =>
      one.begin(file, (shown) => {
        if (one === this.#plain) onShown(shown, isAverage);
      }),
    );
    return {
      typists: [oracle, ...going.map(({ typist }) => typist)],
      done: () => {
        this.#oracleSeconds += oracle.seconds;
        for (const { done } of going) done();
      },
    };
  }

  get row(): TimedRow {
    const pace = this.#pace;
    const tally = this.#plain.tally;
    const { characters, keys, shown, taken, refused, completed } = tally;
    return {
      keySeconds: pace.key,
      netTimeSaved: netTimeSaved(tally, pace),
      ceiling: characters === 0 ? 0 : 1 - this.#oracleSeconds / (characters * pace.key),
      keystrokesSaved: share(characters - keys, characters),
      precision: share(taken, shown),
      suggestionsPer100: 100 * share(shown, characters),
      interruptionsPer100: 100 * share(refused, characters),
      severalLines: {
        precision: share(tally.severalTaken, tally.severalTaken + tally.severalRefused),
        share: share(tally.severalCompleted, completed),
      },
      netTimeSavedWithWords: netTimeSaved(this.#words.tally, pace),
      sensitivity: corners.looks.flatMap((looks) =>
        corners.look.flatMap((look) =>
          corners.character.map((character) => ({
            look,
            character,
            looks,
            // Whoever looks at everything types the same keys, whatever a look costs them.
            netTimeSaved: netTimeSaved(looks === 1 ? tally : this.#seldom.tally, {
              ...pace,
              look,
              character,
            }),
          })),
        ),
      ),
    };
  }
}

/** One typist, who goes through all files. */
class Going {
  readonly #options: TimedTypistOptions;
  readonly #judge = new Judge();
  readonly #tallies: TimedTally[] = [];

  constructor(options: TimedTypistOptions) {
    this.#options = options;
  }

  get tally(): TimedTally {
    return addTimedTallies(this.#tallies);
  }

  begin({ text }: TypedFile, onLooked: (shown: Looked) => void) {
    const typist = new TimedTypist(text, this.#options, this.#judge, onLooked);
    return {
      typist,
      done: () => {
        this.#tallies.push(typist.tally);
      },
    };
  }
}
