/** Something to time. All its contenders get the same tokens. */
export interface Work {
  readonly name: string;
  readonly title: string;
  readonly kind: 'training' | 'inference';
  /** Vocabulary, embedding, hidden units. If E = H, the output layer shares the embedding's weights. */
  readonly V: number;
  readonly E: number;
  readonly H: number;
  /** Parallel lanes, and the tokens of each. An inference reads T tokens one after the other. */
  readonly B: number;
  readonly T: number;
}

/** What a contender reads from a JSON file. */
export interface WorkFile {
  readonly work: Work;
  /** (T, B), time-major. */
  readonly inputs: readonly number[];
  readonly targets: readonly number[];
}

/** What a contender prints as one line of JSON. */
export interface Timed {
  /** Median processor time of one training step, or of one token's inference. */
  readonly seconds: number;
  /** Processor time divided by elapsed time: above 1 if more than one thread worked. */
  readonly processorShare: number;
  /** The greatest difference from Tacit's log probabilities, if they were compared. */
  readonly difference?: number;
}

/** The training steps are those of `tacit bench`. The last inference is with the largest practical model. */
export const works: readonly Work[] = [
  training('training-characters', 'Training step, characters', { V: 128, E: 64, H: 256, B: 32, T: 64 }),
  training('training-subwords', 'Training step, subwords', { V: 2000, E: 256, H: 256, B: 16, T: 32 }),
  inference('inference-small', 'Inference, small model', { V: 128, E: 256, H: 256 }),
  inference('inference-large', 'Inference, large model', { V: 4096, E: 512, H: 512 }),
];

type Shape = Pick<Work, 'V' | 'E' | 'H'>;

function training(name: string, title: string, shape: Shape & Pick<Work, 'B' | 'T'>): Work {
  const { V, E, H, B, T } = shape;
  return { name, title: `${title}: GRU, V=${V} E=${E} H=${H} B=${B} T=${T}`, kind: 'training', ...shape };
}

function inference(name: string, title: string, shape: Shape): Work {
  const { V, E, H } = shape;
  const full = `${title}, one token: GRU, V=${V} E=${E} H=${H}`;
  return { name, title: full, kind: 'inference', ...shape, B: 1, T: 256 };
}
