import { WasmKernels } from '../backend/wasm-kernels.ts';
import { benchBandwidth } from './bench/bandwidth.ts';
import { benchElementwise } from './bench/elementwise.ts';
import { benchGate } from './bench/gate.ts';
import { benchLongRun } from './bench/long-run.ts';
import { measure, medianOf } from './bench/measure.ts';
import { benchProducts } from './bench/products.ts';
import { describe, type Result, round } from './bench/result.ts';
import { benchTrainingSteps } from './bench/training-step.ts';
import { CommandEnd, exitStatus } from './exit.ts';
import { cliPlatform } from './platform.ts';

export interface BenchOptions {
  /** Takes seconds instead of a minute, with fewer shapes. */
  readonly short: boolean;
  /** Ends with 20,000 steps in a row, or with 200 when short. */
  readonly long: boolean;
  /** Prints an object per line instead of a table. */
  readonly json: boolean;
}

/** Measures how fast this machine computes, as shares of a core's peak. Prints each line as soon as it is known. */
export async function bench({ short, long, json }: BenchOptions, out: (line: string) => void): Promise<void> {
  const platform = cliPlatform();
  const createKernels = () => platform.createKernels();
  const kernels = createKernels();
  if (!(kernels instanceof WasmKernels)) {
    throw new CommandEnd(
      exitStatus.badInput,
      'This machine has no WebAssembly SIMD: there is nothing to time.',
    );
  }
  const report = (result: Result): Promise<void> => {
    out(json ? JSON.stringify(result) : describe(result));
    return platform.breathe();
  };
  const { node, v8 } = process.versions;
  await report({ bench: 'machine', kernels: kernels.name, node, v8 });
  const peak = peakGigaflops(kernels, short);
  await report({ bench: 'peak', gigaflops: round(peak) });
  for (const result of benchBandwidth(createKernels, short)) await report(result);
  for (const result of benchTrainingSteps(createKernels, peak, short)) await report(result);
  const shares: number[] = [];
  for (const result of benchProducts(createKernels, peak, short)) {
    shares.push(result.share);
    await report(result);
  }
  await report({ bench: 'products', shapes: shares.length, medianShare: round(medianOf(shares)) });
  for (const result of benchElementwise(createKernels, short)) await report(result);
  for (const result of benchGate(short)) await report(result);
  if (long) await report(benchLongRun(createKernels, short));
}

/** A turn has 12 multiply-adds of four numbers, each of two operations. */
function peakGigaflops(kernels: WasmKernels, short: boolean): number {
  const turns = 10_000;
  const { best } = measure(
    () => {
      kernels.peak(turns);
    },
    short ? 0.3 : 2,
  );
  return (turns * 12 * 4 * 2) / best / 1e9;
}
