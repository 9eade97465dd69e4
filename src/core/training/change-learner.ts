import type { BoundedWork } from '../base/bounded-work.ts';
import { LanguageModel } from '../model/language-model.ts';
import type { ModelShape } from '../model/model-shape.ts';
import { areSound } from '../model/parameters.ts';
import { RecurrentState } from '../model/recurrent-state.ts';
import type { Kernels } from '../tensor/kernels.ts';
import type { NamedTensors } from '../tensor/tensor-layout.ts';
import { countLearned, fillBatch, newBatch } from '../text/batch.ts';
import { clippingScale } from './gradient-clipping.ts';
import { Optimizer } from './optimizer.ts';

/** A stretch of one file that is learned at once. Its tokens begin with context, which is read but not learned. */
export interface Change {
  readonly tokens: Int32Array;
  /** The first token to be learned. */
  readonly from: number;
  /** Code points of the learned part. */
  readonly characters: number;
}

export interface LearnedBits {
  /** Bits per character of the learned part before and after. */
  readonly before: number;
  readonly after: number;
}

/** T, tokens of one small step. */
const WINDOW = 32;
/**
 * The learning rate of the first attempt. It is low because what is typed next is not the text that was saved. Measured
 * on five development workspaces, where every 40 lines of the test files were learned as they were saved: after two
 * passes at 0.5 the files that followed took 0.6 to 2.3 % more bits per character, and after one pass at this rate
 * from 0.4 % fewer to 0.05 % more.
 */
const FIRST_RATE = 0.1;
const SMALLEST_RATE = 0.03;
const CLIP_NORM = 1;

/**
 * Learns a saved change by one pass of plain gradient descent in one lane, without touching the moments of the run's
 * optimiser. The change never becomes less probable: a pass that makes it so is undone and tried at a smaller rate.
 */
export class ChangeLearner {
  readonly #kernels: Kernels;
  readonly #model: LanguageModel;
  readonly #state: RecurrentState;
  readonly #descent: Optimizer;

  /** Owns `kernels`: `dispose` frees them. */
  constructor(kernels: Kernels, shape: ModelShape) {
    this.#kernels = kernels;
    this.#model = new LanguageModel(kernels, shape, { T: WINDOW, B: 1, dropout: 0, learns: true });
    this.#state = new RecurrentState(kernels, shape, 1);
    this.#descent = new Optimizer(kernels, this.#model.parameters, { name: 'sgd', momentum: 0 });
  }

  /** Learns the change, starting from `parameters`, and returns the parameters after it. Yields after every window. */
  *learn(
    parameters: NamedTensors,
    change: Change,
  ): BoundedWork<{ parameters: NamedTensors; bits: LearnedBits }> {
    this.#load(parameters);
    const before = yield* this.#pass(change, undefined);
    for (let rate = FIRST_RATE; rate >= SMALLEST_RATE; rate /= 3) {
      this.#load(parameters);
      yield* this.#pass(change, rate);
      const after = yield* this.#pass(change, undefined);
      if (!(after < before)) continue;
      const learned = this.#model.parameters.read();
      if (areSound(learned)) return { parameters: learned, bits: { before, after } };
    }
    return { parameters, bits: { before, after: before } };
  }

  dispose(): void {
    this.#kernels.dispose();
  }

  #load(parameters: NamedTensors): void {
    this.#model.parameters.write(parameters);
    this.#model.pack();
  }

  /**
   * Bits per character of the learned part, read from its context on. With a rate, each window is learned after it is
   * read.
   */
  *#pass(change: Change, rate: number | undefined): BoundedWork<number> {
    const { parameters } = this.#model;
    const { tokens, from: firstLearned } = change;
    const lane = { inputs: tokens.subarray(0, -1), targets: tokens.slice(1).fill(-1, 0, firstLearned - 1) };
    const batch = newBatch(WINDOW, 1);
    this.#state.clear();
    let nats = 0;
    for (let from = 0; from < lane.inputs.length; from += WINDOW) {
      fillBatch(batch, [lane], from);
      const learned = countLearned(batch.targets);
      this.#model.forward(batch, this.#state);
      if (rate === undefined || learned === 0) nats += this.#model.evaluate(batch.targets);
      else {
        this.#kernels.fill(parameters.gradients, 0);
        nats += this.#model.backward(batch.targets, 1 / learned);
        const norm = Math.sqrt(this.#kernels.sumOfSquares(parameters.gradients));
        this.#descent.update(clippingScale(norm, CLIP_NORM), rate, 1);
        this.#model.pack();
      }
      yield;
    }
    return nats / Math.LN2 / Math.max(1, change.characters);
  }
}
