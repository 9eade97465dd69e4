import * as vscode from 'vscode';
import { readSetting } from '../manifest/user-settings.ts';
import type { TrainingHost } from './training-host.ts';
import type { EarlierRuns } from './training-plan.ts';
import { trainingThreads } from './training-threads.ts';

const EARLIER_RUNS_KEY = 'earlierRuns';
const noEarlierRuns: EarlierRuns = { stoppedByUser: false, preset: undefined };

/**
 * The part of a training session's host that comes from the editor alone: the user's settings, and what the editor keeps
 * of earlier runs in this workspace.
 *
 * @param cores - threads that the machine runs at once
 */
export function editorTrainingHost(
  memento: vscode.Memento,
  cores: number,
): Pick<TrainingHost, 'settings' | 'earlierRuns' | 'storeEarlierRuns' | 'workspaceName'> {
  return {
    settings: () => ({
      auto: readSetting('train.auto'),
      minutes: readSetting('train.minutes'),
      cpu: readSetting('train.cpu'),
      threads: trainingThreads(readSetting('train.threads'), cores),
      cores,
      preset: readSetting('train.preset'),
    }),
    earlierRuns: () => memento.get<EarlierRuns>(EARLIER_RUNS_KEY, noEarlierRuns),
    storeEarlierRuns: (runs) => void memento.update(EARLIER_RUNS_KEY, runs),
    workspaceName: vscode.workspace.name ?? '',
  };
}
