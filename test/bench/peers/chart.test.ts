import { describe, expect, it } from 'vitest';
import { chart } from '../../../scripts/peers/chart.ts';
import type { PeersReport, Row } from '../../../scripts/peers/report.ts';
import { works } from '../../../scripts/peers/works.ts';

const row = (label: string, median: number): Row => ({
  label,
  tacit: label === 'Tacit',
  median,
  least: median * 0.9,
  most: median * 1.1,
  tacitSpeed: 1.25,
  processorShare: 1,
});

const report: PeersReport = {
  machine: { processor: 'A & B <C>', node: '24.0.0', pinned: true },
  rounds: 5,
  works: [
    {
      work: works[0],
      unit: 'tokens/s',
      rows: [
        row('slow', 612.3),
        row('Tacit', 33_400),
        row('"fast" <b>', 41_000),
        { label: 'gone', absent: 'no such module', remedy: 'install it' },
      ],
    },
    { work: works[2], unit: 'µs/token', rows: [row('Tacit', 16.24), row('other', 105)] },
  ],
};

/** The names of elements that are never closed. Fails where an element is closed that is not open. */
function openAtEnd(svg: string): string[] {
  const open: string[] = [];
  for (const [, closing, name, rest] of svg.matchAll(/<(\/?)([\w-]+)((?:\s+[\w:-]+="[^"<]*")*\s*\/?)>/g)) {
    if (closing === '/') expect(open.pop()).toBe(name);
    else if (!rest.endsWith('/')) open.push(name);
  }
  return open;
}

describe('the chart of the peers', () => {
  const svg = chart(report);

  it('is well-formed', () => {
    expect(openAtEnd(svg)).toEqual([]);
    const content = svg.replaceAll(/<[^<>]*>/g, '');
    expect(content).not.toMatch(/[<>]|&(?!amp;|lt;|gt;|quot;)/);
    expect(svg).toContain('A &amp; B &lt;C&gt;');
    expect(svg).toContain('&quot;fast&quot; &lt;b&gt;');
  });

  it('has every figure, in the picture and in the description', () => {
    const [words = ''] = /<desc.*<\/desc>/.exec(svg) ?? [];
    const picture = svg.replace(words, '');
    for (const figure of ['612', '33,400', '41,000', '16.2', '105']) {
      expect(words).toContain(figure);
      expect(picture).toContain(`>${figure}`);
    }
  });

  it('has the fastest first, by its unit', () => {
    const order = ['&quot;fast&quot;', '>Tacit<', '>slow<', '>gone<', '>Tacit<', '>other<'];
    let at = svg.indexOf('</style>');
    for (const each of order) {
      at = svg.indexOf(each, at + 1);
      expect(at, each).toBeGreaterThan(0);
    }
  });

  it('keeps every bar and range within the picture', () => {
    const width = Number(/width="(\d+)"/.exec(svg)?.[1]);
    for (const [, x, length] of svg.matchAll(/<rect[^>]* x="([\d.]+)"[^>]* width="([\d.]+)"/g)) {
      expect(Number(x) + Number(length)).toBeLessThan(width);
    }
    for (const [, end] of svg.matchAll(/ x2="([\d.]+)"/g)) expect(Number(end)).toBeLessThan(width);
  });
});
