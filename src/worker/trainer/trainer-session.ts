import { decodeModel, encodeModel, type StoredModel } from '../../core/modelfile/model-file.ts';
import { allowing, nothingAllowed } from '../../core/text/secrets/allowed-secrets.ts';
import type { NamedTensors } from '../../core/tensor/tensor-layout.ts';
import { failed, succeeded, type Outcome } from '../../protocol/failure.ts';
import type { Notify } from '../../protocol/server.ts';
import type {
  LearnedChange,
  SavedFile,
  TrainerContract,
  TrainingEnd,
  TrainParams,
} from '../../protocol/trainer-contract.ts';
import { DelayedStore } from '../delayed-store.ts';
import { modelOf } from './learned-model.ts';
import { summarize } from '../model-summary.ts';
import { DutyCycle } from './duty-cycle.ts';
import type { Platform } from '../platform.ts';
import { readCorpus, TRAINING_ROOM } from '../read-corpus.ts';
import { savedSource } from '../saved-source.ts';
import { openStored } from '../stored-file.ts';
import { Turns } from '../turns.ts';
import { RunControl } from './run-control.ts';
import { describeRun } from './run-description.ts';
import { type LearnedSave, nothingLearned, SaveLearner } from './save-learner.ts';
import { TrainingLoop } from './training-loop.ts';

/** Milliseconds from the last learned save until the model is stored. */
const STORE_AFTER = 3000;

/** Learns one workspace: owns its model and the run that is under way, and learns what is saved meanwhile. */
export class TrainerSession {
  readonly #platform: Platform;
  readonly #notify: Notify<TrainerContract>;
  readonly #saves: SaveLearner;
  readonly #duty: DutyCycle;
  readonly #store: DelayedStore;
  #model: StoredModel | undefined;
  #isAllowed = nothingAllowed;
  #loop: TrainingLoop | undefined;
  /** Of the run that is under way; undefined where there is none. */
  #control: RunControl | undefined;
  readonly #learning = new Turns();

  constructor(platform: Platform, notify: Notify<TrainerContract>) {
    this.#platform = platform;
    this.#notify = notify;
    this.#saves = new SaveLearner(platform);
    this.#duty = new DutyCycle(platform, 1);
    this.#store = new DelayedStore(platform, {
      encode: () => this.#model && encodeModel(this.#model),
      after: STORE_AFTER,
      report: (failure) => {
        notify('problem', failure);
      },
    });
  }

  async open(modelPath: string | undefined): Promise<Outcome<TrainerContract['calls']['open']['result']>> {
    this.#store.path = modelPath;
    if (modelPath === undefined) return succeeded({ model: undefined, problem: undefined });
    const opened = await openStored(modelPath, modelIn, this.#platform);
    if (!opened.ok) return succeeded({ model: undefined, problem: opened.failure });
    const { content: model, problem } = opened.value;
    this.#model = model;
    return succeeded({ model: model && summarize(model.card), problem });
  }

  /** Takes a model that the caller has opened, so that a run can continue it. */
  adopt(model: StoredModel): void {
    this.#model = model;
  }

  async train(params: TrainParams): Promise<Outcome<TrainingEnd>> {
    if (this.#control) return failed('busy', 'Tacit is training already. Stop that run first.');
    const control = (this.#control = new RunControl());
    try {
      return await this.#train(params, control);
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

  async #learn(saved: SavedFile): Promise<Outcome<LearnedChange>> {
    const source = await savedSource(saved, this.#platform, this.#isAllowed);
    const model = this.#model;
    if (!model) return failed('no-model', 'There is no model yet that could learn this change.');
    if (!source) return succeeded(nothingLearned);
    const work = async (parameters?: NamedTensors): Promise<LearnedSave> => {
      const current = this.#model ?? model;
      const learned = await this.#saves.learn({ ...current, ...(parameters && { parameters }) }, source);
      // Without a run to wait for this, a new one may have replaced the model meanwhile.
      if (this.#model === current) this.#model = { ...current, parameters: learned.parameters };
      return learned;
    };
    const { change } = (await this.#loop?.interrupt(work)) ?? (await work());
    if (change.lines > 0) {
      this.#send();
      this.#store.storeSoon();
    }
    return succeeded(change);
  }

  async #train(params: TrainParams, control: RunControl): Promise<Outcome<TrainingEnd>> {
    this.#store.path = params.modelPath;
    const events = {
      stopped: () => control.isStopped,
      reading: (files: number) => {
        this.#notify('reading', { files, of: params.files.length });
      },
    };
    this.#isAllowed = allowing(params.allowedSecrets ?? []);
    const read = await readCorpus(params.files, this.#platform, TRAINING_ROOM, events, this.#isAllowed);
    if (!read) return failed('cancelled', 'Training was stopped while the files were read.');
    const { files, omissions, masked } = read;
    const run = describeRun(params, files, this.#model);
    const { characters, validation } = run.corpus;
    this.#notify('corpus', {
      files: files.length,
      characters,
      validationFiles: validation.length,
      omissions,
      masked,
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
        this.#model = modelOf(run, snapshot, this.#platform.date());
        if (isNew) this.#send();
        await this.#store.store();
      },
    });
    const before = this.#model;
    // A new run may have another vocabulary. Until its first checkpoint, there is no model that fits its parameters.
    if (!run.start) this.#model = undefined;
    try {
      const end = await this.#loop.run();
      if (!end.ok) return end;
      const { seconds } = this.#loop.position;
      // A run that has not failed has made a checkpoint.
      const model = summarize(this.#model!.card);
      return succeeded({ reason: end.value, seconds, model, unstored: this.#store.problem });
    } finally {
      this.#model ??= before;
    }
  }

  /** Sends the model to the predictor, without what only training needs. */
  #send(): void {
    if (!this.#model) return;
    const { card, parameters } = this.#model;
    const bytes = encodeModel({ card, parameters });
    this.#notify('model', { bytes, summary: summarize(card) }, [bytes.buffer]);
  }
}

function modelIn(bytes: Uint8Array): Outcome<StoredModel> {
  const decoded = decodeModel(bytes);
  return decoded.ok ? succeeded(decoded.model) : decoded;
}
