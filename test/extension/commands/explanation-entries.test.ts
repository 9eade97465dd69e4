import { describe, expect, it, vi } from 'vitest';
import type { Explanation } from '../../../src/core/explanation/explanation.ts';
import { experts } from '../../../src/core/mixing/experts.ts';
import { explanationEntries, visible } from '../../../src/extension/commands/explanation-entries.ts';

vi.mock('vscode', () => ({
  l10n: {
    t: (text: string, ...values: readonly unknown[]) =>
      text.replaceAll(/\{(\d)\}/g, (_, at: string) => String(values[Number(at)])),
  },
}));

const explanation: Explanation = {
  text: 'le blows',
  probability: 0.8,
  tokens: [
    {
      text: 'le',
      probability: 0.9,
      contributions: experts.map(({ name }, i) => ({
        expert: name,
        nats: i === 4 ? 3 : i === 1 ? -1 : 0.25,
      })),
      alternatives: [
        { text: '\n  rdian', probability: 0.06 },
        { text: 'te', probability: 0.0001 },
      ],
    },
  ],
  context: [
    { text: 'warn', at: { line: 4, character: 2 }, nats: Math.log(3), gradientTimesInput: 1 },
    { text: 'src/gale.ts', at: undefined, nats: Math.log(5000), gradientTimesInput: undefined },
    { text: 'the', at: { line: 1, character: 0 }, nats: 0.01, gradientTimesInput: 2 },
  ],
  sources: [
    {
      path: 'src/a.ts',
      line: 6,
      character: 3,
      lineText: 'gale blows \ufdd0',
      tokens: 2,
      context: 9,
      similarity: undefined,
    },
    { path: 'src/b.ts', line: 0, character: 0, lineText: 'gales', tokens: 1, context: 0, similarity: 0.9 },
  ],
};

describe('the list that explains a suggestion', () => {
  const entries = explanationEntries(explanation);
  const of = (group: string) => entries.filter((entry) => entry.group === group);

  it('names the lines that taught it, without what was masked, and where they are', () => {
    expect(of('Learned from')).toMatchObject([
      {
        label: 'gale blows •',
        description: 'src/a.ts:7',
        place: { path: 'src/a.ts', line: 6, character: 3 },
      },
      { description: 'src/b.ts:1, a place that reads alike' },
    ]);
  });

  it('names the words that mattered, and how much', () => {
    expect(of('Because of these words')).toMatchObject([
      { label: 'warn', description: 'line 5; without it 3.0 times less likely', place: { line: 4 } },
      {
        label: 'src/gale.ts',
        description: 'the path; without it over 1000 times less likely',
        place: undefined,
      },
    ]);
  });

  it('says by shares who knew it, each in words of its own', () => {
    const known = of('Known from');
    expect(known[0]).toMatchObject({ label: 'the longest passage like this one' });
    const total = known.reduce((sum, { description }) => sum + parseFloat(description), 0);
    expect(Math.abs(total - 100)).toBeLessThan(3);
    for (const { name } of experts) expect(known.map(({ label }) => label)).not.toContain(name);
  });

  it('says what else could have come, so that it can be seen', () => {
    expect(of('Instead, it could have begun with').map(({ label }) => label)).toEqual(['⏎  rdian']);
    expect(visible(' a\tb ')).toBe('·a→b·');
  });
});
