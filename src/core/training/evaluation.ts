import type { BoundedWork } from '../base/bounded-work.ts';
import type { LanguageModel } from '../model/language-model.ts';
import type { RecurrentState } from '../model/recurrent-state.ts';
import { fillBatch, type Lane, newBatch, targetsIn } from '../text/batch.ts';
import type { TokenizedFile } from '../text/token-stream.ts';

/**
 * There are few lanes because each file goes whole to one of them. Where one file is much longer than the others, most
 * lanes soon run empty, and an empty lane costs as much as a full one: with 16 lanes, a quarter of all training time on
 * half of the development workspaces.
 */
export const evaluationWindow = { T: 128, B: 2 } as const;

/**
 * Bits per character of whole files: Σ −log2 p over their text tokens, divided by the code points of their texts. Each
 * is read from its start, with its path as context, without dropout, and nothing is learned. Yields after every window,
 * some milliseconds' work, so that the caller can listen in between. The model's parameters must be packed. `state` has
 * as many lanes as the model, and is overwritten.
 */
export function* evaluate(
  model: LanguageModel,
  state: RecurrentState,
  files: readonly TokenizedFile[],
): BoundedWork<number> {
  const { T, B } = model.window;
  const lanes = dealOut(files, B);
  const longest = Math.max(...lanes.map(({ inputs }) => inputs.length));
  const batch = newBatch(T, B);
  let nats = 0;
  for (let from = 0; from < longest; from += T) {
    fillBatch(batch, lanes, from);
    model.forward(batch, state);
    nats += model.evaluate(batch.targets);
    yield;
  }
  const characters = files.reduce((sum, file) => sum + file.characters, 0);
  return nats / Math.LN2 / characters;
}

/**
 * Lays the files end to end in B lanes. Each goes whole to the lane that is shortest so far, long files first, so that
 * the lanes come out about equal.
 */
function dealOut(files: readonly TokenizedFile[], B: number): readonly Lane[] {
  const lanes = Array.from({ length: B }, () => ({ files: [] as Int32Array[], length: 0 }));
  for (const { tokens } of files.toSorted((a, b) => b.tokens.length - a.tokens.length)) {
    const lane = lanes.reduce((least, other) => (other.length < least.length ? other : least));
    lane.files.push(tokens);
    lane.length += tokens.length - 1;
  }
  return lanes.map(({ files: inLane, length }) => layOut(inLane, length));
}

/** Files end to end: `length` tokens, which are all but each file's last. */
function layOut(files: readonly Int32Array[], length: number): Lane {
  const lane = { inputs: new Int32Array(length), targets: new Int32Array(length) };
  let end = 0;
  for (const tokens of files) {
    lane.inputs.set(tokens.subarray(0, -1), end);
    lane.targets.set(targetsIn(tokens), end);
    end += tokens.length - 1;
  }
  return lane;
}
