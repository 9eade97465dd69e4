import { encodeModel, type StoredModel } from '../../core/modelfile/model-file.ts';
import { allowing, nothingAllowed } from '../../core/text/secrets/allowed-secrets.ts';
import type { NamedTensors } from '../../core/tensor/tensor-layout.ts';
import { digestsOf, type PathDigests, union } from '../../core/text/path-digests.ts';
import { failed, succeeded, type Outcome } from '../../protocol/failure.ts';
import type { Notify } from '../../protocol/server.ts';
import type {
  FileReference,
  ForgetParams,
  LearnedChange,
  SavedFile,
  TrainerContract,
  TrainingEnd,
  TrainParams,
} from '../../protocol/trainer-contract.ts';
import { ForgottenFiles } from '../forgotten-files.ts';
import { summarize } from '../model-summary.ts';
import { DutyCycle } from './duty-cycle.ts';
import { KeptModel } from './kept-model.ts';
import { modelOf } from './learned-model.ts';
import type { Platform } from '../platform.ts';
import { type ReadCorpus, readCorpus, TRAINING_ROOM } from '../read-corpus.ts';
import { savedSource } from '../saved-source.ts';
import { Turns } from '../turns.ts';
import { RunControl } from './run-control.ts';
import { describeRun } from './run-description.ts';
import { type LearnedSave, nothingLearned, SaveLearner } from './save-learner.ts';
import { TrainingLoop } from './training-loop.ts';

/** Learns one workspace: owns its model and the run that is under way, and learns what is saved meanwhile. */
export class TrainerSession {
  readonly #platform: Platform;
  readonly #notify: Notify<TrainerContract>;
  readonly #saves: SaveLearner;
  readonly #duty: DutyCycle;
  readonly #forgotten = new ForgottenFiles();
  readonly #kept: KeptModel;
  #isAllowed = nothingAllowed;
  #loop: TrainingLoop | undefined;
  /** Of the run that is under way; undefined where there is none. */
  #control: RunControl | undefined;
  /** What that run learns from; undefined where the record of it is incomplete. */
  #reads: PathDigests | undefined = '';
  #running: Promise<unknown> = Promise.resolve();
  readonly #learning = new Turns();

  constructor(platform: Platform, notify: Notify<TrainerContract>) {
    this.#platform = platform;
    this.#notify = notify;
    this.#saves = new SaveLearner(platform);
    this.#duty = new DutyCycle(platform, 1);
    this.#kept = new KeptModel(platform, this.#forgotten, (failure) => {
      notify('problem', failure);
    });
  }

  open(modelPath: string | undefined): Promise<Outcome<TrainerContract['calls']['open']['result']>> {
    return this.#learning.take(async () => succeeded(await this.#kept.open(modelPath)));
  }

  /** Takes a model that the caller has opened, so that a run can continue it. */
  adopt(model: StoredModel): void {
    this.#kept.model = model;
  }

  async train(params: TrainParams): Promise<Outcome<TrainingEnd>> {
    if (this.#control) return failed('busy', 'Tacit is training already. Stop that run first.');
    const control = (this.#control = new RunControl());
    this.#reads = digestsOf(params.files.map(({ path }) => path));
    try {
      const running = this.#train(params, control);
      this.#running = running.catch(() => undefined);
      return await running;
    } finally {
      this.#control = undefined;
      this.#loop?.dispose();
      this.#loop = undefined;
      control.end();
    }
  }

  stop(): void {
    this.#control?.stop();
  }

  pause(): void {
    this.#control?.pause();
  }

  resume(): void {
    this.#control?.resume();
  }

  /** The part of one core's time that training may take: more than 0, at most 1. */
  setShare(share: number): void {
    this.#duty.share = share;
  }

  /** Rests after the current step, because the user is typing. */
  giveWay(milliseconds: number): void {
    this.#duty.giveWay(milliseconds);
  }

  /**
   * Learns at once what changed in a saved file, even in the middle of a run. Saves are learned one after another, so
   * that each builds on what the one before it has taught.
   */
  learn(saved: SavedFile): Promise<Outcome<LearnedChange>> {
    return this.#learning.take(() => this.#learn(saved));
  }

  /**
   * Gives up what has learned from files that are to be forgotten, in memory and on the disk. Resolves to whether the
   * run or the model was given up.
   */
  forget({ paths, barred, gone, modelPath }: ForgetParams): Promise<Outcome<{ isLost: boolean }>> {
    this.#forgotten.replace(paths);
    this.#forgotten.barred = barred;
    this.#saves.forget(paths);
    const reads = this.#reads === undefined ? undefined : union(this.#reads, this.#kept.record.saved);
    if (this.#control && this.#forgotten.haveTaught(reads)) this.#control.discard();
    return this.#learning.take(async () => {
      const isRunLost = this.#control?.isDiscarded === true;
      if (isRunLost) await this.#running;
      const isModelLost = await this.#kept.forget(modelPath);
      this.#kept.gone(gone);
      return succeeded({ isLost: isRunLost || isModelLost });
    });
  }

  /** Gives up the run and the model, on the disk, too. */
  erase(modelPath: string | undefined): Promise<Outcome<null>> {
    this.#control?.discard();
    return this.#learning.take(async () => {
      await this.#running;
      this.#saves.forget();
      await this.#kept.erase(modelPath);
      return succeeded(null);
    });
  }

  async #learn(saved: SavedFile): Promise<Outcome<LearnedChange>> {
    const source = await savedSource(saved, this.#platform, this.#isAllowed);
    const kept = this.#kept;
    const { model } = kept;
    if (!model) return failed('no-model', 'There is no model yet that could learn this change.');
    if (!source || this.#forgotten.paths.has(source.path)) return succeeded(nothingLearned);
    const work = async (parameters?: NamedTensors): Promise<LearnedSave> => {
      const current = kept.model ?? model;
      const learned = await this.#saves.learn({ ...current, ...(parameters && { parameters }) }, source);
      if (learned.change.lines > 0) kept.record.learned(source.path);
      // Without a run to wait for this, a new one may have replaced the model meanwhile.
      if (kept.model === current) kept.model = { ...current, parameters: learned.parameters };
      return learned;
    };
    const { change } = (await this.#loop?.interrupt(work)) ?? (await work());
    if (change.lines > 0) {
      this.#send();
      kept.storeSoon();
    }
    return succeeded(change);
  }

  async #train(params: TrainParams, control: RunControl): Promise<Outcome<TrainingEnd>> {
    const kept = this.#kept;
    kept.path = params.modelPath;
    this.#isAllowed = allowing(params.allowedSecrets ?? []);
    const read = await this.#read(params.files, control);
    if (!read) return failed('cancelled', 'Training was stopped while the files were read.');
    const { files, omissions, masked } = read;
    const run = describeRun(params, files, kept.model, this.#forgotten.paths.size);
    this.#reads = run.provenance.learned;
    const { characters, validation } = run.corpus;
    this.#notify('corpus', {
      files: files.length,
      characters,
      validationFiles: validation.length,
      omissions,
      masked,
      startsOver: params.resume && !run.start,
    });
    if (files.length === 0) {
      return failed(
        'nothing-to-learn',
        'There is no text here to learn from: every file is left out or empty.',
      );
    }
    this.#saves.know(files);
    this.#loop = new TrainingLoop(this.#platform, run, {
      control,
      duty: this.#duty,
      threads: params.threads ?? 1,
      onProgress: (progress) => {
        this.#notify('progress', progress);
      },
      onSetback: (setback) => {
        this.#notify('setback', setback);
      },
      onCheckpoint: async (snapshot, isNew) => {
        if (control.isDiscarded) return;
        kept.model = modelOf(run, snapshot, this.#platform.date());
        if (isNew) this.#send();
        await kept.store();
      },
    });
    const before = kept.model;
    // A new run may have another vocabulary. Until its first checkpoint, there is no model that fits its parameters.
    if (!run.start) kept.startOver();
    try {
      const end = await this.#loop.run();
      if (!end.ok) return end;
      if (control.isDiscarded)
        return failed('cancelled', 'The run has learned from what is to be forgotten.');
      const { seconds } = this.#loop.position;
      // A run that has not failed has made a checkpoint.
      const model = summarize(kept.model!.card);
      return succeeded({ reason: end.value, seconds, model, unstored: kept.problem });
    } finally {
      kept.model ??= before;
    }
  }

  #read(files: readonly FileReference[], control: RunControl): Promise<ReadCorpus | undefined> {
    const allowed = files.filter(({ path }) => !this.#forgotten.paths.has(path));
    const events = {
      stopped: () => control.isStopped,
      reading: (done: number) => {
        this.#notify('reading', { files: done, of: files.length });
      },
    };
    return readCorpus(allowed, this.#platform, TRAINING_ROOM, events, this.#isAllowed);
  }

  /** Sends the model to the predictor, without what only training needs. */
  #send(): void {
    if (!this.#kept.model) return;
    const { card, parameters } = this.#kept.model;
    const bytes = encodeModel({ card, parameters });
    this.#notify('model', { bytes, summary: summarize(card) }, [bytes.buffer]);
  }
}
