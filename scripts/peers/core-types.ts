/** Flags of /proc/cpuinfo that a core type of OpenBLAS needs, or the maker whose processors it was made for. */
const needs: readonly {
  readonly type: string;
  readonly flags: readonly string[];
  readonly maker?: string;
}[] = [
  { type: 'Haswell', flags: ['avx2', 'fma'] },
  { type: 'Zen', flags: ['avx2', 'fma'], maker: 'AuthenticAMD' },
  { type: 'SkylakeX', flags: ['avx512f', 'avx512dq', 'avx512bw', 'avx512vl'] },
  { type: 'Cooperlake', flags: ['avx512f', 'avx512bw', 'avx512_bf16'] },
  { type: 'Sapphirerapids', flags: ['avx512_bf16', 'amx_tile', 'amx_bf16'] },
];

/** Values of OPENBLAS_CORETYPE that name kernels which this processor can run, from the text of /proc/cpuinfo. */
export function coreTypes(cpuinfo: string): string[] {
  const field = (name: string): string =>
    new RegExp(`^${name}\\s*:\\s*(.*)$`, 'm').exec(cpuinfo)?.[1]?.trim() ?? '';
  const flags = new Set(field('flags').split(/\s+/));
  const maker = field('vendor_id');
  return needs
    .filter((each) => each.flags.every((flag) => flags.has(flag)))
    .filter((each) => each.maker === undefined || each.maker === maker)
    .map(({ type }) => type);
}

/** The highest processor number in a list as of `Cpus_allowed_list` in /proc/self/status, like "0-3,8". */
export function lastProcessor(list: string): number | undefined {
  const last = /(\d+)\s*$/.exec(list)?.[1];
  return last === undefined ? undefined : Number(last);
}
