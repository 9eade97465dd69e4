import { l10n } from 'vscode';
import type { TacitState } from '../api.ts';
import type { Switches } from '../suggestions/enabled.ts';
import { knowledgeSentence, knowsAnything } from './knowledge-sentence.ts';
import { predictorText } from './predictor-text.ts';
import { type RemainingTime, remainingTime } from './remaining-time.ts';

export interface StatusText {
  /** What the bar says, with icons. */
  readonly text: string;
  /** The tooltip's first sentence. It has no number that moves, so it stays still, and true, while it is read. */
  readonly sentence: string;
}

const AT_REST = '$(mortar-board)';
const SPINNER = '$(loading~spin)';
const OFF = '$(circle-slash)';

/** What a run of training does, from its first file to its end. */
export const runActivities: ReadonlySet<TacitState['activity']> = new Set([
  'reading',
  'training',
  'paused',
  'restarting',
  'stopping',
]);

/**
 * Returns what the status bar says. Work under way and obstacles come first, then what is turned off, then what Tacit
 * can suggest from.
 */
export function statusText(state: TacitState, switches: Switches): StatusText {
  return (
    obstacleText(state) ??
    runText(state) ??
    offText(switches) ??
    predictorText(state) ??
    (switches.isLineTooLong ? longLineText() : restText(state))
  );
}

function longLineText(): StatusText {
  return {
    text: `${OFF} ${l10n.t('Tacit: line too long')}`,
    sentence: l10n.t(
      'This line is too long for suggestions. Tacit makes them in lines of up to a million characters.',
    ),
  };
}

function obstacleText({ activity, failure, message }: TacitState): StatusText | undefined {
  if (activity === 'restricted') {
    return {
      text: `$(shield) ${l10n.t('Tacit: restricted')}`,
      sentence: l10n.t(
        'In Restricted Mode, Tacit reads and learns nothing. Trust the workspace to let it learn.',
      ),
    };
  }
  if (activity === 'no-folder') {
    return {
      text: `${OFF} ${l10n.t('Tacit: no folder')}`,
      sentence: l10n.t('Tacit learns from the files in a folder. Open a folder to let it learn.'),
    };
  }
  if (activity !== 'failed') return undefined;
  const text =
    failure === 'nothing-to-learn'
      ? l10n.t('Tacit: nothing to learn from')
      : l10n.t('Tacit: stopped by an error');
  return { text: `$(warning) ${text}`, sentence: message ?? '' };
}

function runText({ activity, progress }: TacitState): StatusText | undefined {
  switch (activity) {
    case 'reading':
      return {
        text: `${SPINNER} ${l10n.t('Tacit: reading files')}`,
        sentence: l10n.t('Tacit is reading the files that its network will learn from.'),
      };
    case 'training':
      return trainingText(progress);
    case 'paused':
      return {
        text: `$(debug-pause) ${pausedText(progress)}`,
        sentence: l10n.t('The training is paused.'),
      };
    case 'restarting':
      return {
        text: `${SPINNER} ${l10n.t('Tacit: restarting')}`,
        sentence: l10n.t('A background thread has ended. Tacit starts it again to go on with the training.'),
      };
    case 'stopping':
      return {
        text: `${SPINNER} ${l10n.t('Tacit: stopping')}`,
        sentence: l10n.t('Tacit is ending the training and stores what it has learned.'),
      };
    default:
      return undefined;
  }
}

function trainingText(progress: TacitState['progress']): StatusText {
  if (progress === undefined) {
    return {
      text: `${SPINNER} ${l10n.t('Tacit: preparing')}`,
      sentence: l10n.t('Tacit is preparing to train its network on the files here.'),
    };
  }
  const { fraction, secondsLeft } = progress;
  if (fraction >= 1) {
    return {
      text: `${SPINNER} ${l10n.t('Tacit: finishing')}`,
      sentence: l10n.t('The training is done. Tacit checks and stores what it has learned.'),
    };
  }
  const percent = percentText(fraction);
  const text =
    secondsLeft === undefined
      ? l10n.t('Tacit: learning {0}', percent)
      : l10n.t('Tacit: learning {0}, {1} left', percent, timeLeftText(secondsLeft));
  return {
    text: `${SPINNER} ${text}`,
    sentence: l10n.t('Tacit is training its network on the files here.'),
  };
}

function pausedText(progress: TacitState['progress']): string {
  if (progress === undefined) return l10n.t('Tacit: paused');
  return l10n.t('Tacit: paused at {0}', percentText(progress.fraction));
}

function percentText(fraction: number): string {
  return `${Math.floor(fraction * 100)}%`;
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

function offText(switches: Switches): StatusText | undefined {
  const sentence = offSentence(switches);
  if (sentence === undefined) return undefined;
  const { inGeneral, language } = switches;
  const text =
    inGeneral && language !== undefined ? l10n.t('Tacit: off for {0}', language) : l10n.t('Tacit: off');
  return { text: `${OFF} ${text}`, sentence };
}

/** Says what is turned off. Undefined if suggestions are on in the active editor. */
export function offSentence({ here, inGeneral, language }: Switches): string | undefined {
  if (here) return undefined;
  return inGeneral && language !== undefined
    ? l10n.t('Suggestions are turned off for the language {0}.', language)
    : l10n.t('Suggestions are turned off.');
}

function restText(state: TacitState): StatusText {
  const { activity, remembering } = state;
  const sentence = knowledgeSentence(state);
  if (activity === 'learning') {
    return { text: `${SPINNER} Tacit`, sentence: l10n.t('Tacit is learning from the file that was saved.') };
  }
  if (activity === 'starting' && remembering) {
    return {
      text: `${SPINNER} ${l10n.t('Tacit: remembering files')}`,
      sentence: l10n.t('Tacit is reading the files here to remember them.'),
    };
  }
  return { text: `${AT_REST} ${restName(state)}`, sentence };
}

function restName(state: TacitState): string {
  const { activity, hasModel, model } = state;
  if (activity === 'elsewhere') return l10n.t('Tacit: another window trains');
  if (activity === 'stopped') return l10n.t('Tacit: training stopped');
  if (activity === 'erased') return l10n.t('Tacit: erased');
  if (!knowsAnything(state)) {
    return activity === 'starting' ? l10n.t('Tacit: starting') : l10n.t('Tacit: nothing learned yet');
  }
  if (activity === 'idle' && hasModel && model?.finished !== true)
    return l10n.t('Tacit: training not finished');
  return 'Tacit';
}
