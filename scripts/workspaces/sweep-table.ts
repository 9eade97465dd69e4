export interface SweepRow {
  readonly workspace: string;
  readonly variant: string;
  readonly minutes: number;
  /** Tokens trained on. */
  readonly tokens: number;
  /** Bits per character of the network alone, and of all together. */
  readonly network: number;
  readonly adaptive: number;
  /** Share of the keystrokes saved at the thresholds for the precisions 0.35 and 0.5. */
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
    'Written by `npm run sweep`: each row a training with one thread and one seed, and the first 2,500 characters of at most',
    'fourteen test files typed. These compare with each other, not with the README. Differences under 0.02 bits are not',
    'findings.',
    '',
    '| workspace | variant | minutes | tokens trained, millions | bits: network | bits: adaptive | keystrokes saved at precision 0.35 / 0.5 |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...lines.map((line) => `| ${line} |`),
    '',
  ].join('\n');
}
