import { describe, expect, it } from 'vitest';
import { objects, tacit } from './run-tacit.ts';

/** Every number in a line, including those in its lists. */
function numbers(line: Record<string, unknown>): unknown[] {
  return Object.values(line)
    .flat()
    .filter((value) => typeof value !== 'string');
}

describe('tacit bench', () => {
  // How large the figures are depends on the machine, so only their form is tested.
  it('prints complete lines of finite figures, one object per line', { timeout: 180_000 }, async () => {
    const { status, stdout, stderr } = await tacit('bench', '--short', '--long', '--json');
    expect([status, stderr]).toEqual([0, '']);
    const lines = objects(stdout);
    const members = {
      machine: ['kernels', 'node', 'v8'],
      peak: ['gigaflops'],
      bandwidth: ['from', 'gigabytesPerSecond'],
      step: ['model', 'tokensPerSecond', 'milliseconds', 'gigaflops', 'share', 'bestShare'],
      product: ['product', 'shape', 'milliseconds', 'gigaflops', 'share', 'bestShare'],
      products: ['shapes', 'medianShare'],
      elementwise: ['operation', 'nanosecondsPerElement'],
      gate: ['offer', 'milliseconds'],
      'long-run': ['model', 'millisecondsByTenth', 'lastToFirst'],
    };
    expect([...new Set(lines.map(({ bench }) => bench))]).toEqual(Object.keys(members));
    for (const line of lines) {
      const expected = members[line['bench'] as keyof typeof members];
      expect(Object.keys(line)).toEqual(['bench', ...expected]);
      for (const value of numbers(line)) {
        expect(Number.isFinite(value) && Number(value) > 0, JSON.stringify(line)).toBe(true);
      }
    }
    expect(lines.at(-1)).toHaveProperty('millisecondsByTenth.length', 10);
  });
});
