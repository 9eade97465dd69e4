import type { BoundedWork } from '../base/bounded-work.ts';
import { initialParameters } from '../model/initial-parameters.ts';
import { LanguageModel } from '../model/language-model.ts';
import type { ModelShape } from '../model/model-shape.ts';
import { LARGEST_PARAMETER } from '../model/parameters.ts';
import { RecurrentState } from '../model/recurrent-state.ts';
import type { Kernels } from '../tensor/kernels.ts';
import { type NamedTensors, readTensors, writeTensors } from '../tensor/tensor-layout.ts';
import { type Batch, countLearned } from '../text/batch.ts';
import type { TokenizedFile } from '../text/token-stream.ts';
import { evaluate, evaluationWindow } from './evaluation.ts';
import { clippingScale } from './gradient-clipping.ts';
import { alone, joinStates, lanesOf, type Lanes, type Replica, statesOfLanes, takeLanes } from './replica.ts';
import { learningRate } from './learning-rate.ts';
import { gradientGrain } from './gradient-grain.ts';
import { Optimizer } from './optimizer.ts';
import type { TrainingOptions } from './training-options.ts';

/** Where a run starts. What is not given is new: parameters from the seed, zero moments, no steps. */
export interface TrainerStart {
  readonly parameters?: NamedTensors | undefined;
  /** What `Trainer.moments` returned. */
  readonly moments?: NamedTensors | undefined;
  /** Steps already done. */
  readonly step?: number | undefined;
}

/** Distance between the seeds of two replicas. It is larger than the number of steps in any run. */
const OTHER_SEEDS = 0x1000_0000;

/** In multiples of what a model loses that gives all tokens the same probability. Training breaks down far above one. */
const LARGEST_LOSS = 10;

export interface StepReport {
  /** Mean over the learned tokens, in nats. */
  readonly loss: number;
  /** Global norm of the gradient, before clipping. */
  readonly gradientNorm: number;
  readonly learningRate: number;
  /** Tokens learned. */
  readonly tokens: number;
  /** Loss, gradient or parameters have grown without bound or are no numbers. Nothing more can be learned. */
  readonly diverged: boolean;
}

/**
 * Learns from batches, by one step of the optimiser for each. The same shape, options, start and batches give the same
 * parameters.
 */
export class Trainer {
  readonly #kernels: Kernels;
  readonly #options: TrainingOptions;
  readonly #model: LanguageModel;
  readonly #optimizer: Optimizer;
  readonly #state: RecurrentState;
  readonly #replica: Replica;
  readonly #lanes: Lanes;
  readonly #largestLoss: number;
  /** The same network with the lanes in which files are scored. Only the first replica has one. */
  readonly #evaluated: { readonly model: LanguageModel; readonly state: RecurrentState } | undefined;
  #steps: number;

  /** Owns `kernels`: `dispose` frees them. Throws where `start` does not fit the shape. */
  constructor(
    kernels: Kernels,
    shape: ModelShape,
    options: TrainingOptions,
    start: TrainerStart = {},
    replica: Replica = alone,
  ) {
    const { window: T, dropout } = options;
    this.#replica = replica;
    this.#lanes = lanesOf(replica, options.batch);
    const B = this.#lanes.to - this.#lanes.from;
    this.#kernels = kernels;
    this.#options = options;
    this.#largestLoss = LARGEST_LOSS * Math.log(shape.vocabulary);
    this.#model = new LanguageModel(kernels, shape, {
      T,
      B,
      dropout,
      learns: true,
      gradientGrain: gradientGrain(shape.vocabulary),
    });
    this.#optimizer = new Optimizer(kernels, this.#model.parameters, options.optimizer);
    this.#state = new RecurrentState(kernels, shape, B);
    this.#evaluated = replica.index === 0 ? this.#newEvaluated() : undefined;
    this.#steps = start.step ?? 0;
    this.loadParameters(start.parameters ?? initialParameters(shape, options.seed));
    if (start.moments) {
      this.#optimizer.write(start.moments);
      const { block, layout } = this.#state;
      const names = layout.slots.map(({ name }) => name);
      writeTensors(block, layout, statesOfLanes(start.moments, names, this.#lanes));
    }
  }

  /** Steps done, including those before `start`. */
  get steps(): number {
    return this.#steps;
  }

  /**
   * One step of all replicas, each of which is given the whole batch: forward, backward through time, clip, update.
   * `progress`: how far the learning rate's schedule is, 0 to 1.
   */
  step(batch: Batch, progress: number): StepReport {
    const { parameters } = this.#model;
    const tokens = countLearned(batch.targets);
    const scale = 1 / Math.max(tokens, 1);
    this.#kernels.fill(parameters.gradients, 0);
    const seed = this.#options.seed + this.#steps + this.#replica.index * OTHER_SEEDS;
    const own = takeLanes(batch, this.#options.batch, this.#lanes);
    this.#model.forward(own, this.#state, seed);
    const ownLoss = this.#model.backward(own.targets, scale, seed);
    const loss = scale * this.#replica.sum(parameters.gradients, ownLoss);
    const gradientNorm = Math.sqrt(this.#kernels.sumOfSquares(parameters.gradients));
    const clipping = clippingScale(gradientNorm, this.#options.clipNorm);
    const rate = learningRate(this.#options, this.#steps + 1, progress);
    // What is no number is not below a bound either.
    let diverged = !(loss <= this.#largestLoss && gradientNorm * clipping <= LARGEST_PARAMETER);
    if (!diverged) {
      this.#steps++;
      this.#optimizer.update(clipping, rate, this.#steps);
      this.#model.pack();
      const isSound = this.#kernels.sumOfSquares(parameters.values) <= LARGEST_PARAMETER ** 2;
      diverged = !(isSound && this.#optimizer.isSound);
    }
    return { loss, gradientNorm, learningRate: rate, tokens, diverged };
  }

  /**
   * Bits per character of files, with the present parameters. Run the work to its end before the next step. Throws in
   * every replica but the first.
   */
  evaluate(files: readonly TokenizedFile[]): BoundedWork<number> {
    if (!this.#evaluated) throw new TypeError('Only the first replica scores files.');
    const { model, state } = this.#evaluated;
    model.pack();
    return evaluate(model, state, files);
  }

  #newEvaluated() {
    const { shape, parameters } = this.#model;
    const model = new LanguageModel(this.#kernels, shape, {
      ...evaluationWindow,
      dropout: 0,
      learns: false,
      sharedValues: parameters.values,
    });
    return { model, state: new RecurrentState(this.#kernels, shape, evaluationWindow.B) };
  }

  /** Forgets what was read. Called when an epoch, or another stream of batches, begins. */
  resetState(): void {
    this.#state.clear();
  }

  /** Copies of the parameters. */
  parameters(): NamedTensors {
    return this.#model.parameters.read();
  }

  loadParameters(parameters: NamedTensors): void {
    this.#model.parameters.write(parameters);
    this.#model.pack();
  }

  /** Copies of the states that this replica's lanes carry. */
  states(): NamedTensors {
    return readTensors(this.#state.block, this.#state.layout);
  }

  /**
   * Copies of what a run needs, besides the parameters, to continue as if it had not stopped: the moments and the
   * carried states. `others`: the states of the other replicas.
   */
  moments(others: readonly NamedTensors[] = []): NamedTensors {
    return new Map([...this.#optimizer.read(), ...joinStates([this.states(), ...others])]);
  }

  dispose(): void {
    this.#kernels.dispose();
  }
}
