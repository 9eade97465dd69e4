import { l10n } from 'vscode';
import type { Omission, OmissionReason } from '../../core/text/source-file.ts';
import type { TacitState } from '../api.ts';
import type { Switches } from '../suggestions/enabled.ts';
import { predictorText } from './predictor-text.ts';
import { offSentence, runActivities, statusText } from './status-text.ts';

/** Returns the paragraphs of the tooltip in plain words. What only an expert wants to know is in the log. */
export function tooltipLines(state: TacitState, switches: Switches): string[] {
  const { activity, message } = state;
  const { sentence } = statusText(state, switches);
  const canSuggest = activity !== 'restricted' && activity !== 'no-folder';
  const lines = [
    sentence,
    ...(canSuggest ? [offSentence(switches), predictorText(state)?.sentence] : []),
    message,
    ...memoryLines(state),
    ...corpusLines(state),
    ...learnedLines(state),
    l10n.t('Nothing leaves this machine.'),
  ].filter((line) => line !== undefined && line !== '');
  return [...new Set(lines as string[])];
}

function memoryLines({ memory }: TacitState): string[] {
  if (memory === undefined || memory.files === 0) return [];
  const { secrets, files } = memory.masked;
  return [
    l10n.t('Remembers {0} files, {1} characters.', whole(memory.files), whole(memory.characters)),
    // The log says where.
    ...(secrets > 0 ? [l10n.t('Secrets masked: {0}, in {1} files.', whole(secrets), whole(files))] : []),
  ];
}

function corpusLines({ activity, corpus }: TacitState): string[] {
  if (corpus === undefined) return [];
  const files = whole(corpus.files);
  const characters = whole(corpus.characters);
  const left = omissionCounts(corpus.omissions).map(
    ([reason, count]) => `${reasonTexts[reason]()}: ${whole(count)}`,
  );
  return [
    runActivities.has(activity)
      ? l10n.t('In this training: {0} files, {1} characters.', files, characters)
      : l10n.t('In the last training: {0} files, {1} characters.', files, characters),
    ...(left.length > 0 ? [l10n.t('Left out: {0}.', left.join(', '))] : []),
  ];
}

function learnedLines({ learned }: TacitState): string[] {
  if (learned === undefined) return [];
  return [l10n.t('Learned last from a saved file: {0}.', learned.path)];
}

function omissionCounts(omissions: readonly Omission[]): [OmissionReason, number][] {
  const counts = new Map<OmissionReason, number>();
  for (const { reason } of omissions) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one);
}

const reasonTexts: Readonly<Record<OmissionReason, () => string>> = {
  ignored: () => l10n.t('ignored by .gitignore'),
  excluded: () => l10n.t('excluded'),
  binary: () => l10n.t('binary'),
  'too-large': () => l10n.t('too large'),
  minified: () => l10n.t('minified'),
  data: () => l10n.t('encoded bytes or numbers'),
  generated: () => l10n.t('generated'),
  'lock-file': () => l10n.t('lock files'),
  secret: () => l10n.t('names that suggest secrets'),
  duplicate: () => l10n.t('copies'),
  empty: () => l10n.t('empty'),
  link: () => l10n.t('links out of the workspace'),
  unreadable: () => l10n.t('unreadable'),
  'no-room': () => l10n.t('more than Tacit can learn (open and recent files come first)'),
};

/** Returns a whole number with commas. The first call of `toLocaleString` would block the thread for 40 ms. */
function whole(count: number): string {
  return String(Math.round(count)).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
}
