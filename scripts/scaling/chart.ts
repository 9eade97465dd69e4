import type { ScalingRow } from './row.ts';

interface Line {
  /** Absent if the panel's title says enough. */
  readonly label?: string;
  readonly colour: 'c0' | 'c1' | 'c2' | 'c3';
  readonly value: (row: ScalingRow) => number;
}

interface Panel {
  readonly title: string;
  readonly left: number;
  readonly width: number;
  readonly format: (value: number) => string;
  readonly lines: readonly Line[];
}

const panels: readonly Panel[] = [
  {
    title: 'Processor time until …',
    left: 56,
    width: 260,
    format: seconds,
    lines: [
      { label: 'the first training step', colour: 'c0', value: (row) => row.processorSeconds.firstStep },
      { label: 'all is remembered', colour: 'c1', value: (row) => row.processorSeconds.remembered },
      { label: 'the memory serves', colour: 'c2', value: (row) => row.processorSeconds.serves },
      { label: 'all files are found', colour: 'c3', value: (row) => row.processorSeconds.walk },
    ],
  },
  {
    title: 'Processor time of a training step',
    left: 566,
    width: 120,
    format: (value) => `${digits(value)} ms`,
    lines: [{ colour: 'c0', value: (row) => row.stepMilliseconds }],
  },
  {
    title: 'Most memory of the process',
    left: 806,
    width: 120,
    format: megabytes,
    lines: [{ colour: 'c1', value: (row) => row.peakMegabytes }],
  },
];

const size = { width: 1024, height: 330 };
const [top, bottom] = [56, 276];
/** The least distance between the labels of two lines. */
const LABEL_HEIGHT = 16;

const STYLE = `
  svg { font: 12px system-ui, sans-serif; --back: #fff; --ink: #1b1f24; --faint: #5b636d; --grid: #e3e6ea }
  .c0 { --c: #a33ea1 } .c1 { --c: #0067b8 } .c2 { --c: #00805a } .c3 { --c: #b35900 }
  @media (prefers-color-scheme: dark) {
    svg { --back: #0f1318; --ink: #e8ebef; --faint: #a3acb7; --grid: #2a313a }
    .c0 { --c: #e79be5 } .c1 { --c: #6cb8ff } .c2 { --c: #4fd3a3 } .c3 { --c: #ffb066 }
  }
  .back { fill: var(--back) } text { fill: var(--faint) } .title { fill: var(--ink); font-weight: 600 }
  .grid { stroke: var(--grid); fill: none } .line { stroke: var(--c); stroke-width: 2; fill: none; stroke-linejoin: round }
  circle { fill: var(--c) } .label { fill: var(--c); font-weight: 600 } .end { text-anchor: end }
  .mid { text-anchor: middle }
`;

/** Draws docs/bench/scaling.svg from at least one row. Browsers show the numbers of a point as its title. */
export function scalingChart(rows: readonly ScalingRow[]): string {
  const largest = rows.at(-1);
  if (!largest) throw new Error('There is nothing to draw.');
  const figures = panels.flatMap(({ title, format, lines }) =>
    lines.map(({ label, value }) => `${label ?? title}: ${format(value(largest))}`),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" role="img" aria-labelledby="title desc">
<title id="title">What a workspace takes, by its size</title>
<desc id="desc">Three charts over the size of the workspace, ${rows.length} sizes, both axes logarithmic. At ${megabytes(largest.megabytes)}: ${figures.join('; ')}.</desc>
<style>${STYLE}</style>
<rect class="back" width="${size.width}" height="${size.height}"/>
${panels.map((panel) => drawPanel(panel, rows, largest)).join('\n')}
</svg>
`;
}

function drawPanel(panel: Panel, rows: readonly ScalingRow[], largest: ScalingRow): string {
  const { title, left, width, format, lines } = panel;
  const xs = decades(rows.map((row) => row.megabytes));
  const ys = decades(rows.flatMap((row) => lines.map(({ value }) => value(row))));
  const x = scale(xs, left, left + width);
  const y = scale(ys, bottom, top);
  const ends = spread(lines.map(({ value }) => y(value(largest))));
  const columns = ticks(xs).map((tick) => {
    const line = `<path class="grid" d="M${x(tick)} ${top}V${bottom}"/>`;
    return `${line}<text class="mid" x="${x(tick)}" y="${bottom + 18}">${tick}</text>`;
  });
  const levels = ticks(ys).map((tick) => {
    const line = `<path class="grid" d="M${left} ${y(tick)}H${left + width}"/>`;
    return `${line}<text class="end" x="${left - 8}" y="${y(tick) + 4}">${format(tick)}</text>`;
  });
  const drawn = lines.map(({ label = '', colour, value }, i) => {
    const circles = rows.map((row) => {
      const said = `${megabytes(row.megabytes)}: ${`${label} ${format(value(row))}`.trim()}`;
      return `<circle cx="${x(row.megabytes)}" cy="${y(value(row))}" r="3"><title>${said}</title></circle>`;
    });
    const path = rows.map((row) => `${x(row.megabytes)} ${y(value(row))}`).join('L');
    const end = `<text class="label" x="${left + width + 10}" y="${(ends[i] ?? 0) + 4}">${`${label} ${format(value(largest))}`.trim()}</text>`;
    return `<g class="${colour}"><path class="line" d="M${path}"/>${circles.join('')}${end}</g>`;
  });
  const under = `<text class="mid" x="${left + width / 2}" y="${bottom + 40}">MB of text</text>`;
  return [
    `<text class="title" x="${left}" y="26">${title}</text>`,
    ...columns,
    ...levels,
    under,
    ...drawn,
  ].join('\n');
}

/** The powers of ten around the values, at least one decade. Workspaces are a little larger than their round sizes. */
function decades(values: readonly number[]): readonly [number, number] {
  const low = Math.floor(Math.log10(Math.min(...values)));
  return [low, Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values)) - 0.01))];
}

function ticks([low, high]: readonly [number, number]): number[] {
  return Array.from({ length: high - low + 1 }, (_, i) => Number(`1e${low + i}`));
}

/** Maps values to places, rounded to tenths of a pixel. */
function scale([low, high]: readonly [number, number], from: number, to: number): (value: number) => number {
  return (value) => Math.round((from + ((Math.log10(value) - low) / (high - low)) * (to - from)) * 10) / 10;
}

/** The places of labels, moved down where they would overlap. */
function spread(places: readonly number[]): number[] {
  const moved = [...places];
  const order = [...places.keys()].sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0));
  let free = -Infinity;
  for (const i of order) {
    moved[i] = Math.max(free, places[i] ?? 0);
    free = (moved[i] ?? 0) + LABEL_HEIGHT;
  }
  return moved;
}

function megabytes(value: number): string {
  return value < 1000 ? `${digits(value)} MB` : `${digits(value / 1000)} GB`;
}

function seconds(value: number): string {
  return value < 0.1 ? `${digits(value * 1000)} ms` : `${digits(value)} s`;
}

function digits(value: number): string {
  return String(Number(value.toPrecision(value < 100 ? 2 : 3)));
}
