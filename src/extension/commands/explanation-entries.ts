import { l10n } from 'vscode';
import type { Explanation } from '../../core/explanation/explanation.ts';

/** A line of the list that explains a suggestion. */
export interface ExplanationEntry {
  readonly group: string;
  readonly label: string;
  readonly description: string;
  /** Where choosing it leads; undefined for what has no place. A path as in `SourceFile.path`, or that of the document. */
  readonly place:
    { readonly path: string | undefined; readonly line: number; readonly character: number } | undefined;
}

const MOST_WORDS = 5;
const MOST_ALTERNATIVES = 3;
/** What changes the logarithm of the probability by less did not matter. */
const LEAST_NATS = 0.05;

/** What people read for the experts, some of which look at the same thing. */
const knowledge: Readonly<Record<string, () => string>> = {
  workspace: () => l10n.t('what often follows these words in your files'),
  pairs: () => l10n.t('what often follows these words in your files'),
  triples: () => l10n.t('what often follows these words in your files'),
  document: () => l10n.t('what often follows these words in this document'),
  copies: () => l10n.t('the longest passage like this one'),
  network: () => l10n.t('the trained network'),
  cache: () => l10n.t('the network’s memory of this document'),
};

/** The list that explains a suggestion: its lines, its words, who knew it, and what else could have come. */
export function explanationEntries(explanation: Explanation): readonly ExplanationEntry[] {
  return [
    ...sourceEntries(explanation),
    ...wordEntries(explanation),
    ...knowledgeEntries(explanation),
    ...alternativeEntries(explanation),
  ];
}

function sourceEntries({ sources }: Explanation): readonly ExplanationEntry[] {
  const group = l10n.t('Learned from');
  return sources.map(({ path, line, character, lineText, similarity }) => {
    const where = `${path}:${line + 1}`;
    return {
      group,
      label: shortened(lineText),
      description: similarity === undefined ? where : l10n.t('{0}, a place that reads alike', where),
      place: { path, line, character },
    };
  });
}

function wordEntries({ context }: Explanation): readonly ExplanationEntry[] {
  const group = l10n.t('Because of these words');
  const words = context.filter(({ nats }) => nats >= LEAST_NATS).slice(0, MOST_WORDS);
  return words.map(({ text, at, nats }) => ({
    group,
    label: shortened(text),
    // e^nats is how many times more probable the suggestion is with the word than without it.
    description: l10n.t(
      '{0}; without it {1} times less likely',
      at ? l10n.t('line {0}', at.line + 1) : l10n.t('the path'),
      factor(Math.exp(nats)),
    ),
    place: at && { path: undefined, ...at },
  }));
}

function knowledgeEntries({ tokens }: Explanation): readonly ExplanationEntry[] {
  const group = l10n.t('Known from');
  const shares = new Map<string, number>();
  for (const { contributions } of tokens) {
    for (const { expert, nats } of contributions) {
      const name = knowledge[expert]?.() ?? expert;
      shares.set(name, (shares.get(name) ?? 0) + nats);
    }
  }
  const positive = [...shares].filter(([, nats]) => nats > 0).sort(([, a], [, b]) => b - a);
  const total = positive.reduce((sum, [, nats]) => sum + nats, 0);
  return positive.map(([label, nats]) => ({
    group,
    label,
    description: percent(nats / total),
    place: undefined,
  }));
}

function alternativeEntries({ tokens }: Explanation): readonly ExplanationEntry[] {
  const group = l10n.t('Instead, it could have begun with');
  const alternatives = tokens[0]?.alternatives.slice(0, MOST_ALTERNATIVES) ?? [];
  return alternatives
    .filter(({ probability }) => probability >= 0.001)
    .map(({ text, probability }) => ({
      group,
      label: visible(text),
      description: percent(probability),
      place: undefined,
    }));
}

export function percent(share: number): string {
  return `${share >= 0.995 || share < 0.1 ? (100 * share).toFixed(1) : Math.round(100 * share)} %`;
}

function factor(times: number): string {
  if (times > 1000) return l10n.t('over {0}', 1000);
  return times < 10 ? times.toFixed(1) : String(Math.round(times));
}

/** A list shows neither line breaks nor blanks at the ends. */
export function visible(text: string): string {
  return shortened(
    text
      .replaceAll('\n', '⏎')
      .replaceAll('\t', '→')
      .replace(/^ +| +$/g, (blanks) => '·'.repeat(blanks.length)),
  );
}

function shortened(text: string): string {
  const [most, end] = [100, '…'];
  // Secrets were masked before the line was learned.
  const shown = text.replaceAll('\ufdd0', '•');
  return shown.length > most ? shown.slice(0, most) + end : shown;
}
