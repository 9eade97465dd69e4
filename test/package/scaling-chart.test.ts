import { describe, expect, it } from 'vitest';
import { scalingChart } from '../../scripts/scaling/chart.ts';
import type { ScalingRow } from '../../scripts/scaling/row.ts';

const row = (megabytes: number, scale: number): ScalingRow => {
  const stages = {
    walk: 0.012 * scale,
    serves: 0.34 * scale,
    remembered: 0.56 * scale,
    firstStep: 0.78 * scale,
  };
  return {
    megabytes,
    files: 1,
    processorSeconds: stages,
    seconds: stages,
    stepMilliseconds: 45,
    peakMegabytes: 230 * scale,
    beforeMegabytes: 90,
    memory: { files: 1, megabytes: 1 },
    network: { files: 1, withoutRoom: 0 },
  };
};

/** The texts of all elements; throws where tags do not match, an attribute is not quoted or a sign is not escaped. */
function texts(xml: string): string[] {
  const open: string[] = [];
  const found: string[] = [];
  const tag = /<(?:\/([\w-]+)|([\w-]+)((?:\s+[\w:-]+="[^"<&]*")*)\s*(\/?))>/y;
  for (let at = 0; at < xml.length;) {
    if (xml[at] !== '<') {
      const end = xml.indexOf('<', at);
      const text = xml.slice(at, end < 0 ? xml.length : end);
      if (/&(?!(?:amp|lt|gt|quot);)/.test(text)) throw new Error(`Not escaped: ${text}`);
      if (text.trim() !== '') found.push(text.trim());
      at += text.length;
      continue;
    }
    tag.lastIndex = at;
    const match = tag.exec(xml);
    if (!match) throw new Error(`No tag: ${xml.slice(at, at + 60)}`);
    const [whole, closed, opened, , empty] = match;
    if (closed && open.pop() !== closed) throw new Error(`</${closed}> ends nothing.`);
    if (opened && !empty) open.push(opened);
    at += whole.length;
  }
  if (open.length > 0) throw new Error(`Never ended: ${open.join(', ')}`);
  return found;
}

describe('the chart of docs/bench/scaling.svg', () => {
  it('is well-formed, and has a title and a description', () => {
    const found = texts(scalingChart([row(0.1, 1), row(1, 2), row(100.03, 4)]));
    expect(found[0]).toBe('What a workspace takes, by its size');
    expect(found[1]).toContain('At 100 MB: the first training step: 3.1 s');
  });

  it('holds every number', () => {
    const found = texts(scalingChart([row(0.1, 1), row(100, 4)]));
    for (const text of [
      '0.1 MB: the first training step 0.78 s',
      '0.1 MB: all files are found 12 ms',
      '100 MB: all is remembered 2.2 s',
      '100 MB: the memory serves 1.4 s',
      '100 MB: 45 ms',
      '0.1 MB: 230 MB',
      '920 MB',
    ]) {
      expect(found).toContain(text);
    }
  });

  it('draws one size alone, and nothing outside', () => {
    const chart = scalingChart([row(100, 1)]);
    expect(texts(chart)).toContain('100 MB: 45 ms');
    expect(chart).not.toMatch(/NaN|Infinity|undefined/);
  });
});
