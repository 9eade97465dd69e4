import { l10n } from 'vscode';
import type { TacitState } from '../api.ts';
import type { Off } from '../suggestions/enabled.ts';
import { type RemainingTime, remainingTime } from './remaining-time.ts';

export interface StatusText {
  /** With icons, for the eye. */
  readonly text: string;
  /** A sentence, for the ear and for the tooltip. */
  readonly sentence: string;
}

const AT_REST = '$(mortar-board)';
const SPINNER = '$(loading~spin)';

/**
 * What the status bar says. What needs the user's attention or takes time comes first, then what is turned off, then what
 * there is to suggest from.
 *
 * @param off - what the user has turned off for the active editor
 */
export function statusText(state: TacitState, off: Off | undefined): StatusText {
  return busyText(state) ?? offText(off) ?? restText(state);
}

function busyText(state: TacitState): StatusText | undefined {
  switch (state.activity) {
    case 'training':
    case 'paused':
      return runText(state);
    case 'reading':
      return { text: `${SPINNER} ${l10n.t('Tacit: reading files')}`, sentence: readingSentence(state) };
    case 'restricted':
      return {
        text: `$(shield) ${l10n.t('Tacit: restricted')}`,
        sentence: l10n.t(
          'Tacit reads and learns nothing in Restricted Mode. Trust the workspace to let it learn.',
        ),
      };
    case 'no-folder':
      return {
        text: `$(circle-slash) ${l10n.t('Tacit: no folder')}`,
        sentence: l10n.t('Tacit learns from the files of a folder. Open one to let it learn.'),
      };
    case 'failed':
      return failedText(state);
    default:
      return undefined;
  }
}

function offText(off: Off | undefined): StatusText | undefined {
  if (off === undefined) return undefined;
  if (off === 'everywhere') {
    return {
      text: `$(circle-slash) ${l10n.t('Tacit: off')}`,
      sentence: l10n.t('Suggestions are turned off.'),
    };
  }
  return {
    text: `$(circle-slash) ${l10n.t('Tacit: off for {0}', off.language)}`,
    sentence: l10n.t('Suggestions are turned off for the language {0}.', off.language),
  };
}

function restText(state: TacitState): StatusText {
  const { activity, hasModel } = state;
  if (activity === 'elsewhere') {
    return {
      text: `${AT_REST} ${l10n.t('Tacit: learning in another window')}`,
      sentence: l10n.t('Another window learns in this workspace. This one uses what it learns.'),
    };
  }
  if (activity === 'learning') {
    return { text: `${SPINNER} Tacit`, sentence: l10n.t('Tacit learns from the file that was saved.') };
  }
  if (!hasModel) return noModelText(state);
  if (activity === 'stopped') {
    return {
      text: `${AT_REST} ${l10n.t('Tacit: training stopped')}`,
      sentence: l10n.t('The training was stopped. What was learned so far is in use.'),
    };
  }
  return {
    text: `${AT_REST} Tacit`,
    sentence: l10n.t('Tacit has learned this workspace and suggests as you type.'),
  };
}

function noModelText({ activity, memory }: TacitState): StatusText {
  if (memory !== undefined && memory.files > 0) {
    return {
      text: `${AT_REST} Tacit`,
      sentence: l10n.t(
        'Tacit suggests from what it remembers of the files here. Its network has not learned them yet.',
      ),
    };
  }
  return {
    text: `${AT_REST} ${l10n.t('Tacit: nothing learned yet')}`,
    sentence:
      activity === 'starting'
        ? l10n.t('Tacit waits for the window to settle.')
        : l10n.t('Tacit has learned nothing here yet, so it suggests nothing.'),
  };
}

/** "2 minutes" and the like. */
function timeLeftText(seconds: number): string {
  const { unit, count } = remainingTime(seconds);
  const texts: Record<RemainingTime['unit'], () => string> = {
    seconds: () => l10n.t('{0} s', count),
    minutes: () => l10n.t('{0} min', count),
    hours: () => l10n.t('{0} h', count),
  };
  return texts[unit]();
}

function percentText(fraction: number): string {
  return `${Math.floor(fraction * 100)}%`;
}

function runText({ activity, progress }: TacitState): StatusText {
  const percent = percentText(progress?.fraction ?? 0);
  if (activity === 'paused') {
    return {
      text: `$(debug-pause) ${l10n.t('Tacit: paused at {0}', percent)}`,
      sentence: l10n.t('The training is paused at {0}.', percent),
    };
  }
  if (progress === undefined) {
    return {
      text: `${SPINNER} ${l10n.t('Tacit: preparing')}`,
      sentence: l10n.t('Tacit prepares to learn from the files that it has read.'),
    };
  }
  const left = timeLeftText(progress.secondsLeft);
  return {
    text: `${SPINNER} ${l10n.t('Tacit: learning {0}, {1} left', percent, left)}`,
    sentence: l10n.t('Tacit learns from this workspace: {0} done, {1} left.', percent, left),
  };
}

function readingSentence({ reading }: TacitState): string {
  return reading === undefined
    ? l10n.t('Tacit looks for the files to learn from.')
    : l10n.t('Tacit reads the files to learn from: {0} of {1}.', reading.files, reading.of);
}

function failedText({ failure, message }: TacitState): StatusText {
  const text =
    failure === 'nothing-to-learn'
      ? l10n.t('Tacit: nothing to learn from')
      : l10n.t('Tacit: stopped by an error');
  return { text: `$(warning) ${text}`, sentence: message ?? '' };
}
