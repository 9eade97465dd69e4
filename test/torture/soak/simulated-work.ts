import { join } from 'node:path';
import type { TextDocumentChangeEvent } from 'vscode';
import { Random } from '../../../src/core/tensor/random.ts';
import { PredictorSession } from '../../../src/extension/suggestions/predictor-session.ts';
import { ShownSuggestions } from '../../../src/extension/suggestions/shown-suggestions.ts';
import { WorkerThread } from '../../../src/extension/threads/worker-thread.ts';
import type { PredictorContract } from '../../../src/protocol/predictor-contract.ts';
import type { FileReference, TrainerContract } from '../../../src/protocol/trainer-contract.ts';
import { valueOf } from '../../worker/start-worker.ts';
import { ProbedThread } from './probed-thread.ts';
import { positionAt, SimulatedDocument } from './simulated-document.ts';
import { SimulatedWorkspace } from './simulated-workspace.ts';
import { editor } from '../../worker/predictor/half-typed.ts';

/** How often things are done in an hour of a person's work. A line that is typed has some thirty keys. */
const anHour = {
  typeLine: 90,
  typeQuietly: 20,
  ask: 5,
  openOrClose: 25,
  save: 25,
  makeTemporaryFiles: 15,
  addOrDeleteFile: 10,
  switchBranch: 4,
  listAnew: 1,
  reloadModel: 2,
  train: 2,
} as const;

type Act = keyof typeof anHour;

/** The acts of an hour of a person's work. */
export const ACTS_PER_HOUR = Object.values(anHour).reduce((sum, count) => sum + count, 0);

const MOST_OPEN = 8;
/** Lines by which a document grows until it is taken back to what it was. */
const MOST_TYPED = 100;
/** Files that are trained on, so that a run takes a second or two. */
const TRAINED = 60;
const preset = 'fast';

/** A person's work in one window, with the extension's own classes above the threads, and the real threads. */
export class SimulatedWork {
  readonly workspace: SimulatedWorkspace;
  /** Where Tacit stores. */
  readonly storage: string;
  /** Failures that a person would have seen in the log. */
  readonly complaints: string[] = [];
  readonly counts = { acts: 0, keys: 0, suggestions: 0, taken: 0, trainings: 0 };
  readonly predictorThread = new ProbedThread<PredictorContract>('predictor');
  readonly trainerThread = new ProbedThread<TrainerContract>('trainer');
  /** Remembers the same files, but nobody types there and it has no network, so that its answers depend on them alone. */
  readonly rememberingThread = new ProbedThread<PredictorContract>('predictor');
  readonly #random: Random;
  readonly #session: PredictorSession;
  readonly #trainer: WorkerThread<TrainerContract>;
  readonly remembering: WorkerThread<PredictorContract>;
  readonly #shown = new ShownSuggestions(() => undefined);
  readonly #open: SimulatedDocument[] = [];
  #model: Uint8Array<ArrayBuffer> | undefined;
  #steps = 0;

  constructor(folder: string, seed: number) {
    this.#random = new Random(seed);
    this.workspace = new SimulatedWorkspace(join(folder, 'workspace'), this.#random);
    this.storage = join(folder, 'storage');
    const complain = (message: string): void => void this.complaints.push(message);
    const quiet = (): void => undefined;
    const events = { started: quiet, ended: complain };
    this.#session = new PredictorSession({
      startThread: () => Promise.resolve(this.predictorThread),
      pathOf: (document) => (document as unknown as SimulatedDocument).path,
      rulesOf: () => undefined,
      log: { debug: complain, info: quiet, warn: complain, error: complain },
      suggestionRequested: quiet,
      withheld: () => ({ paths: [], preset: 'fast' }),
      modelExchanged: quiet,
      memoryChanged: quiet,
      memoryLost: quiet,
      healthChanged: quiet,
      threadCountChanged: quiet,
      judgePath: join(this.storage, 'judge.json'),
    });
    this.remembering = new WorkerThread(() => Promise.resolve(this.rememberingThread), events);
    this.#trainer = new WorkerThread(() => Promise.resolve(this.trainerThread), {
      ended: complain,
      started: (caller) => {
        caller.on('problem', ({ message }) => {
          complain(message);
        });
        caller.on('model', ({ bytes }) => {
          this.#model = bytes;
          void this.#session.load({ bytes });
        });
      },
    });
  }

  /** Where the memory of the thread that only remembers is stored. */
  get memoryPath(): string {
    return join(this.storage, 'remembering.memory');
  }

  async begin(): Promise<void> {
    valueOf(await this.#trainer.call('open', { modelPath: join(this.storage, 'model.safetensors') }));
    await this.#listAnew();
    await this.#train();
  }

  /** Does one thing, chosen at random. */
  async act(): Promise<void> {
    this.counts.acts++;
    let left = this.#random.below(ACTS_PER_HOUR);
    const [act] = Object.entries(anHour).find(([, count]) => (left -= count) < 0)! as [Act, number];
    await this.#acts[act]();
  }

  /** Closes all documents, and lists the files once more, which stores the memories. */
  async end(): Promise<void> {
    for (const document of this.#open.splice(0)) this.#close(document);
    // Nobody was told of this file, so the listing finds something to store.
    this.workspace.write('src/last.ts', 'export const last = 1;\n');
    await this.#listAnew();
  }

  async dispose(): Promise<void> {
    this.#shown.dispose();
    await Promise.all([this.#session.dispose(), this.#trainer.dispose(), this.remembering.dispose()]);
  }

  readonly #acts: Readonly<Record<Act, () => Promise<void>>> = {
    typeLine: () => this.#typeLine(true),
    typeQuietly: () => this.#typeLine(false),
    ask: () => this.#ask(),
    openOrClose: () => this.#openOrClose(),
    save: () => this.#save(),
    makeTemporaryFiles: () => this.#makeTemporaryFiles(),
    addOrDeleteFile: () => this.#addOrDeleteFile(),
    switchBranch: () => {
      const { changed, deleted } = this.workspace.switchBranch();
      return this.#changed(changed, deleted);
    },
    listAnew: () => this.#listAnew(),
    reloadModel: async () => {
      if (this.#model) valueOf(await this.#session.load({ bytes: this.#model }));
    },
    train: () => this.#train(),
  };

  async #typeLine(asks: boolean): Promise<void> {
    const document = this.#someDocument();
    const source = this.workspace.original(this.workspace.anyPath()).split('\n');
    const text = source[this.#random.below(source.length)].slice(0, 60);
    const line = this.#random.below(document.lineCount);
    this.#edit(document, line, document.lineAt(line).text.length, '\n');
    for (const key of this.#random.below(10) === 0 ? this.workspace.newName() : text) {
      this.counts.keys++;
      this.#edit(document, line + 1, document.lineAt(line + 1).text.length, key);
      if (asks && (await this.#isTaken(document, line + 1))) break;
    }
    // Half of the lines are taken back.
    const [{ length: character }, { length: endCharacter }] = [
      document.lineAt(line).text,
      document.lineAt(line + 1).text,
    ];
    if (this.#random.below(2) === 0)
      this.#tell(document.replace({ line, character, endLine: line + 1, endCharacter }, ''));
    const original = this.workspace.original(document.path);
    if (document.lineCount > original.split('\n').length + MOST_TYPED)
      this.#tell(document.replace(document.whole, original));
  }

  /** Asks for a suggestion at the end of a line, and takes some of them. */
  async #isTaken(document: SimulatedDocument, line: number): Promise<boolean> {
    const { length } = document.lineAt(line).text;
    const editorDocument = document.forEditor();
    const suggestion = await this.#session.suggest(editorDocument, positionAt(line, length), editor);
    const facts = { isAskedFor: false, extendsEntry: false };
    const offered = suggestion ? [suggestion] : [];
    const id = this.#shown.offered(editorDocument, positionAt(line, length), offered, facts);
    if (!suggestion) return false;
    this.counts.suggestions++;
    if (this.#random.below(8) > 0) return false;
    this.counts.taken++;
    const { startCharacter: character, endCharacter, insertText } = suggestion;
    this.#tell(document.replace({ line, character, endLine: line, endCharacter }, insertText));
    this.#shown.accepted(id);
    return true;
  }

  async #ask(): Promise<void> {
    const document = this.#someDocument();
    const line = this.#random.below(document.lineCount);
    const position = positionAt(line, this.#random.below(document.lineAt(line).text.length + 1));
    await this.#session.choices(document.forEditor(), position, editor);
    if (!this.#session.hasModel) return;
    const seed = this.#random.below(1000);
    const options = { prompt: 'import ', length: 50, temperature: 0.8, topK: 0, topP: 1, seed };
    const token = {
      isCancellationRequested: false,
      onCancellationRequested: () => ({ dispose: () => undefined }),
    };
    valueOf(await this.#session.sample(options, () => undefined, token));
  }

  #openOrClose(): Promise<void> {
    if (this.#open.length < MOST_OPEN && this.#random.below(2) === 0) this.#openDocument();
    else
      this.#open.splice(this.#random.below(MOST_OPEN), 1).forEach((document) => {
        this.#close(document);
      });
    return Promise.resolve();
  }

  async #save(): Promise<void> {
    const document = this.#someDocument();
    const [path, text] = [document.path, document.getText()];
    this.workspace.write(path, text);
    const saved = { path, text, ignoreFiles: [] };
    valueOf(await this.#session.memory.rememberSaved(saved));
    valueOf(await this.remembering.call('rememberSaved', saved));
    valueOf(await this.#trainer.call('learn', saved));
  }

  /** As a compiler does: they are gone before anybody reads them. */
  async #makeTemporaryFiles(): Promise<void> {
    const paths = Array.from({ length: 50 }, () => `src/${this.workspace.newName()}.tmp`);
    await this.#changed([], paths);
  }

  async #addOrDeleteFile(): Promise<void> {
    const path = this.workspace.anyPath();
    if (this.#random.below(2) === 0) {
      this.workspace.delete(path);
      await this.#changed([], [path]);
    } else {
      const text = this.workspace.original(path).replaceAll('readonly', this.workspace.newName());
      await this.#changed([this.workspace.write(path, text)], []);
    }
  }

  async #changed(files: readonly FileReference[], deleted: readonly string[]): Promise<void> {
    if (deleted.length > 0) {
      valueOf(await this.#session.memory.forget(deleted));
      valueOf(await this.remembering.call('forget', { paths: deleted }));
    }
    if (files.length === 0) return;
    valueOf(await this.#session.memory.rememberChanged({ files, ignoreFiles: [] }));
    valueOf(await this.remembering.call('rememberChanged', { files, ignoreFiles: [] }));
  }

  /** As when a window opens: what was stored serves, and then what has changed is read. */
  async #listAnew(): Promise<void> {
    const { files } = this.workspace;
    const memoryPath = join(this.storage, 'workspace.memory');
    valueOf(await this.#session.memory.recall(memoryPath));
    valueOf(await this.#session.memory.remember({ files, preset, memoryPath }));
    valueOf(await this.remembering.call('remember', { files, preset, memoryPath: this.memoryPath }));
  }

  /** Trains a little: most runs go on with the last, some begin anew, and some are stopped. */
  async #train(): Promise<void> {
    this.counts.trainings++;
    const resume = this.#steps > 0 && this.#random.below(4) > 0;
    this.#steps = resume ? this.#steps + 4 : 4;
    const run = this.#trainer.call('train', {
      files: this.workspace.files.slice(0, TRAINED),
      preset,
      options: { budget: { seconds: undefined, steps: this.#steps } },
      resume,
      modelPath: join(this.storage, 'model.safetensors'),
      workspaceName: 'soak',
      threads: 1 + this.#random.below(2),
    });
    if (this.#random.below(3) === 0) void this.#trainer.call('stop', null);
    const end = await run;
    // A run may be stopped before it has read anything.
    if (!end.ok && end.failure.code !== 'cancelled') this.complaints.push(end.failure.message);
  }

  #someDocument(): SimulatedDocument {
    return this.#open[this.#random.below(this.#open.length)] ?? this.#openDocument();
  }

  #openDocument(): SimulatedDocument {
    const path = this.workspace.anyPath();
    const known = this.#open.find((document) => document.path === path);
    if (known) return known;
    const document = new SimulatedDocument(path, this.workspace.read(path));
    this.#open.push(document);
    return document;
  }

  #close(document: SimulatedDocument): void {
    document.isClosed = true;
    this.#session.documentClosed(document.forEditor());
    this.#shown.closed(document.forEditor());
  }

  #edit(document: SimulatedDocument, line: number, character: number, text: string): void {
    this.#tell(document.replace({ line, character, endLine: line, endCharacter: character }, text));
  }

  #tell(event: TextDocumentChangeEvent): void {
    this.#session.documentChanged(event);
    this.#shown.changed(event);
  }
}
