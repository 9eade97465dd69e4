import type { PreparedCorpus } from '../../core/text/prepared-corpus.ts';
import type { StepReport } from '../../core/training/trainer.ts';
import type { TrainingProgress } from '../../protocol/trainer-contract.ts';
import type { Budget } from './budget.ts';
import { TimeLeft } from './time-left.ts';
import type { TrainingClock } from './training-clock.ts';
import type { TrainingPosition } from './training-position.ts';

/** Seconds of training between two reports. */
const REPORT_EVERY = 0.5;
/** Smoothing of the training loss that is reported: about the last fifty steps count. */
const LOSS_MEMORY = 0.98;

/** How far a run is. */
interface Progress {
  /** 0 to 1. */
  readonly done: number;
  /** The part of the budget, 0 to 1, that will be used when the run ends. */
  readonly end: number;
}

/** Reports the progress of a run. */
export class ProgressReporter {
  readonly #charactersPerToken: number;
  readonly #timeLeft: TimeLeft;
  readonly #clock: TrainingClock;
  readonly #send: (progress: TrainingProgress) => void;
  /** Smoothed; 0 before the first step. */
  #bitsPerToken = 0;
  /** Seconds of training when a step was last reported. */
  #reported = -Infinity;

  constructor(
    { charactersPerToken }: PreparedCorpus,
    budget: Budget,
    clock: TrainingClock,
    send: (progress: TrainingProgress) => void,
  ) {
    this.#charactersPerToken = charactersPerToken;
    this.#timeLeft = new TimeLeft(budget);
    this.#clock = clock;
    this.#send = send;
  }

  /** Takes note of a step, and reports it if the last report of a step was half a second ago or earlier. */
  stepped(step: StepReport, position: TrainingPosition, progress: Progress): void {
    const bits = step.loss / Math.LN2;
    this.#bitsPerToken =
      this.#bitsPerToken === 0 ? bits : LOSS_MEMORY * this.#bitsPerToken + (1 - LOSS_MEMORY) * bits;
    if (position.seconds - this.#reported < REPORT_EVERY) return;
    this.#reported = position.seconds;
    this.report(step, position, progress);
  }

  report(
    { gradientNorm, learningRate }: StepReport,
    position: TrainingPosition,
    { done, end }: Progress,
  ): void {
    const { seconds, step, epoch, tokens, validationBitsPerCharacter } = position;
    const tokensPerSecond = tokens / Math.max(seconds, 1e-3);
    const left = this.#timeLeft.at(position, end);
    this.#send({
      seconds,
      fraction: done,
      secondsLeft: left === undefined ? undefined : this.#clock.withRests(left),
      step,
      epoch,
      tokens,
      tokensPerSecond,
      charactersPerSecond: tokensPerSecond * this.#charactersPerToken,
      trainBitsPerCharacter: this.#bitsPerToken / this.#charactersPerToken,
      validationBitsPerCharacter,
      gradientNorm,
      learningRate,
    });
  }
}
