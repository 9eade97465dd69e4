/** What one workspace took; a line of docs/bench/scaling.json. */
export interface ScalingRow {
  readonly megabytes: number;
  readonly files: number;
  /** Of the processor, all threads together: where the machine is busy with other work, its clock says little. */
  readonly processorSeconds: Stages;
  /** On the clock. */
  readonly seconds: Stages;
  /** Of processor time, the median. */
  readonly stepMilliseconds: number;
  /** Of the process with the threads of predictor and trainer, the memory and the model in them. */
  readonly peakMegabytes: number;
  /** Of the process before it started its threads, the list of files in it: the rest is the threads'. */
  readonly beforeMegabytes: number;
  readonly memory: { readonly files: number; readonly megabytes: number };
  readonly network: { readonly files: number; readonly withoutRoom: number };
}

interface Stages {
  /** To find the files. */
  readonly walk: number;
  /** From then, with the thread's start, until the memory serves from its first part, and until it has all it has room for. */
  readonly serves: number;
  readonly remembered: number;
  /** From asking to train until the first step is done: the thread, reading, the tokenizer, encoding, and that step. */
  readonly firstStep: number;
}
