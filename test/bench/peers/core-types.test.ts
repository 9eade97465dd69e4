import { describe, expect, it } from 'vitest';
import { coreTypes, lastProcessor } from '../../../scripts/peers/core-types.ts';

const cpuinfo = (maker: string, flags: string): string =>
  `processor\t: 0\nvendor_id\t: ${maker}\nflags\t\t: ${flags}\nbugs\t\t: none\n\nprocessor\t: 1\n`;
const AVX512 = 'avx512f avx512dq avx512bw avx512vl';

describe('core types of OpenBLAS', () => {
  it('follow from the flags', () => {
    expect(coreTypes(cpuinfo('GenuineIntel', 'sse2 sse3 avx'))).toEqual([]);
    expect(coreTypes(cpuinfo('GenuineIntel', 'fma avx2'))).toEqual(['Haswell']);
    expect(coreTypes(cpuinfo('AuthenticAMD', 'fma avx2'))).toEqual(['Haswell', 'Zen']);
    expect(coreTypes(cpuinfo('GenuineIntel', `fma avx2 ${AVX512}`))).toEqual(['Haswell', 'SkylakeX']);
    expect(coreTypes(cpuinfo('GenuineIntel', `fma avx2 ${AVX512} avx512_bf16`))).toContain('Cooperlake');
    expect(coreTypes(cpuinfo('GenuineIntel', `${AVX512} avx512_bf16 amx_tile amx_bf16`))).toContain(
      'Sapphirerapids',
    );
  });

  it('are none where the system names no flags', () => {
    expect(coreTypes('')).toEqual([]);
  });
});

describe('the last processor', () => {
  it('is read from lists and ranges', () => {
    expect(lastProcessor('0')).toBe(0);
    expect(lastProcessor('0-3,8-11')).toBe(11);
    expect(lastProcessor('0,2\n')).toBe(2);
    expect(lastProcessor('')).toBeUndefined();
  });
});
