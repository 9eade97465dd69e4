import * as vscode from 'vscode';
import { l10n } from 'vscode';
import type { Omission, OmissionReason } from '../../core/text/source-file.ts';
import type { TacitState } from '../api.ts';
import { menuActions } from './menu-actions.ts';
import { actionTexts } from './action-texts.ts';

/** Returns the tooltip of the status bar item: all that is known, and links to what can be done. */
export function statusTooltip(state: TacitState, sentence: string): vscode.MarkdownString {
  const actions = menuActions(state);
  const tooltip = new vscode.MarkdownString('', true);
  tooltip.isTrusted = { enabledCommands: actions.map(({ command }) => command) };
  const lines = [
    ...(state.message === undefined || state.message === sentence ? [] : [state.message]),
    ...progressLines(state),
    ...modelLines(state),
    ...memoryLines(state),
    ...corpusLines(state),
    ...learnedLines(state),
    l10n.t('Background threads: {0}. Nothing leaves this machine.', state.threads),
  ];
  tooltip.appendText(sentence);
  for (const line of lines) tooltip.appendMarkdown('\n\n').appendText(line);
  const links = actions.map(({ action, command, argument }) => {
    const query = argument === undefined ? '' : `?${encodeURIComponent(JSON.stringify([argument]))}`;
    return `[${actionTexts[action]()}](command:${command}${query})`;
  });
  return tooltip.appendMarkdown(`\n\n---\n\n${links.join(' &nbsp; ')}`);
}

function progressLines({ progress }: TacitState): string[] {
  if (progress === undefined) return [];
  return [
    l10n.t('Speed: {0} characters per second.', whole(progress.charactersPerSecond)),
    l10n.t('Bits per character on the training files: {0}.', progress.trainBitsPerCharacter.toFixed(2)),
  ];
}

function modelLines({ model, progress }: TacitState): string[] {
  if (model === undefined) return [];
  const { cell, tokenizer, parameters } = model;
  const lines = [
    l10n.t('Model: {0}, {1} tokens, {2} parameters.', cell.toUpperCase(), tokenizer, whole(parameters)),
  ];
  const heldOut = progress?.validationBitsPerCharacter ?? model.validationBitsPerCharacter;
  if (heldOut !== undefined)
    lines.push(l10n.t('Bits per character on held-out files: {0}.', heldOut.toFixed(2)));
  return lines;
}

function memoryLines({ memory }: TacitState): string[] {
  if (memory === undefined) return [];
  return [l10n.t('Remembers {0} files, {1} characters.', whole(memory.files), whole(memory.characters))];
}

function corpusLines({ corpus }: TacitState): string[] {
  if (corpus === undefined) return [];
  const lines = [
    l10n.t('Learned from {0} files, {1} characters.', whole(corpus.files), whole(corpus.characters)),
  ];
  const left = omissionCounts(corpus.omissions).map(
    ([reason, count]) => `${reasonTexts[reason]()}: ${whole(count)}`,
  );
  if (left.length > 0) lines.push(l10n.t('Left out: {0}.', left.join(', ')));
  return lines;
}

function learnedLines({ learned }: TacitState): string[] {
  if (learned === undefined) return [];
  const { path, lines, bitsBefore, bitsAfter } = learned;
  return [
    l10n.t(
      'Learned on save: {0}; lines: {1}; bits per character: {2} before, {3} after.',
      path,
      lines,
      bitsBefore.toFixed(2),
      bitsAfter.toFixed(2),
    ),
  ];
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
  generated: () => l10n.t('generated'),
  'lock-file': () => l10n.t('lock files'),
  secret: () => l10n.t('names that suggest secrets'),
  duplicate: () => l10n.t('copies'),
  empty: () => l10n.t('empty'),
  unreadable: () => l10n.t('unreadable'),
  'no-room': () => l10n.t('more than Tacit can learn (open and recent files come first)'),
};

/** Returns a whole number with commas. The first call of `toLocaleString` would block the thread for 40 ms. */
function whole(count: number): string {
  return String(Math.round(count)).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
}
