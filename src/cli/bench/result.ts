import type { Timing } from './measure.ts';

/** One line of the report. `--json` prints its members. */
export type Result =
  | { readonly bench: 'machine'; readonly kernels: string; readonly node: string; readonly v8: string }
  /** The most that one core reaches with multiply-adds of 128 bits, in 10⁹ operations per second. */
  | { readonly bench: 'peak'; readonly gigaflops: number }
  /** 10⁹ bytes per second that one core reads in sequence: a bound on kernels that read each number once. */
  | { readonly bench: 'bandwidth'; readonly from: string; readonly gigabytesPerSecond: number }
  | ({ readonly bench: 'product'; readonly product: string; readonly shape: string } & Speed)
  /** The median of the products' shares of the peak, over all shapes. */
  | { readonly bench: 'products'; readonly shapes: number; readonly medianShare: number }
  | { readonly bench: 'elementwise'; readonly operation: string; readonly nanosecondsPerElement: number }
  | { readonly bench: 'gate'; readonly offer: string; readonly milliseconds: number }
  | ({ readonly bench: 'step'; readonly model: string; readonly tokensPerSecond: number } & Speed)
  | {
      readonly bench: 'long-run';
      readonly model: string;
      /** Medians of the steps in each tenth of the run. */
      readonly millisecondsByTenth: readonly number[];
      /** About 1, unless numbers have become denormal. */
      readonly lastToFirst: number;
    };

/** Medians, except `bestShare`. */
export interface Speed {
  readonly milliseconds: number;
  readonly gigaflops: number;
  /** Of the peak. */
  readonly share: number;
  readonly bestShare: number;
}

/** @param peak - in 10⁹ operations per second */
export function speed(flop: number, { median, best }: Timing, peak: number): Speed {
  const gigaflops = flop / median / 1e9;
  return {
    milliseconds: round(median * 1e3),
    gigaflops: round(gigaflops),
    share: round(gigaflops / peak),
    bestShare: round(flop / best / 1e9 / peak),
  };
}

/** Rounds to four digits; more are noise. */
export function round(x: number): number {
  return Number(x.toPrecision(4));
}

/** The line that people read. */
export function describe(result: Result): string {
  switch (result.bench) {
    case 'machine':
      return `${result.kernels} kernels, Node ${result.node}, V8 ${result.v8}; medians of processor time, one core`;
    case 'peak':
      return `${'peak, 128-bit multiply-add'.padEnd(52)}${column(result.gigaflops, 1)} GFLOP/s`;
    case 'bandwidth':
      return `${`reading, ${result.from}`.padEnd(52)}${column(result.gigabytesPerSecond, 1)} GB/s`;
    case 'product':
      return `${`${result.product} ${result.shape}`.padEnd(52)}${speedColumns(result)}`;
    case 'products':
      return `${`median of these ${result.shapes}`.padEnd(52)}${column(result.medianShare, 2)} of the peak`;
    case 'elementwise':
      return `${result.operation.padEnd(52)}${column(result.nanosecondsPerElement, 2)} ns an element`;
    case 'gate':
      return `${`the gate, ${result.offer}`.padEnd(52)}${column(result.milliseconds, 4)} ms a suggestion`;
    case 'step':
      return `${result.model.padEnd(52)}${speedColumns(result)} ${result.tokensPerSecond} tokens/s`;
    case 'long-run': {
      const tenths = result.millisecondsByTenth.map((milliseconds) => milliseconds.toFixed(2)).join(' ');
      return `${result.model.padEnd(52)}${column(result.lastToFirst, 2)} last tenth to first; ms by tenth: ${tenths}`;
    }
  }
}

function speedColumns({ milliseconds, gigaflops, share, bestShare }: Speed): string {
  const time = `${column(milliseconds, 3)} ms ${column(gigaflops, 1)} GFLOP/s`;
  return `${time} ${column(share, 2)} of the peak (best ${bestShare.toFixed(2)})`;
}

function column(x: number, digits: number): string {
  return x.toFixed(digits).padStart(9);
}
