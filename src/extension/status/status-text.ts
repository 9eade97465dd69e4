import { l10n } from 'vscode';
import type { TacitState } from '../api.ts';
import type { Off } from '../suggestions/enabled.ts';
import { type RemainingTime, remainingTime } from './remaining-time.ts';

export interface StatusText {
  /** With icons, to be seen. */
  readonly text: string;
  /** For screen readers and for the tooltip. */
  readonly sentence: string;
}

const AT_REST = '$(mortar-board)';
const SPINNER = '$(loading~spin)';

/**
 * Returns what the status bar says. Work under way and obstacles come first, then what is turned off, then what Tacit
 * can suggest from.
 *
 * @param off - what the user has turned off for the active editor
 * @param isInLongLine - whether the cursor is in a line that is too long for suggestions
 */
export function statusText(state: TacitState, off: Off | undefined, isInLongLine = false): StatusText {
  return busyText(state) ?? offText(off) ?? (isInLongLine ? longLineText() : restText(state));
}

function longLineText(): StatusText {
  return {
    text: `$(circle-slash) ${l10n.t('Tacit: line too long')}`,
    sentence: l10n.t(
      'This line is too long for suggestions. Tacit makes them in lines of up to a million characters.',
    ),
  };
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
          'In Restricted Mode, Tacit reads and learns nothing. Trust the workspace to let it learn.',
        ),
      };
    case 'no-folder':
      return {
        text: `$(circle-slash) ${l10n.t('Tacit: no folder')}`,
        sentence: l10n.t('Tacit learns from the files in a folder. Open a folder to let it learn.'),
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
      sentence: l10n.t('Another window is learning this workspace. This window uses what it learns.'),
    };
  }
  if (activity === 'learning') {
    return { text: `${SPINNER} Tacit`, sentence: l10n.t('Tacit is learning from the file that was saved.') };
  }
  if (!hasModel) return noModelText(state);
  if (activity === 'stopped') {
    return {
      text: `${AT_REST} ${l10n.t('Tacit: training stopped')}`,
      sentence: l10n.t('Training was stopped. Tacit uses what it has learned so far.'),
    };
  }
  return {
    text: `${AT_REST} Tacit`,
    sentence: l10n.t('Tacit has learned this workspace and makes suggestions as you type.'),
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
        ? l10n.t('Tacit is waiting for the window to settle.')
        : l10n.t('Tacit has not learned anything here yet, so it makes no suggestions.'),
  };
}

/** Returns a text like "2 min". */
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
      sentence: l10n.t('Training is paused at {0}.', percent),
    };
  }
  if (progress === undefined) {
    return {
      text: `${SPINNER} ${l10n.t('Tacit: preparing')}`,
      sentence: l10n.t('Tacit has read the files and is preparing to learn from them.'),
    };
  }
  const left = timeLeftText(progress.secondsLeft);
  return {
    text: `${SPINNER} ${l10n.t('Tacit: learning {0}, {1} left', percent, left)}`,
    sentence: l10n.t('Tacit is learning this workspace: {0} done, {1} left.', percent, left),
  };
}

function readingSentence({ reading }: TacitState): string {
  return reading === undefined
    ? l10n.t('Tacit is looking for files to learn from.')
    : l10n.t('Tacit is reading the files to learn from: {0} of {1}.', reading.files, reading.of);
}

function failedText({ failure, message }: TacitState): StatusText {
  const text =
    failure === 'nothing-to-learn'
      ? l10n.t('Tacit: nothing to learn from')
      : l10n.t('Tacit: stopped by an error');
  return { text: `$(warning) ${text}`, sentence: message ?? '' };
}
