import { Calibration } from '../../core/replay/calibration.ts';
import type { Latencies } from '../../core/replay/latencies.ts';
import type { IndentationHabits } from '../../core/replay/indentation-habits.ts';
import { replay, type Typist } from '../../core/replay/replay.ts';
import { SimulatedTypist } from '../../core/replay/simulated-typist.ts';
import { addTallies, emptyTally, ratesOf, type Rates, type Tally } from '../../core/replay/tally.ts';
import { ThresholdScan } from '../../core/replay/threshold.ts';
import type { OpenSource } from '../../core/replay/typed-source.ts';
import { TypedText } from '../../core/replay/typed-text.ts';
import type { SourceFile } from '../../core/text/source-file.ts';

/** A file as it is typed. `path`: as in `SourceFile`. */
export interface TypedFile {
  readonly path: string;
  readonly text: TypedText;
}

/** The files, typed into an editor that indents as the project does. */
export function typedFiles(files: readonly SourceFile[], habits: IndentationHabits): readonly TypedFile[] {
  return files.map(({ path, text }) => ({
    path,
    text: new TypedText(text, (above) => habits.ofNewLine(path, above)),
  }));
}

/** The precisions that a user may ask for: that of eager suggestions and that of balanced ones. */
export const precisionFloors = [0.35, 0.5] as const;

/** The thresholds for a precision, for typists without and with a memory of what they did not take. */
export interface Thresholds {
  readonly precisionFloor: number;
  readonly plain: number;
  readonly withRejections: number;
}

export interface ReplayRow extends Rates {
  readonly precisionFloor: number;
  readonly threshold: number;
}

export interface ReplayResult {
  readonly rows: readonly ReplayRow[];
  readonly rowsWithRejections: readonly ReplayRow[];
  readonly calibration: Calibration;
  /** Characters and keys so far after each file, at the first precision. */
  readonly course: readonly { readonly characters: number; readonly keys: number }[];
}

/** Called now and then with the share of the work that is done. */
export type OnProgress = (share: number) => void;

/** Chooses the thresholds on files that the source has not learned; undefined where there are none. */
export function chooseThresholds(
  files: readonly TypedFile[],
  open: OpenSource,
  onProgress: OnProgress,
): readonly Thresholds[] | undefined {
  if (files.length === 0) return undefined;
  const [plain, withRejections] = [new ThresholdScan(false), new ThresholdScan(true)];
  typeAll(files, open, onProgress, ({ text }) => {
    const typists = [plain.typists(text), withRejections.typists(text)] as const;
    return {
      typists: typists.flat(),
      done() {
        plain.finish(typists[0]);
        withRejections.finish(typists[1]);
      },
    };
  });
  return precisionFloors.map((precisionFloor) => ({
    precisionFloor,
    plain: plain.best(precisionFloor),
    withRejections: withRejections.best(precisionFloor),
  }));
}

/** Types all files, in their order. */
export function replayFiles(
  files: readonly TypedFile[],
  open: OpenSource,
  thresholds: readonly Thresholds[],
  onProgress: OnProgress,
): ReplayResult {
  const calibration = new Calibration();
  const course: { characters: number; keys: number }[] = [];
  const settings = [false, true].flatMap((rejections) =>
    thresholds.map(({ precisionFloor, plain, withRejections }) => ({
      precisionFloor,
      rejections,
      threshold: rejections ? withRejections : plain,
    })),
  );
  const tallies = settings.map((): Tally => emptyTally);
  typeAll(files, open, onProgress, (file) => {
    const typists = settings.map(
      (setting, i) =>
        new SimulatedTypist(
          file.text,
          setting,
          i === 0
            ? ({ probability, right }) => {
                calibration.add(probability, right);
              }
            : undefined,
        ),
    );
    return {
      typists,
      done() {
        for (const [i, { tally }] of typists.entries()) tallies[i] = addTallies([tallies[i], tally]);
        const { characters, keys } = tallies[0];
        course.push({ characters, keys });
      },
    };
  });
  const rows = settings.map(({ precisionFloor, threshold }, i) => ({
    precisionFloor,
    threshold,
    ...ratesOf(tallies[i]),
  }));
  return {
    rows: rows.slice(0, thresholds.length),
    rowsWithRejections: rows.slice(thresholds.length),
    calibration,
    course,
  };
}

/** The source, whose answers are timed. */
export function timed(open: OpenSource, latencies: Latencies): OpenSource {
  return (path) => latencies.watch(open(path), () => performance.now());
}

/** Types all files, in their order, each with the typists that `send` sends through it. */
export function typeAll(
  files: readonly TypedFile[],
  open: OpenSource,
  onProgress: OnProgress,
  send: (file: TypedFile) => { readonly typists: readonly Typist[]; readonly done?: () => void },
): void {
  const total = files.reduce((sum, { text: { text } }) => sum + text.length, 0);
  let before = 0;
  for (const file of files) {
    const { typists, done } = send(file);
    const { path } = file;
    const { text } = file.text;
    const source = open(path);
    const work = replay(text, source, typists);
    while (!work.next().done) {
      const at = typists.reduce((least, { position }) => Math.min(least, position), text.length);
      onProgress((before + at) / total);
    }
    source.dispose?.();
    done?.();
    before += text.length;
  }
}
