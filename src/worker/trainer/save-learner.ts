import type { StoredModel } from '../../core/modelfile/model-file.ts';
import type { NamedTensors } from '../../core/tensor/tensor-layout.ts';
import type { SourceFile } from '../../core/text/source-file.ts';
import { changedText } from '../../core/training/changed-text.ts';
import { ChangeLearner } from '../../core/training/change-learner.ts';
import type { LearnedChange } from '../../protocol/trainer-contract.ts';
import { drive } from '../drive.ts';
import type { Platform } from '../platform.ts';

/** Characters of texts that are kept to see what a save changes. The files that were learned longest ago go first. */
const KEPT_CHARACTERS = 20_000_000;

/** What a save taught, and the parameters after it. */
export interface LearnedSave {
  readonly change: LearnedChange;
  readonly parameters: NamedTensors;
}

/** The answer to a save from which nothing is learned. */
export const nothingLearned: LearnedChange = { lines: 0, milliseconds: 0, bitsBefore: 0, bitsAfter: 0 };

/** Learns what saves change. Keeps the text of each file that was learned last, as far as memory allows. */
export class SaveLearner {
  readonly #platform: Platform;
  readonly #texts = new Map<string, string>();
  #characters = 0;

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  /** Takes note of texts that a training run learns. */
  know(files: readonly SourceFile[]): void {
    for (const { path, text } of files) this.#keep(path, text);
  }

  /** Learns what a save changed in a file, with the parameters of `model`. */
  async learn(model: StoredModel, { path, text }: SourceFile): Promise<LearnedSave> {
    const started = this.#platform.now();
    const changed = changedText(model.card.tokenizer, path, this.#texts.get(path), text);
    this.#keep(path, text);
    if (!changed) {
      return { change: nothingLearned, parameters: model.parameters };
    }
    const learner = new ChangeLearner(this.#platform.createKernels(), model.card.shape);
    try {
      const work = learner.learn(model.parameters, changed.change);
      const { parameters, bits } = await drive(work, this.#platform);
      const change = {
        lines: changed.lines,
        milliseconds: this.#platform.now() - started,
        bitsBefore: bits.before,
        bitsAfter: bits.after,
      };
      return { change, parameters };
    } finally {
      learner.dispose();
    }
  }

  /** Drops the texts of files; of all files where none are named. */
  forget(paths: Iterable<string> = [...this.#texts.keys()]): void {
    for (const path of paths) {
      this.#characters -= this.#texts.get(path)?.length ?? 0;
      this.#texts.delete(path);
    }
  }

  #keep(path: string, text: string): void {
    this.forget([path]);
    this.#characters += text.length;
    this.#texts.set(path, text);
    for (const [oldest, { length }] of this.#texts) {
      if (this.#characters <= KEPT_CHARACTERS || oldest === path) break;
      this.#texts.delete(oldest);
      this.#characters -= length;
    }
  }
}
