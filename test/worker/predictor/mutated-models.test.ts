import { describe, expect, it } from 'vitest';
import { ReferenceKernels } from '../../../src/backend/reference-kernels.ts';
import { WasmKernels } from '../../../src/backend/wasm-kernels.ts';
import { initialParameters } from '../../../src/core/model/initial-parameters.ts';
import { encodeModel, type StoredModel } from '../../../src/core/modelfile/model-file.ts';
import { Random } from '../../../src/core/tensor/random.ts';
import { learnTokenizer } from '../../../src/core/text/learn-tokenizer.ts';
import { Trainer } from '../../../src/core/training/trainer.ts';
import { presets } from '../../../src/core/training/training-options.ts';
import { nodePlatform } from '../../../src/worker/platform.node.ts';
import { loadModel } from '../../../src/worker/predictor/loaded-model.ts';
import { kernelBuilds } from '../../kernels/backends.ts';
import { forgedFile, signed } from '../../core/modelfile/forged-model.ts';

const random = new Random(20);
const none = new Uint8Array();
const createKernels = () => new WasmKernels(kernelBuilds.simd, { name: 'simd', memoryLimit: 4 * 2 ** 20 });
const platform = { ...nodePlatform({ simd: none, relaxed: none }), createKernels };

function pick<T>(items: readonly T[]): T {
  return items[random.below(items.length)];
}

/** A model of each cell, with a vocabulary of each kind, with and without what training needs. */
const models: readonly StoredModel[] = (['rnn', 'gru', 'lstm'] as const).flatMap((cell) =>
  (['char', 'word', 'subword'] as const).map((kind, i): StoredModel => {
    const tokenizer = learnTokenizer(kind, ['gull, gull and tern\n'.repeat(3)], 280);
    const shape = { cell, layers: 1 + (i % 2), vocabulary: tokenizer.size, embedding: i * 2, hidden: 4 };
    const options = { ...presets.fast, ...shape, tokenizer: kind, batch: 2, window: 2 };
    const provenance = { tacitVersion: '1', workspace: 'small', corpusDigest: '', files: 1 };
    const figures = { seconds: 0, steps: 0, epoch: 0, position: 0, tokens: 0, finished: true };
    const trainer = new Trainer(new ReferenceKernels(), shape, options);
    const moments = i === 0 ? trainer.moments() : undefined;
    const card = { shape, options, tokenizer, provenance, figures };
    return { card, parameters: initialParameters(shape, 1), moments };
  }),
);

/** Changes some bits anywhere in the file. */
function withOtherBits(model: StoredModel): Uint8Array {
  const bytes = encodeModel(model);
  for (let left = 1 + random.below(3); left > 0; left--) {
    bytes[random.below(bytes.length)] ^= 1 << random.below(8);
  }
  return bytes;
}

const signs = [...'0123456789-.eE"\\,:[]{} xu\u001b'].map((sign) => sign.charCodeAt(0));

/** Writes other signs into the header, which are more often JSON than other bits are. */
function withOtherSigns(model: StoredModel): Uint8Array {
  const bytes = encodeModel(model);
  const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  for (let left = 1 + random.below(2); left > 0; left--) bytes[8 + random.below(length)] = pick(signs);
  return bytes;
}

/** Writes another number in the place of one in the header. */
function withOtherCard(model: StoredModel): Uint8Array {
  const part = pick(['shape', 'options', 'figures', 'provenance', 'tokenizer'] as const);
  const { tokenizer } = model.card;
  const json = JSON.stringify(part === 'tokenizer' ? tokenizer.toJson() : model.card[part]);
  const numbers = [...json.matchAll(/-?[0-9.]+(?:e-?[0-9]+)?/g)];
  const { 0: old, index } = pick(numbers);
  const other = pick(['0', '-1', '1', '2', '3', '0.5', '1e-300', '1e300', '1e999', '16777216', 'null', '""']);
  return forgedFile(model, { [part]: json.slice(0, index) + other + json.slice(index + old.length) });
}

/** Changes the list of pieces. */
function withOtherPieces(model: StoredModel): Uint8Array {
  const { kind, pieces } = model.card.tokenizer.toJson();
  const changed = [...pieces];
  const other = ['', 'a', 'zz', '\ud800', '\u001b', '\u001b00', 'é', 'x'.repeat(100_000), pick(pieces)];
  if (random.below(3) > 0) changed[random.below(changed.length)] = pick(other);
  else changed.splice(random.below(changed.length), random.below(3), ...other.slice(0, random.below(3)));
  return forgedFile(model, {
    tokenizer: JSON.stringify({ kind: pick([kind, kind, 'char', 'word', 'subword']), pieces: changed }),
  });
}

const extremes = [NaN, Infinity, -Infinity, 3e38, -3e38, 1e20, 1e7, 1e6, -1e6, 1e-38, -0];

/** Writes extreme numbers into the tensors: into one, some or all of them. */
function withOtherNumbers(model: StoredModel): Uint8Array {
  const share = pick([0.001, 0.1, 1]);
  const numbers = pick([extremes, [1e6, -1e6], [1e6], [3e38, -3e38], [1e20, -1e20]]);
  const change = (number: number): number => (random.uniform() < share ? pick(numbers) : number);
  const parameters = new Map(
    [...model.parameters].map(([name, { shape, data }]) => [name, { shape, data: data.map(change) }]),
  );
  return forgedFile({ ...model, parameters });
}

/** Cuts the file off, or adds to it. */
function withOtherLength(model: StoredModel): Uint8Array {
  const bytes = encodeModel(model);
  const length = Math.max(48, bytes.length + random.below(64) - 56);
  const other = new Uint8Array(length);
  other.set(bytes.subarray(0, length));
  return other;
}

/** Says what comes of a file: the code of a failure, or whether what the network foresees is finite. */
async function outcomeOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const loaded = await loadModel({ bytes }, platform);
  if (!loaded.ok) return loaded.failure.code;
  const { network, tokenizer } = loaded.value;
  const [state, out] = [network.newState(), new Float32Array(tokenizer.size)];
  const tokens = [0, 1, ...tokenizer.encode('gull, é\n')];
  let sum = 0;
  for (const token of tokens) {
    network.step(state, token, state);
    network.probabilities(state, out);
    sum += out.reduce((total, probability) => total + probability, 0);
  }
  return Math.abs(sum / tokens.length - 1) < 1e-3 ? 'finite' : 'not finite';
}

const allowed = new Set(['finite', 'model-damaged', 'model-newer']);

describe('model files with a right checksum that are wrong otherwise', () => {
  it.each([
    ['bits', withOtherBits],
    ['signs in the header', withOtherSigns],
    ['numbers in the card', withOtherCard],
    ['pieces', withOtherPieces],
    ['numbers in the tensors', withOtherNumbers],
    ['lengths', withOtherLength],
  ])('with other %s are refused with a code, or foresee with finite numbers', async (_, mutate) => {
    const outcomes = new Map<string, number>();
    for (let i = 0; i < 500; i++) {
      const outcome = await outcomeOf(signed(Uint8Array.from(mutate(pick(models)))));
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
    expect([...outcomes.keys()].filter((outcome) => !allowed.has(outcome))).toEqual([]);
    // They are not so harmless that nothing is refused.
    expect(outcomes.get('model-damaged')).toBeGreaterThan(50);
  });
});
