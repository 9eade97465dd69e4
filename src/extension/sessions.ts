import * as vscode from 'vscode';
import type { Failure } from '../protocol/failure.ts';
import type { Log } from './log.ts';
import { readSetting } from './manifest/user-settings.ts';
import type { ObservableState } from './observable-state.ts';
import type { Platform } from './platform.ts';
import type { LanguageConfigurations } from './suggestions/language-configurations.ts';
import { PredictorSession } from './suggestions/predictor-session.ts';
import { editorTrainingHost } from './training/editor-training-host.ts';
import { newsReporter } from './training/report-news.ts';
import { TrainingSession } from './training/training-session.ts';
import { LearningSession } from './workspace/learning-session.ts';
import { MemorySession } from './workspace/memory-session.ts';
import { globalFile } from './workspace/global-file.ts';
import { storagePlace } from './workspace/storage-place.ts';
import { untilQuiet } from './workspace/until-quiet.ts';
import type { WorkspaceFiles } from './workspace/workspace-files.ts';
import { WorkspaceStorage } from './workspace/workspace-storage.ts';

/** The parts of a window that do the work. They report it in the state. */
interface Sessions {
  readonly predictor: PredictorSession;
  readonly training: TrainingSession;
  /** Disposing it also disposes the training. */
  readonly learning: LearningSession;
}

interface SessionContext {
  readonly context: vscode.ExtensionContext;
  readonly platform: Platform;
  readonly state: ObservableState;
  readonly files: WorkspaceFiles;
  readonly languages: LanguageConfigurations;
  readonly log: Log;
}

/** Makes a window's sessions and connects them. They do nothing until the learning session begins. */
export function connectSessions({ context, platform, log, ...parts }: SessionContext): Sessions {
  const { state, files, languages } = parts;
  const storage = new WorkspaceStorage(platform, storagePlace(context, platform));
  const report = newsReporter(state, log);
  const threadCountChanged = (): void => {
    state.update({ threads: predictor.threads + training.threads });
  };
  const predictor = new PredictorSession({
    startThread: () => platform.startThread('predictor'),
    pathOf: ({ uri }) => files.pathOf(uri),
    rulesOf: (id) => languages.rulesOf(id),
    suggestionRequested: () => {
      training.giveWay();
    },
    log,
    modelLoaded: (model) => {
      report({ hasModel: true, model });
    },
    memoryChanged: state.update.bind(state),
    memoryLost: () => void memory.begin(),
    threadCountChanged,
    healthChanged: state.update.bind(state),
    judgePath: globalFile(context, 'judge.json'),
  });
  const memory = new MemorySession({
    memory: predictor.memory,
    listFiles: (signal) => files.list(signal),
    settings: memorySettings,
    memoryPath: storage.memoryPath,
    isStored: () => storage.hasMemory(),
    log,
  });
  const serveStoredModel = async (): Promise<void> => {
    const failure = await loadStoredModel(storage, predictor);
    if (failure !== undefined) report({ failure });
  };
  const training = new TrainingSession({
    ...editorTrainingHost(context.workspaceState, platform.cores),
    startThread: () => platform.startThread('trainer'),
    acquireLock: () => storage.acquireLock(),
    listFiles: (signal) => files.list(signal),
    modelPath: storage.modelPath,
    log,
    report,
    serveModel: (bytes) => void predictor.load({ bytes }),
    serveStoredModel,
    threadCountChanged,
  });
  const learning = new LearningSession({
    ...editorWindow,
    activity: () => state.current.activity,
    setActivity: (activity) => {
      report({ activity });
    },
    serveStoredModel,
    memory,
    training,
  });
  return { predictor, training, learning };
}

/** Loads the stored model into the predictor if it has changed since the last call. */
async function loadStoredModel(
  storage: WorkspaceStorage,
  predictor: PredictorSession,
): Promise<Failure | undefined> {
  const diskPath = await storage.newModel();
  if (diskPath === undefined) return undefined;
  const loaded = await predictor.load({ diskPath });
  return loaded.ok ? undefined : loaded.failure;
}

function memorySettings() {
  return {
    auto: readSetting('train.auto'),
    preset: readSetting('train.preset'),
    allowedSecrets: readSetting('secrets.allow'),
  };
}

/** What a learning session asks of the window. */
const editorWindow = {
  isTrusted: () => vscode.workspace.isTrusted,
  hasFolder: () => (vscode.workspace.workspaceFolders ?? []).length > 0,
  untilQuiet,
};
