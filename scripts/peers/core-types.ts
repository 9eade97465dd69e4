/** The flags in /proc/cpuinfo that a core type of OpenBLAS needs, and the maker if it is for one maker's processors. */
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

/** The values of OPENBLAS_CORETYPE whose kernels this processor can run, from the text of /proc/cpuinfo. */
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

/** The last processor in a list like "0-3,8", as `Cpus_allowed_list` in /proc/self/status is. */
export function lastProcessor(list: string): number | undefined {
  const last = /(\d+)\s*$/.exec(list)?.[1];
  return last === undefined ? undefined : Number(last);
}
