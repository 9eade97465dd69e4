import { l10n } from 'vscode';
import type { TacitState } from '../api.ts';
import type { StatusText } from './status-text.ts';

/** Says what suggestions lack because their thread or their network failed. Undefined where nothing failed. */
export function predictorText({ predictor, memory }: TacitState): StatusText | undefined {
  switch (predictor) {
    case 'sound':
      return undefined;
    case 'restarting':
      return {
        text: `$(loading~spin) ${l10n.t('Tacit: restarting')}`,
        sentence: l10n.t('The thread that makes suggestions has ended. Tacit starts it again.'),
      };
    case 'memory-only':
      return (memory?.files ?? 0) > 0
        ? {
            text: `$(warning) ${l10n.t('Tacit: memory only')}`,
            sentence: l10n.t(
              'The network could not be loaded again. Tacit suggests from what it remembers of the files here. Reload the window to try again; the log says what went wrong.',
            ),
          }
        : {
            text: noSuggestions(),
            sentence: l10n.t(
              'The network could not be loaded again and no file is remembered, so Tacit makes no suggestions. Reload the window to try again; the log says what went wrong.',
            ),
          };
    case 'ended':
      return {
        text: noSuggestions(),
        sentence: l10n.t(
          'The thread that makes suggestions has ended several times and is not started again. Reload the window to start it; the log says why it ended.',
        ),
      };
  }
}

function noSuggestions(): string {
  return `$(warning) ${l10n.t('Tacit: no suggestions')}`;
}
