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
import type { TrainingHost } from './training/training-host.ts';
import { TrainingSession } from './training/training-session.ts';
import { Erasure } from './workspace/erasure.ts';
import { keptExclusion } from './workspace/kept-exclusion.ts';
import { ForgettingSession } from './workspace/forgetting-session.ts';
import type { ForgottenList } from './workspace/forgotten-list.ts';
import { LearningSession } from './workspace/learning-session.ts';
import { MemorySession } from './workspace/memory-session.ts';
import { globalFile } from './workspace/global-file.ts';
import { storagePlace, type WorkspaceNames } from './workspace/storage-place.ts';
import { untilQuiet } from './workspace/until-quiet.ts';
import type { WorkspaceFiles } from './workspace/workspace-files.ts';
import { WorkspaceStorage } from './workspace/workspace-storage.ts';

/** The parts of a window that do the work. They report it in the state. */
interface Sessions {
  readonly predictor: PredictorSession;
  readonly training: TrainingSession;
  /** Disposing it also disposes the training. */
  readonly learning: LearningSession;
  readonly forgetting: ForgettingSession;
}

interface SessionContext {
  readonly context: vscode.ExtensionContext;
  /** Undefined if nothing is open. */
  readonly names: WorkspaceNames | undefined;
  readonly platform: Platform;
  readonly state: ObservableState;
  readonly files: WorkspaceFiles;
  readonly forgotten: ForgottenList;
  readonly languages: LanguageConfigurations;
  readonly log: Log;
}

/** Makes a window's sessions and connects them. They do nothing until the learning session begins. */
export function connectSessions(parts: SessionContext): Sessions {
  const { context, names, platform, state, files, log } = parts;
  const storage = new WorkspaceStorage(platform, names && storagePlace(context, names));
  const report = newsReporter(state, log);
  const threadCountChanged = (): void => {
    state.update({ threads: predictor.threads + training.threads });
  };
  const predictor = newPredictor(parts, {
    suggestionRequested: () => {
      training.giveWay();
    },
    modelExchanged: (model) => {
      report({ hasModel: model !== undefined, model });
    },
    memoryLost: () => void memory.begin(),
    withheld: () => forgetting.withheld,
    threadCountChanged,
  });
  const memory = new MemorySession({
    memory: predictor.memory,
    listFiles: (signal) => files.list(signal),
    settings: memorySettings,
    memoryPath: storage.memoryPath,
    isStored: () => storage.hasMemory(),
    exclusion: keptExclusion(context.workspaceState),
    found: (gone, barred) => forgetting.found(gone, barred),
    log,
  });
  const serveStoredModel = async (): Promise<void> => {
    const failure = await loadStoredModel(storage, predictor);
    if (failure?.code === 'forgotten') await forgetting.giveUpNetwork();
    else if (failure !== undefined) report({ failure });
  };
  const training = newTraining(parts, storage, {
    report: (news) => {
      report(news);
      // Another window may have changed what is to be forgotten.
      if (news.progress !== undefined) void forgetting.obey();
    },
    serveModel: (bytes) => void predictor.load({ bytes }),
    serveStoredModel,
    forgotten: () => forgetting.forgotten,
    threadCountChanged,
  });
  const forgetting = newForgetting(parts, predictor, memory, training);
  const learning = new LearningSession({
    ...editorWindow,
    activity: () => state.current.activity,
    setActivity: (activity) => {
      report({ activity });
    },
    serveStoredModel,
    memory,
    training,
    forgetting,
    erasure: new Erasure(context, platform),
  });
  return { predictor, training, learning, forgetting };
}

type PredictorHost = ConstructorParameters<typeof PredictorSession>[0];

function newPredictor(
  { context, platform, state, files, languages, log }: SessionContext,
  events: Pick<
    PredictorHost,
    'suggestionRequested' | 'modelExchanged' | 'memoryLost' | 'withheld' | 'threadCountChanged'
  >,
): PredictorSession {
  return new PredictorSession({
    ...events,
    startThread: () => platform.startThread('predictor'),
    pathOf: ({ uri }) => files.pathOf(uri),
    rulesOf: (id) => languages.rulesOf(id),
    log,
    memoryChanged: state.update.bind(state),
    healthChanged: state.update.bind(state),
    judgePath: globalFile(context, 'judge.json'),
  });
}

function newTraining(
  { context, platform, files, log }: SessionContext,
  storage: WorkspaceStorage,
  events: Pick<
    TrainingHost,
    'report' | 'serveModel' | 'serveStoredModel' | 'forgotten' | 'threadCountChanged'
  >,
): TrainingSession {
  return new TrainingSession({
    ...editorTrainingHost(context.workspaceState, platform.cores),
    ...events,
    startThread: () => platform.startThread('trainer'),
    acquireLock: () => storage.acquireLock(),
    listFiles: (signal) => files.list(signal),
    modelPath: storage.modelPath,
    log,
  });
}

function newForgetting(
  { forgotten, files }: SessionContext,
  predictor: PredictorSession,
  memory: MemorySession,
  training: TrainingSession,
): ForgettingSession {
  return new ForgettingSession({
    list: forgotten,
    preset: () => readSetting('train.preset'),
    pathOf: (text) => {
      const uri = vscode.Uri.parse(text);
      return vscode.workspace.getWorkspaceFolder(uri) && files.pathOf(uri);
    },
    predictor: predictor.memory,
    memory,
    training,
  });
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
