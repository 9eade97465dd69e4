export interface SweepRow {
  readonly workspace: string;
  readonly variant: string;
  readonly minutes: number;
  /** Tokens trained on. */
  readonly tokens: number;
  /** Bits per character of the network alone. */
  readonly network: number;
  /** Bits per character of all that Tacit knows. */
  readonly adaptive: number;
  /** Shares of keystrokes saved at the thresholds for a precision of 0.35 and of 0.5. */
  readonly saved: readonly number[];
}

/** The page docs/sweep.md. */
export function sweepTable(rows: readonly SweepRow[]): string {
  const lines = rows.map(({ workspace, variant, minutes, tokens, network, adaptive, saved }) =>
    [
      workspace,
      variant,
      minutes,
      (tokens / 1e6).toFixed(2),
      network.toFixed(3),
      adaptive.toFixed(3),
      saved.map((each) => each.toFixed(3)).join(' / '),
    ].join(' | '),
  );
  return [
    '# Sweep of the default model',
    '',
    'Written by `npm run sweep`. Each row is a training with one thread and one seed, evaluated on the first 2,500',
    'characters of at most fourteen test files. Rows compare with each other, not with [measured.md](measured.md).',
    'Differences under 0.02 bits mean nothing.',
    '',
    '| workspace | variant | minutes | tokens trained, millions | bits: network | bits: adaptive | keystrokes saved at precision 0.35 / 0.5 |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...lines.map((line) => `| ${line} |`),
    '',
  ].join('\n');
}
