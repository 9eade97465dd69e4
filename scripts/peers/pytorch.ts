import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Absent, Contender } from './contender.ts';
import { coreTypes } from './core-types.ts';
import { runPinned } from './run-pinned.ts';

/** What `pytorch.py --probe` prints. */
interface Probe {
  readonly version: string;
  readonly blas: 'OpenBLAS' | 'MKL' | 'another BLAS';
  /** The processor whose kernels OpenBLAS uses; null with another BLAS. */
  readonly core: string | null;
}

/** The environment variables with which Python's libraries compute on one thread. */
export const oneThread = { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };

/** This Python's PyTorch as it is and, if it uses OpenBLAS, with each of its kernels that the processor can run. */
export async function pytorchContenders(python: string, folder: string): Promise<(Contender | Absent)[]> {
  const script = join(folder, 'pytorch.py');
  const probe = (environment: Readonly<Record<string, string>>) =>
    runPinned(python, [script, '--probe'], environment);
  const detected = await probe(oneThread);
  if ('failure' in detected) {
    const remedy = `apt-get install python3-torch libopenblas0-pthread, or --python with another`;
    return [{ label: `PyTorch (${python})`, works: /./, reason: detected.failure, remedy }];
  }
  const { version, blas, core } = detected.result as Probe;
  const contender = (what: string, environment: Readonly<Record<string, string>>): Contender => ({
    label: `PyTorch ${/^\d+\.\d+/.exec(version)?.[0] ?? version}, ${what}`,
    tacit: false,
    works: /./,
    command: python,
    arguments: (work) => [script, work],
    environment: { ...oneThread, ...environment },
  });
  if (core === null) return [contender(blas, {})];
  const found = [contender(`OpenBLAS as detected (${core})`, {})];
  const seen = new Set([core]);
  const cpuinfo = await readFile('/proc/cpuinfo', 'utf8').catch(() => '');
  for (const type of coreTypes(cpuinfo)) {
    const environment = { OPENBLAS_CORETYPE: type };
    const taken = await probe({ ...oneThread, ...environment });
    // An older OpenBLAS takes the kernels of another processor for names that it does not know.
    if ('failure' in taken) continue;
    const { core: kernels } = taken.result as Probe;
    if (kernels === null || seen.has(kernels)) continue;
    seen.add(kernels);
    found.push(contender(`OpenBLAS ${kernels}`, environment));
  }
  return found;
}
