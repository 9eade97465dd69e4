import type { TacitState } from '../api.ts';
import type { CommandId } from '../manifest/commands.ts';
import type { Switches } from '../suggestions/enabled.ts';

export type ActionName =
  | 'train'
  | 'trainAgain'
  | 'continue'
  | 'pause'
  | 'resume'
  | 'stop'
  | 'sample'
  | 'turnOn'
  | 'turnOff'
  | 'turnOnLanguage'
  | 'turnOffLanguage'
  | 'showLog'
  | 'settings'
  | 'trust'
  | 'openFolder';

export interface MenuAction {
  readonly action: ActionName;
  readonly command:
    | CommandId
    | 'workbench.action.openSettings'
    | 'workbench.trust.manage'
    | 'workbench.action.files.openFolder';
  readonly argument?: string;
}

const pause = { action: 'pause', command: 'tacit.pause' } as const;
const resume = { action: 'resume', command: 'tacit.resume' } as const;
const stop = { action: 'stop', command: 'tacit.stop' } as const;
const sample = { action: 'sample', command: 'tacit.sample' } as const;
const settings = {
  action: 'settings',
  command: 'workbench.action.openSettings',
  argument: 'tacit.',
} as const;
const showLog = { action: 'showLog', command: 'tacit.showLog' } as const;

/** Returns the actions that make sense in a state, the most likely first. */
export function menuActions({ activity, hasModel, model }: TacitState, switches: Switches): MenuAction[] {
  const always = [...(hasModel ? [sample] : []), ...switchActions(switches), settings, showLog];
  switch (activity) {
    case 'restricted':
      return [{ action: 'trust', command: 'workbench.trust.manage' }, showLog];
    case 'no-folder':
      return [{ action: 'openFolder', command: 'workbench.action.files.openFolder' }, showLog];
    case 'reading':
    case 'restarting':
      return [stop, ...always];
    case 'training':
      return [pause, stop, ...always];
    case 'paused':
      return [resume, stop, ...always];
    case 'elsewhere':
    case 'stopping':
      return always;
    case 'starting':
    case 'idle':
    case 'learning':
    case 'stopped':
    case 'erased':
    case 'failed':
      return [{ action: trainAction(model), command: 'tacit.train' }, ...always];
  }
}

function trainAction(model: TacitState['model']): ActionName {
  if (model === undefined) return 'train';
  return model.finished ? 'trainAgain' : 'continue';
}

/** Only what changes something in the active editor. If only its language is set otherwise, only that can be changed. */
function switchActions({ here, inGeneral, language }: Switches): MenuAction[] {
  const general = here
    ? ({ action: 'turnOff', command: 'tacit.turnOff' } as const)
    : ({ action: 'turnOn', command: 'tacit.turnOn' } as const);
  const ofLanguage = here
    ? ({ action: 'turnOffLanguage', command: 'tacit.turnOffLanguage' } as const)
    : ({ action: 'turnOnLanguage', command: 'tacit.turnOnLanguage' } as const);
  return [...(here === inGeneral ? [general] : []), ...(language === undefined ? [] : [ofLanguage])];
}
