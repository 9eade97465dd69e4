import type { LanguageModel } from '../model/language-model.ts';
import type { RecurrentState } from '../model/recurrent-state.ts';
import type { Batch } from '../text/batch.ts';
import { textStart } from '../text/file-header.ts';
import type { TokenizedFile } from '../text/token-stream.ts';

/**
 * Few lanes, since every file goes whole to one of them: with one file much longer than the others most of many lanes
 * would stand empty, and cost as much (a quarter of all training time on half of the development workspaces, with 16).
 */
export const evaluationWindow = { T: 128, B: 2 } as const;

export interface Evaluation {
  /** Σ −log2 p over the text tokens of all files. */
  readonly bits: number;
  /** Unicode code points of their texts. */
  readonly characters: number;
  readonly bitsPerCharacter: number;
}

/**
 * Scores whole files: each from its start, with its path as context, dropout off, nothing learned. Yields after every
 * window, some milliseconds' work, so that the caller can listen in between. The model's parameters must be packed;
 * `state`, of as many lanes as the model, is used up.
 */
export function* evaluate(
  model: LanguageModel,
  state: RecurrentState,
  files: readonly TokenizedFile[],
): Generator<undefined, Evaluation, void> {
  const lanes = dealOut(files, model.window.B);
  const longest = Math.max(...lanes.map((lane) => lane.inputs.length));
  const { T } = model.window;
  let nats = 0;
  for (let from = 0; from < longest; from += T) {
    const batch = windowOf(lanes, from, T);
    model.forward(batch, state);
    nats += model.evaluate(batch.targets);
    yield;
  }
  const bits = nats / Math.LN2;
  const characters = files.reduce((sum, file) => sum + file.characters, 0);
  return { bits, characters, bitsPerCharacter: bits / characters };
}

/** Files end to end, as long as they are: B of these make the batches. */
interface Lane {
  readonly inputs: number[];
  readonly targets: number[];
  readonly clears: number[];
}

/** Every file goes whole to the lane that is shortest so far, long files first: the lanes come out about equal. */
function dealOut(files: readonly TokenizedFile[], B: number): readonly Lane[] {
  const lanes = Array.from({ length: B }, (): Lane => ({ inputs: [], targets: [], clears: [] }));
  for (const { tokens } of files.toSorted((a, b) => b.tokens.length - a.tokens.length)) {
    const lane = lanes.reduce((least, other) => (other.inputs.length < least.inputs.length ? other : least));
    const text = textStart(tokens);
    for (const [i, target] of tokens.entries()) {
      if (i === 0) continue;
      lane.inputs.push(tokens[i - 1] ?? 0);
      lane.targets.push(i < text ? -1 : target);
      lane.clears.push(i === 1 ? 1 : 0);
    }
  }
  return lanes;
}

/** Steps [from, from + T) of all lanes; behind a lane's end nothing is scored. */
function windowOf(lanes: readonly Lane[], from: number, T: number): Batch {
  const B = lanes.length;
  const batch: Batch = {
    inputs: new Int32Array(T * B),
    targets: new Int32Array(T * B).fill(-1),
    clears: new Int32Array(T * B),
  };
  for (const [b, { inputs, targets, clears }] of lanes.entries()) {
    for (let t = 0; t < T && from + t < inputs.length; t++) {
      batch.inputs[t * B + b] = inputs[from + t] ?? 0;
      batch.targets[t * B + b] = targets[from + t] ?? -1;
      batch.clears[t * B + b] = clears[from + t] ?? 0;
    }
  }
  return batch;
}
