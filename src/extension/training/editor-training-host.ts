import * as vscode from 'vscode';
import { readSetting } from '../manifest/user-settings.ts';
import type { TrainingHost } from './training-host.ts';
import type { EarlierRuns } from './training-plan.ts';
import { trainingThreads } from './training-threads.ts';

const EARLIER_RUNS_KEY = 'earlierRuns';
const noEarlierRuns: EarlierRuns = { stoppedByUser: false, preset: undefined };

/**
 * Returns the part of a training session's host that only needs the editor: the user's settings, and what the editor
 * keeps about earlier runs in this workspace.
 *
 * @param cores - how many threads the machine can run at the same time
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
      allowedSecrets: readSetting('secrets.allow'),
    }),
    earlierRuns: () => memento.get<EarlierRuns>(EARLIER_RUNS_KEY, noEarlierRuns),
    storeEarlierRuns: (runs) => void memento.update(EARLIER_RUNS_KEY, runs),
    workspaceName: vscode.workspace.name ?? '',
  };
}
