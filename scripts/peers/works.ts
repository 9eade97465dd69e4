/** What is timed. All contenders of a work are given the same tokens. */
export interface Work {
  readonly name: string;
  readonly title: string;
  readonly kind: 'training' | 'inference';
  /** Vocabulary, embedding, hidden units; where E = H, the output layer shares the embedding's weights. */
  readonly V: number;
  readonly E: number;
  readonly H: number;
  /** Lanes side by side and tokens of each; of an inference, T tokens one after the other. */
  readonly B: number;
  readonly T: number;
}

/** What a contender is given as a JSON file. */
export interface WorkFile {
  readonly work: Work;
  /** (T, B), time-major. */
  readonly inputs: readonly number[];
  readonly targets: readonly number[];
}

/** What a contender prints as one line of JSON. */
export interface Timed {
  /** Median of one training step, or of one token's inference: processor time. */
  readonly seconds: number;
  /** Processor time as a part of the time on the wall: over 1 if more than one thread worked. */
  readonly processorShare: number;
  /** The greatest difference from Tacit's log probabilities, where they were compared. */
  readonly difference?: number;
}

/** The training steps are those of `tacit bench`; the last inference is that of the largest model that is practical. */
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
