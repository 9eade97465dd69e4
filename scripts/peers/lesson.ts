import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { walk } from '../../src/cli/walk.ts';
import { initialParameters } from '../../src/core/model/initial-parameters.ts';
import type { ModelShape } from '../../src/core/model/model-shape.ts';
import { learnTokenizer } from '../../src/core/text/learn-tokenizer.ts';
import type { Work } from './works.ts';

/** A text to learn in one pass, and the parameters to start from. All contenders get the same lesson. */
export interface Lesson {
  readonly work: Work;
  readonly learningRate: number;
  readonly clipNorm: number;
  readonly steps: number;
  /** (B, steps · T + 1): each lane is a part of the text. Each token is predicted from the tokens before it. */
  readonly lanes: readonly (readonly number[])[];
  /** Under Tacit's names, row-major. */
  readonly parameters: Readonly<Record<string, readonly number[]>>;
}

/** What a contender prints. */
export interface Learned {
  /** Mean nats per token in each tenth of the steps, always of unseen text, since nothing is read twice. */
  readonly tenths: readonly number[];
  /** Processor time of all steps together. */
  readonly seconds: number;
}

/** Tokens of the text in each lesson. */
const tokensOf: Readonly<Record<string, number>> = {
  'training-characters': 800_000,
  'training-subwords': 600_000,
};

/** A lesson from the beginning of a text, with the parameters that `seed` gives. */
export function lesson(work: Work, tokens: readonly number[], seed: number): Lesson {
  const { V, E, H, B, T } = work;
  const steps = Math.floor((tokensOf[work.name] ?? 0) / (B * T));
  const length = steps * T + 1;
  if (tokens.length < B * length) throw new RangeError(`The text is too short for ${work.name}.`);
  const shape: ModelShape = { cell: 'gru', layers: 1, vocabulary: V, embedding: E, hidden: H };
  const parameters = [...initialParameters(shape, seed)].map(([name, { data }]) => [name, [...data]]);
  return {
    work,
    learningRate: 3e-3,
    clipNorm: 1,
    steps,
    lanes: Array.from({ length: B }, (_, lane) => tokens.slice(lane * length, (lane + 1) * length)),
    parameters: Object.fromEntries(parameters) as Lesson['parameters'],
  };
}

/** The tokens of a development workspace's training part, in the vocabulary of a work. */
export async function readTokens(workspace: string, { V }: Work): Promise<number[]> {
  const kind = V < 512 ? 'char' : 'subword';
  const folder = join('.workspaces', workspace, 'train');
  const paths = (await walk(folder)).map(({ path }) => path).sort();
  const texts = await Promise.all(paths.map((path) => readFile(join(folder, path), 'utf8')));
  const tokenizer = learnTokenizer(kind, texts, V);
  return texts.flatMap((text) => [...tokenizer.encode(text)]);
}
