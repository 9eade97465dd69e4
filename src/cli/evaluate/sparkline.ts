const bars = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const WIDEST = 60;

/** A row of bars from 0 to the largest number. Of a long row only some are shown. */
export function sparkline(numbers: readonly number[]): string {
  const largest = Math.max(...numbers, 0);
  const width = Math.min(WIDEST, numbers.length);
  return Array.from({ length: width }, (_, i) => {
    const number = numbers[Math.floor(((i + 1) * numbers.length) / width) - 1] ?? 0;
    const height = largest > 0 ? Math.max(0, number) / largest : 0;
    return bars[Math.round(height * (bars.length - 1))] ?? '';
  }).join('');
}
