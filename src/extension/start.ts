import * as vscode from 'vscode';
import type { TacitApi, TacitState } from './api.ts';
import { ContextKeys } from './status/context-keys.ts';
import { DeletedFiles } from './workspace/deleted-files.ts';
import { DisposableList } from './disposables.ts';
import { Enabled } from './suggestions/enabled.ts';
import { describeFailure } from './failure-messages.ts';
import { InlineCompletions, requestFor } from './suggestions/inline-completions.ts';
import { MemorySession } from './workspace/memory-session.ts';
import { WorkspaceStorage } from './workspace/workspace-storage.ts';
import type { Platform } from './platform.ts';
import { PredictorSession } from './suggestions/predictor-session.ts';
import { registerCommands } from './commands/register-commands.ts';
import { SavedFiles } from './workspace/saved-files.ts';
import { untilQuiet } from './workspace/until-quiet.ts';
import { ObservableState } from './observable-state.ts';
import { StatusItem } from './status/status-item.ts';
import { suggestPreferences } from './suggestions/suggest-preferences.ts';
import type { EarlierRuns } from './training/training-plan.ts';
import { TrainingSession } from './training/training-session.ts';
import type { TrainingNews } from './training/training-host.ts';
import { trainingThreads } from './training/training-threads.ts';
import { onDidChangeSetting, readSetting } from './manifest/user-settings.ts';
import { WorkspaceFiles } from './workspace/workspace-files.ts';

export interface Tacit {
  readonly api: TacitApi;
  /** Stores what was learned, as far as the editor gives time, and ends the threads. */
  dispose(): Promise<void>;
}

const EARLIER_RUNS_KEY = 'earlierRuns';

/** The only place that wires the parts of the extension together. It returns at once; the work begins later. */
export function start(context: vscode.ExtensionContext, platform: Platform): Tacit {
  const { workspace } = vscode;
  const members = new DisposableList();
  const end = new AbortController();
  const log = members.add(vscode.window.createOutputChannel('Tacit', { log: true }));
  const state = new ObservableState();
  const files = new WorkspaceFiles(log);
  const store = new WorkspaceStorage(platform, context.storageUri);

  const report = (news: TrainingNews): void => {
    const { failure, ...rest } = news;
    if (news.activity !== undefined) log.info(`Now ${news.activity}.`);
    if (!('failure' in news)) state.update(rest);
    else state.update({ ...rest, failure: failure?.code, message: failure && describeFailure(failure) });
  };
  const countThreads = (): void => {
    state.update({ threads: predictor.threads + training.threads });
  };
  const predictor = new PredictorSession({
    startThread: () => platform.startThread('predictor'),
    pathOf: ({ uri }) => files.pathOf(uri),
    suggestionRequested: () => {
      training.giveWay();
    },
    log,
    modelLoaded: (model) => {
      state.update({ hasModel: true, model });
    },
    memoryChanged: (held) => {
      state.update({ memory: held });
    },
    memoryLost: () => void memory.begin(),
    threadCountChanged: countThreads,
  });
  const memory = members.add(
    new MemorySession({
      predictor,
      listFiles: (signal) => files.list(signal),
      settings: () => ({ auto: readSetting('train.auto'), preset: readSetting('train.preset') }),
      memoryPath: store.memoryPath,
      isStored: () => store.hasMemory(),
      log,
    }),
  );
  const serveStored = async (): Promise<void> => {
    const diskPath = await store.newModel();
    if (diskPath === undefined) return;
    const loaded = await predictor.load({ diskPath });
    if (!loaded.ok) report({ failure: loaded.failure });
  };
  const training = new TrainingSession(
    {
      startThread: () => platform.startThread('trainer'),
      acquireLock: () => store.acquireLock(),
      listFiles: (signal) => files.list(signal),
      settings: () => ({
        auto: readSetting('train.auto'),
        minutes: readSetting('train.minutes'),
        cpu: readSetting('train.cpu'),
        threads: trainingThreads(readSetting('train.threads'), platform.cores),
        cores: platform.cores,
        preset: readSetting('train.preset'),
      }),
      earlierRuns: () =>
        context.workspaceState.get<EarlierRuns>(EARLIER_RUNS_KEY, {
          stoppedByUser: false,
          preset: undefined,
        }),
      storeEarlierRuns: (runs) => void context.workspaceState.update(EARLIER_RUNS_KEY, runs),
      modelPath: store.modelPath,
      workspaceName: workspace.name ?? '',
      log,
      report,
      serveModel: (bytes) => void predictor.load({ bytes }),
      serveStoredModel: serveStored,
    },
    countThreads,
  );

  const enabled: Enabled = members.add(
    new Enabled(() => {
      status.refresh();
    }),
  );
  const status = members.add(new StatusItem(state, enabled));
  const changes = members.add(new vscode.EventEmitter<TacitState>());
  members.add(
    state.listen((current) => {
      changes.fire(current);
    }),
  );
  members.add(new ContextKeys(state));
  members.add(registerCommands({ state, memory, training, predictor, enabled, log }));
  members.add(
    new SavedFiles(files, async (saved) => {
      await Promise.all([memory.saved(saved), training.learn(saved)]);
    }),
  );
  members.add(new DeletedFiles(files, (paths) => memory.deleted(paths)));
  members.add(workspace.onDidRenameFiles(() => void memory.refresh()));
  const preferences = members.add(suggestPreferences());
  const completions = new InlineCompletions(predictor, enabled, preferences);
  members.add(vscode.languages.registerInlineCompletionItemProvider({ pattern: '**' }, completions));
  members.add(
    workspace.onDidChangeTextDocument((event) => {
      predictor.documentChanged(event);
    }),
  );
  members.add(
    workspace.onDidCloseTextDocument((document) => {
      predictor.documentClosed(document);
    }),
  );

  const begin = async (): Promise<void> => {
    if (!workspace.isTrusted) {
      report({ activity: 'restricted' });
    } else if ((workspace.workspaceFolders ?? []).length === 0) {
      report({ activity: 'no-folder' });
    } else {
      report({ activity: 'starting' });
      await serveStored();
      // Reading and counting takes about a second, mostly of another thread: no need to wait for quiet first.
      await Promise.all([memory.begin(), untilQuiet(end.signal)]);
      if (!end.signal.aborted) await training.begin();
    }
  };
  const mayLearn = (): boolean => !['restricted', 'no-folder'].includes(state.current.activity);
  members.add(workspace.onDidGrantWorkspaceTrust(() => void begin()));
  members.add(
    workspace.onDidChangeWorkspaceFolders(({ added }) => {
      if (state.current.activity === 'no-folder') void begin();
      else if (mayLearn()) {
        void memory.refresh();
        if (added.length > 0) void training.startOver();
      }
    }),
  );
  members.add(
    onDidChangeSetting('train.auto', () => {
      if (!mayLearn()) return;
      void memory.refresh();
      void training.begin();
    }),
  );
  members.add(
    onDidChangeSetting('train.cpu', () => {
      training.shareChanged();
    }),
  );
  setTimeout(() => void begin(), 0);

  return {
    api: createApi(state, changes.event, predictor, preferences),
    async dispose() {
      end.abort();
      await Promise.all([training.dispose(), predictor.dispose()]);
      members.dispose();
    },
  };
}

function createApi(
  state: ObservableState,
  onDidChangeState: vscode.Event<TacitState>,
  predictor: PredictorSession,
  preferences: ReturnType<typeof suggestPreferences>,
): TacitApi {
  return {
    version: 1,
    state: () => state.current,
    onDidChangeState,
    async suggest(document, position) {
      const request = { selected: undefined, ...requestFor(document, preferences) };
      const suggestion = await predictor.suggest(document, position, request);
      return suggestion && { text: suggestion.ghostText, probability: suggestion.probability };
    },
    async score(texts) {
      const outcome = await predictor.score(texts);
      if (!outcome.ok) throw new Error(describeFailure(outcome.failure));
      return outcome.value;
    },
  };
}
