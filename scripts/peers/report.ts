import type { Contender } from './contender.ts';
import { spreadOf } from './statistics.ts';
import type { Timed, Work } from './works.ts';

/** docs/bench/peers.json */
export interface PeersReport {
  readonly machine: {
    readonly processor: string;
    readonly node: string;
    /** Whether all contenders ran on the same processor. */
    readonly pinned: boolean;
  };
  readonly rounds: number;
  readonly works: readonly WorkReport[];
}

export interface WorkReport {
  readonly work: Work;
  /** More tokens/s are better, and fewer µs/token. */
  readonly unit: 'tokens/s' | 'µs/token';
  readonly rows: readonly (Row | AbsentRow)[];
}

/** A contender's figures over the rounds, in the work's unit. */
export interface Row {
  readonly label: string;
  readonly tacit: boolean;
  readonly median: number;
  readonly least: number;
  readonly most: number;
  /** How many times as fast Tacit is, by the medians. */
  readonly tacitSpeed: number;
  /** The greatest of the rounds. Above 1, more than one thread worked. */
  readonly processorShare: number;
  readonly difference?: number;
}

export interface AbsentRow {
  readonly label: string;
  readonly absent: string;
  readonly remedy: string;
}

export function isRow(row: Row | AbsentRow): row is Row {
  return 'median' in row;
}

/** A contender with what it printed in each round, or with the failure that ended it. */
export interface Outcome {
  readonly contender: Pick<Contender, 'label' | 'tacit'>;
  readonly timed: readonly Timed[];
  readonly failure?: string | undefined;
}

export function workReport(
  work: Work,
  outcomes: readonly Outcome[],
  absent: readonly AbsentRow[],
): WorkReport {
  const unit = work.kind === 'training' ? 'tokens/s' : 'µs/token';
  const figure = ({ seconds }: Timed): number =>
    work.kind === 'training' ? (work.T * work.B) / seconds : seconds * 1e6;
  const spread = (timed: readonly Timed[]) => spreadOf(timed.map(figure));
  const tacit = outcomes.find(({ contender, failure }) => contender.tacit && failure === undefined);
  if (!tacit) throw new Error(`Tacit itself failed at ${work.name}: ${outcomes[0]?.failure ?? ''}`);
  const reference = spread(tacit.timed).median;
  const rows = outcomes.map(({ contender: { label, tacit }, timed, failure }): Row | AbsentRow => {
    if (failure !== undefined) return { label, absent: failure, remedy: 'Run it alone to see more.' };
    const { median, least, most } = spread(timed);
    const tacitSpeed = work.kind === 'training' ? reference / median : median / reference;
    const difference = timed[0]?.difference;
    return {
      label,
      tacit,
      median: round(median),
      least: round(least),
      most: round(most),
      tacitSpeed: round(tacitSpeed, 3),
      processorShare: round(Math.max(...timed.map((each) => each.processorShare)), 3),
      ...(difference === undefined ? {} : { difference: round(difference, 2) }),
    };
  });
  return { work, unit, rows: [...rows, ...absent] };
}

/** Rounds to `digits` digits; more are noise. */
function round(x: number, digits = 4): number {
  return Number(x.toPrecision(digits));
}

/** The table that people read. */
export function describeWork({ work, unit, rows }: WorkReport): string {
  const lines = rows.map((row) => {
    if (!isRow(row))
      return `  ${row.label.padEnd(46)} absent: ${row.absent}\n${' '.repeat(48)} ${row.remedy}`;
    const { label, median, least, most, tacitSpeed } = row;
    const ratio = row.tacit ? '' : `  Tacit is ${tacitSpeed.toFixed(2)} times as fast`;
    return `  ${label.padEnd(46)}${String(median).padStart(9)} ${unit} (${least} to ${most})${ratio}`;
  });
  return [work.title, ...lines].join('\n');
}
