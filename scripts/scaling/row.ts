/** The time and memory that one workspace took: an element of docs/bench/scaling.json. */
export interface ScalingRow {
  readonly megabytes: number;
  readonly files: number;
  /** Processor time of all threads. On a busy machine it says more than the clock. */
  readonly processorSeconds: Stages;
  /** Time on the clock. */
  readonly seconds: Stages;
  /** The median, in processor time. */
  readonly stepMilliseconds: number;
  /** The most that the process held, with the threads of predictor and trainer. */
  readonly peakMegabytes: number;
  /** What the process held before it started its threads, with the list of files. */
  readonly beforeMegabytes: number;
  readonly memory: { readonly files: number; readonly megabytes: number };
  readonly network: { readonly files: number; readonly withoutRoom: number };
}

interface Stages {
  /** Until all files are found. */
  readonly walk: number;
  /** From then, including the thread's start, until the first part of the memory serves. */
  readonly serves: number;
  /** From the same moment until the memory has all it has room for. */
  readonly remembered: number;
  /** From asking to train until the first step is done: starting, reading, tokenizing and that step. */
  readonly firstStep: number;
}
