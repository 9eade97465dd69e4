import { isRow, type PeersReport, type Row, type WorkReport } from './report.ts';

const WIDTH = 860;
const MARGIN = 16;
/** Where bars begin, and the length of the longest. Each is followed by its figure. */
const [BARS_AT, LONGEST] = [326, 310];
const [ROW_HEIGHT, BAR_HEIGHT] = [24, 14];
const [HEAD_HEIGHT, GROUP_GAP] = [54, 18];
/** Height of the two lines of text above the first group. */
const TOP = 60;

/** Colours for both themes: a README shows the picture on the page's own background. */
const STYLE = `
    text { font: 13px -apple-system, 'Segoe UI', 'Noto Sans', Helvetica, Arial, sans-serif; fill: #1f2328; }
    .title { font-size: 17px; font-weight: 600; }
    .work { font-size: 14px; font-weight: 600; }
    .quiet { fill: #59636e; font-size: 12px; }
    .tacit { font-weight: 600; }
    .bar { fill: #9aa4af; }
    .bar.tacit { fill: #0969da; }
    .range { stroke: #59636e; stroke-width: 1.5; }
    @media (prefers-color-scheme: dark) {
      text { fill: #f0f6fc; }
      .quiet { fill: #9198a1; }
      .bar { fill: #656c76; }
      .bar.tacit { fill: #4493f8; }
      .range { stroke: #b1bac4; }
    }`;

/** Draws Tacit and its peers as bars, fastest first, in one group for each work, with the absent peers below. */
export function chart(report: PeersReport): string {
  const groups: string[] = [];
  let y = TOP;
  for (const work of report.works) {
    const { svg, height } = group(work, y);
    groups.push(svg);
    y += height + GROUP_GAP;
  }
  const { processor, node, pinned } = report.machine;
  const title = 'Tacit and its peers, one thread';
  const where = `processor time${pinned ? ' on one core' : ''}, ${processor}, Node ${node}`;
  const how = `Medians of ${report.rounds} rounds by turns, with the range of the rounds; ${where}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${y}" viewBox="0 0 ${WIDTH} ${y}"` +
      ' role="img" aria-labelledby="title description">',
    `  <title id="title">${escape(title)}</title>`,
    `  <desc id="description">${escape(report.works.map(inWords).join(' '))}</desc>`,
    `  <style>${STYLE}\n  </style>`,
    `  ${text(MARGIN, 26, 'title', title)}`,
    `  ${text(MARGIN, 46, 'quiet', how)}`,
    ...groups,
    '</svg>',
    '',
  ].join('\n');
}

function group(report: WorkReport, y: number): { svg: string; height: number } {
  const rows = fastestFirst(report);
  const most = Math.max(...rows.map((row) => row.most));
  const better = report.unit === 'tokens/s' ? 'longer is better' : 'shorter is better';
  const lines = [
    text(MARGIN, y + 22, 'work', report.work.title),
    text(MARGIN, y + 40, 'quiet', `${report.unit}: ${better}`),
    ...rows.map((row, i) => bar(row, y + HEAD_HEIGHT + i * ROW_HEIGHT, LONGEST / most)),
  ];
  const absent = report.rows.filter((row) => !isRow(row));
  for (const [i, { label }] of absent.entries()) {
    const at = y + HEAD_HEIGHT + (rows.length + i) * ROW_HEIGHT + BAR_HEIGHT - 2;
    lines.push(text(BARS_AT - 10, at, 'quiet end', label), text(BARS_AT, at, 'quiet', 'absent'));
  }
  const height = HEAD_HEIGHT + (rows.length + absent.length) * ROW_HEIGHT;
  return { svg: lines.map((line) => `  ${line}`).join('\n'), height };
}

function bar(row: Row, y: number, scale: number): string {
  const tacit = row.tacit ? ' tacit' : '';
  const length = (figure: number): number => Math.round(figure * scale * 10) / 10;
  const middle = y + BAR_HEIGHT / 2;
  const baseline = y + BAR_HEIGHT - 2;
  const ratio = row.tacit ? '' : ` · Tacit ${times(row.tacitSpeed)} as fast`;
  const place = `x="${BARS_AT}" y="${y}" width="${Math.max(1, length(row.median))}" height="${BAR_HEIGHT}"`;
  const [from, to] = [BARS_AT + length(row.least), BARS_AT + length(row.most)];
  return [
    text(BARS_AT - 10, baseline, `end${tacit}`, row.label),
    `<rect class="bar${tacit}" ${place} rx="2"/>`,
    `<line class="range" x1="${from}" x2="${to}" y1="${middle}" y2="${middle}"/>`,
    text(
      BARS_AT + Math.max(length(row.median), length(row.most)) + 8,
      baseline,
      tacit.trim(),
      figure(row.median) + ratio,
    ),
  ].join('');
}

function fastestFirst({ rows, unit }: WorkReport): Row[] {
  const direction = unit === 'tokens/s' ? -1 : 1;
  return rows.filter(isRow).toSorted((a, b) => direction * (a.median - b.median));
}

/** For people who cannot see the picture. */
function inWords(report: WorkReport): string {
  const figures = fastestFirst(report).map(({ label, median }) => `${label} ${figure(median)}`);
  return `${report.work.title}, in ${report.unit}: ${figures.join('; ')}.`;
}

/** 33,400 or 16.2 */
function figure(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: value < 1000 ? 3 : 4 });
}

function times(ratio: number): string {
  return `${ratio >= 10 ? Math.round(ratio) : ratio.toFixed(2)}×`;
}

function text(x: number, y: number, kind: string, content: string): string {
  const classes = kind.split(' ').filter((each) => each !== '' && each !== 'end');
  const anchor = kind.split(' ').includes('end') ? ' text-anchor="end"' : '';
  const named = classes.length > 0 ? ` class="${classes.join(' ')}"` : '';
  return `<text x="${x}" y="${y}"${named}${anchor}>${escape(content)}</text>`;
}

function escape(content: string): string {
  return content
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
