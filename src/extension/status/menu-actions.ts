import type { TacitState } from '../api.ts';
import type { CommandId } from '../manifest/commands.ts';

export type ActionName =
  | 'train'
  | 'trainAgain'
  | 'continue'
  | 'pause'
  | 'resume'
  | 'stop'
  | 'sample'
  | 'toggle'
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
const toggle = { action: 'toggle', command: 'tacit.toggle' } as const;
const settings = {
  action: 'settings',
  command: 'workbench.action.openSettings',
  argument: 'tacit.',
} as const;
const showLog = { action: 'showLog', command: 'tacit.showLog' } as const;

/** Returns the actions that make sense in a state, the most likely first. */
export function menuActions({ activity, hasModel, model }: TacitState): MenuAction[] {
  const always = [...(hasModel ? [sample] : []), toggle, settings, showLog];
  switch (activity) {
    case 'restricted':
      return [{ action: 'trust', command: 'workbench.trust.manage' }, showLog];
    case 'no-folder':
      return [{ action: 'openFolder', command: 'workbench.action.files.openFolder' }, showLog];
    case 'reading':
      return [stop, ...always];
    case 'training':
      return [pause, stop, ...always];
    case 'paused':
      return [resume, stop, ...always];
    case 'elsewhere':
      return always;
    case 'starting':
    case 'idle':
    case 'learning':
    case 'stopped':
    case 'failed':
      return [{ action: trainAction(model), command: 'tacit.train' }, ...always];
  }
}

function trainAction(model: TacitState['model']): ActionName {
  if (model === undefined) return 'train';
  return model.finished ? 'trainAgain' : 'continue';
}
