import { l10n } from 'vscode';
import type { ActionName } from './menu-actions.ts';

/** The text of each action, in the user's language. `language` is that of the active editor. */
export const actionTexts: Readonly<Record<ActionName, (language: string) => string>> = {
  train: () => l10n.t('Train on this workspace'),
  trainAgain: () => l10n.t('Train again'),
  continue: () => l10n.t('Continue training'),
  pause: () => l10n.t('Pause training'),
  resume: () => l10n.t('Resume training'),
  stop: () => l10n.t('Stop training'),
  sample: () => l10n.t('Sample text'),
  turnOn: () => l10n.t('Turn suggestions on'),
  turnOff: () => l10n.t('Turn suggestions off'),
  turnOnLanguage: (language) => l10n.t('Turn suggestions on for {0}', language),
  turnOffLanguage: (language) => l10n.t('Turn suggestions off for {0}', language),
  showLog: () => l10n.t('Show log'),
  settings: () => l10n.t('Settings'),
  trust: () => l10n.t('Manage workspace trust'),
  openFolder: () => l10n.t('Open a folder'),
};
