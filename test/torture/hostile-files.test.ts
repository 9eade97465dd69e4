import { describe, expect, it } from 'vitest';
import { ReferenceKernels } from '../../src/backend/reference-kernels.ts';
import { WasmKernels } from '../../src/backend/wasm-kernels.ts';
import { finish } from '../../src/core/base/bounded-work.ts';
import { Crc32 } from '../../src/core/base/crc32.ts';
import { decodeMemory, encodeMemory } from '../../src/core/memory/memory-file.ts';
import { WorkspaceMemory } from '../../src/core/memory/workspace-memory.ts';
import { newMixingWeights } from '../../src/core/mixing/mixing-weights.ts';
import { initialParameters } from '../../src/core/model/initial-parameters.ts';
import type { Network } from '../../src/core/model/network.ts';
import { encodeModel, type StoredModel } from '../../src/core/modelfile/model-file.ts';
import { Judge } from '../../src/core/prediction/gate/judge.ts';
import { OpenDocument } from '../../src/core/prediction/open-document.ts';
import { Predictor } from '../../src/core/prediction/predictor.ts';
import { Random } from '../../src/core/tensor/random.ts';
import { bytePieces } from '../../src/core/text/byte-spelling.ts';
import { learnTokenizer } from '../../src/core/text/learn-tokenizer.ts';
import { MOST_LETTERS } from '../../src/core/text/pieces.ts';
import type { Tokenizer } from '../../src/core/text/tokenizer.ts';
import { Trainer } from '../../src/core/training/trainer.ts';
import { presets } from '../../src/core/training/training-options.ts';
import { decodeCounts, SuggestionCounts } from '../../src/extension/statistics/suggestion-counts.ts';
import { nodePlatform } from '../../src/worker/platform.node.ts';
import { learnedIn } from '../../src/worker/predictor/judge-keeper.ts';
import { loadModel } from '../../src/worker/predictor/loaded-model.ts';
import { forgedFile, signed } from '../core/modelfile/forged-model.ts';
import { kernelBuilds } from '../kernels/backends.ts';
import { isFull, reportFault } from './fault-report.ts';
import { concat, type FileFormat, type Mutation, mutations, pick } from './mutations.ts';

const none = new Uint8Array();
const createKernels = () => new WasmKernels(kernelBuilds.simd, { name: 'simd', memoryLimit: 4 * 2 ** 20 });
const platform = { ...nodePlatform({ simd: none, relaxed: none }), createKernels };

const text = 'gull, gull and tern\n'.repeat(3);
const kinds = ['char', 'word', 'subword'] as const;

/** A model of each cell, with a vocabulary of each kind, with and without what training needs. */
const models: readonly StoredModel[] = (['rnn', 'gru', 'lstm'] as const).flatMap((cell) =>
  kinds.map((kind, i): StoredModel => {
    const tokenizer = learnTokenizer(kind, [text], 280);
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

const HEADER_AT = 8;

const modelFile: FileFormat = {
  examples: models.map(encodeModel),
  jsonOf(bytes) {
    const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
    return { from: HEADER_AT, to: Math.min(bytes.length, HEADER_AT + length) };
  },
  signed(bytes) {
    // A checksum needs its place.
    return signed(concat(bytes, new Uint8Array(Math.max(0, 48 - bytes.length))));
  },
};

/** The same with the length of its header put right. */
const measuredModelFile: FileFormat = {
  ...modelFile,
  signed(bytes) {
    const ends = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).lastIndexOf('}');
    new DataView(bytes.buffer, bytes.byteOffset).setBigUint64(
      0,
      BigInt(Math.max(0, ends + 1 - HEADER_AT)),
      true,
    );
    return modelFile.signed(bytes);
  },
};

/** Changes the list of pieces. */
const withOtherPieces: Mutation = (_, random) => {
  const model = pick(random, models);
  const { kind, pieces } = model.card.tokenizer.toJson();
  const changed = [...pieces];
  const others = [
    '',
    'a',
    'zz',
    '\ud800',
    '\u001b',
    '\u001b00',
    'é',
    'x'.repeat(100_000),
    pick(random, pieces),
  ];
  if (random.below(3) > 0) changed[random.below(changed.length)] = pick(random, others);
  else changed.splice(random.below(changed.length), random.below(3), ...others.slice(0, random.below(3)));
  return forgedFile(model, {
    tokenizer: JSON.stringify({ kind: pick(random, [kind, kind, ...kinds]), pieces: changed }),
  });
};

const extremes = [NaN, Infinity, -Infinity, 3e38, -3e38, 1e20, 1e7, 1e6, -1e6, 1e-38, -0];

/** Writes extreme numbers into the tensors: into one, some or all of them. */
const withOtherTensors: Mutation = (_, random) => {
  const model = pick(random, models);
  const share = pick(random, [0.001, 0.1, 1]);
  const numbers = pick(random, [extremes, [1e6, -1e6], [1e6], [3e38, -3e38], [1e20, -1e20]]);
  const change = (number: number): number => (random.uniform() < share ? pick(random, numbers) : number);
  const parameters = new Map(
    [...model.parameters].map(([name, { shape, data }]) => [name, { shape, data: data.map(change) }]),
  );
  return forgedFile({ ...model, parameters });
};

const OPENING = 'tacit-memory 1 ';
const memoryHeaderAt = OPENING.length + '00000000\n'.length;

const memoryFile: FileFormat = {
  examples: kinds.map((kind) => {
    const memory = new WorkspaceMemory(learnTokenizer(kind, [text], 280));
    const files = ['a.ts', 'b/c.ts', '__proto__'].map((path) => ({ path, text: `${text}${path}\n` }));
    finish(memory.setAll(files));
    return encodeMemory(memory);
  }),
  jsonOf(bytes) {
    const end = bytes.indexOf('\n'.charCodeAt(0), memoryHeaderAt);
    return { from: memoryHeaderAt, to: end < 0 ? bytes.length : end };
  },
  signed(bytes) {
    const rest = bytes.subarray(memoryHeaderAt);
    return concat(Buffer.from(`${OPENING}${new Crc32().add(rest).toString()}\n`), rest);
  },
};

function forgedMemory(header: unknown, tokens: Uint16Array = new Uint16Array()): Uint8Array<ArrayBuffer> {
  const json = Buffer.from(`${JSON.stringify(header)}\n`);
  return memoryFile.signed(
    concat(new Uint8Array(memoryHeaderAt), json, new Uint8Array(tokens.buffer, 0, tokens.byteLength)),
  );
}

/** Writes other tokens, such as those of no vocabulary, or none that begins a text. */
const withOtherTokens: Mutation = (format, random) => {
  const bytes = Uint8Array.from(pick(random, format.examples));
  const { to } = format.jsonOf(bytes);
  const count = Math.floor((bytes.length - to - 1) / 2);
  const view = new DataView(bytes.buffer, to + 1);
  for (let left = pick(random, [1, 10, count]); left > 0; left--) {
    const token = pick(random, [0, 1, 2, random.below(250), random.below(280), 65_535]);
    view.setUint16(2 * random.below(count), token, true);
  }
  return format.signed(bytes);
};

const plainJson = (examples: readonly string[]): FileFormat => ({
  examples: examples.map((example) => Uint8Array.from(Buffer.from(example))),
  jsonOf: (bytes) => ({ from: 0, to: bytes.length }),
  signed: (bytes) => Uint8Array.from(bytes),
});

function counted(): SuggestionCounts {
  const counts = new SuggestionCounts();
  for (const languageId of ['typescript', '__proto__']) {
    counts.count({ what: 'shown', languageId, kind: 'line', characters: 9, taken: 0 }, '2026-08-31');
  }
  return counts;
}

/** Answers in a document with this knowledge. Says 'works', unless a probability is none. */
function answersWith(
  tokenizer: Tokenizer,
  parts: Partial<ConstructorParameters<typeof Predictor>[0]>,
): string {
  const memory = parts.memory ?? new WorkspaceMemory(tokenizer);
  if (memory.files === 0) finish(memory.setAll([{ path: 'a.ts', text }]));
  const knowledge = { network: undefined, mixing: newMixingWeights(), judge: new Judge(), ...parts };
  const document = new OpenDocument('d.ts', `${text}gull, gu\n\n`);
  const predictor = new Predictor({ ...knowledge, tokenizer, memory }, document, new ReferenceKernels());
  const settings = { selected: undefined, insertSpaces: true, tabSize: 2, multiLine: true } as const;
  let wrong = 0;
  for (const eagerness of [0.01, 'eager'] as const) {
    for (const [line, character] of [
      [3, 8],
      [4, 0],
    ] as const) {
      const found = finish(predictor.suggest({ ...settings, eagerness, line, character }));
      if (found && !(found.probability >= 0 && found.probability <= 1.000_001)) wrong++;
      predictor.edit({ startLine: 4, startCharacter: 0, endLine: 4, endCharacter: 0, text: 'gull, ' });
    }
  }
  predictor.dispose();
  return wrong === 0 ? 'works' : 'not finite';
}

/** Whether all that a network foresees is finite. */
function foresees(network: Network, tokenizer: Tokenizer): boolean {
  const [state, out] = [network.newState(), new Float32Array(tokenizer.size)];
  const tokens = [0, 1, ...tokenizer.encode('gull, é\n')];
  let sum = 0;
  for (const token of tokens) {
    network.step(state, token, state);
    network.probabilities(state, out);
    sum += out.reduce((total, probability) => total + probability, 0);
  }
  return Math.abs(sum / tokens.length - 1) < 1e-3;
}

interface Kind {
  readonly format: FileFormat;
  readonly more: Readonly<Record<string, Mutation>>;
  /** Of all files that are tried. */
  readonly share: number;
  /** The code with which it is refused, or what is used from then on. */
  readonly open: (bytes: Uint8Array<ArrayBuffer>) => Promise<string | (() => string)>;
  readonly refusals: readonly string[];
}

const stored: Readonly<Record<string, Kind>> = {
  model: {
    format: modelFile,
    more: {
      ...Object.fromEntries(
        ['numbers', 'keys', 'stretches'].map((name): [string, Mutation] => [
          `${name}, measured`,
          (_, random) => mutations[name](measuredModelFile, random),
        ]),
      ),
      pieces: withOtherPieces,
      tensors: withOtherTensors,
    },
    share: 0.6,
    refusals: ['model-damaged', 'model-newer'],
    async open(bytes) {
      const loaded = await loadModel({ bytes }, platform);
      if (!loaded.ok) return loaded.failure.code;
      const { network, tokenizer } = loaded.value;
      return () => (foresees(network, tokenizer) ? answersWith(tokenizer, { network }) : 'not finite');
    },
  },
  memory: {
    format: memoryFile,
    more: { tokens: withOtherTokens },
    share: 0.3,
    refusals: ['memory-damaged'],
    async open(bytes) {
      const decoded = await Promise.resolve(decodeMemory(bytes));
      if (!decoded.ok) return decoded.failure.code;
      const { tokenizer, files } = decoded.memory;
      return () => {
        const memory = new WorkspaceMemory(tokenizer);
        finish(memory.restore(files));
        return answersWith(tokenizer, { memory });
      };
    },
  },
  judge: {
    format: plainJson([JSON.stringify(new Judge().learned)]),
    more: {},
    share: 0.05,
    refusals: ['judge-damaged'],
    async open(bytes) {
      const learned = await Promise.resolve(learnedIn(bytes));
      if (!learned.ok) return learned.failure.code;
      return () => {
        const judge = new Judge();
        judge.restore(learned.value);
        const answers = answersWith(learnTokenizer('char', [text], 280), { judge });
        judge.learn(new Float64Array(judge.learned.weights.length).fill(3), true);
        const again = learnedIn(Buffer.from(JSON.stringify(judge.learned)));
        return again.ok ? answers : 'cannot be stored';
      };
    },
  },
  statistics: {
    format: plainJson([counted().encode()]),
    more: {},
    share: 0.05,
    refusals: ['damaged'],
    async open(bytes) {
      const rows = await Promise.resolve(decodeCounts(new TextDecoder().decode(bytes)));
      if (rows === undefined) return 'damaged';
      return () => {
        const counts = counted();
        counts.add(rows);
        counts.add(rows);
        return decodeCounts(counts.encode()) ? 'works' : 'cannot be stored';
      };
    },
  },
};

/** What a refusal costs at most. */
class Costs {
  #milliseconds = 0;
  #bytes = 0;

  /** Opens a file, and notes what that costs if it is refused. */
  async open({ open }: Kind, bytes: Uint8Array<ArrayBuffer>): ReturnType<Kind['open']> {
    const [began, before] = [performance.now(), process.memoryUsage.rss()];
    const opened = await open(bytes);
    if (typeof opened === 'string') {
      this.#milliseconds = Math.max(this.#milliseconds, performance.now() - began);
      this.#bytes = Math.max(this.#bytes, process.memoryUsage.rss() - before);
    }
    return opened;
  }

  toString(): string {
    return `refusals took ${this.#milliseconds.toFixed(0)} ms and ${(this.#bytes / 2 ** 20).toFixed(0)} MB at most`;
  }
}

const FILES = isFull ? 100_000 : 2000;

describe('stored files that are wrong, most of them with a right checksum, are refused or work:', () => {
  it.each(Object.keys(stored))(
    '%s',
    async (name) => {
      const { format, more, share, refusals } = stored[name];
      const ways = Object.entries({ ...mutations, ...more });
      const tried = Math.ceil(FILES * share);
      const costs = new Costs();
      const wrong: string[] = [];
      let refused = 0;
      for (let file = 0; file < tried; file++) {
        const [way, mutate] = ways[file % ways.length];
        const bytes = Uint8Array.from(mutate(format, new Random(file)));
        const problem = (outcome: unknown): unknown =>
          wrong.push(`${way} with seed ${file}: ${String(outcome)}`);
        try {
          const opened = await costs.open(stored[name], bytes);
          if (typeof opened === 'string') {
            refused++;
            if (!refusals.includes(opened)) problem(opened);
          } else {
            const outcome = opened();
            if (outcome !== 'works') problem(outcome);
          }
        } catch (error) {
          problem(error instanceof Error ? error.stack : error);
        }
      }
      reportFault({
        fault: `a ${name} file with other bits, numbers, keys, lengths and sections, mostly with a right checksum`,
        tried,
        survived: tried - wrong.length,
        lost: `nothing; ${costs.toString()}`,
      });
      expect(wrong.slice(0, 5)).toEqual([]);
      // They are not so harmless that nothing is refused, and not so plain that nothing is used.
      expect(refused).toBeGreaterThan(tried / 5);
      expect(refused).toBeLessThan(tried);
    },
    isFull ? 1_200_000 : 60_000,
  );
});

/** A tenth in the short form. */
const many = (count: number): number => (isFull ? count : Math.ceil(count / 10));
const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
const repeated = (text: string, times: number): string => Array<string>(times).fill(text).join();

/** A model file with this header and nothing else, which may say that it has another length. */
function modelWithHeader(header: string, length = BigInt(header.length)): Uint8Array<ArrayBuffer> {
  const bytes = concat(new Uint8Array(HEADER_AT), Buffer.from(header));
  new DataView(bytes.buffer).setBigUint64(0, BigInt.asUintN(64, length), true);
  return modelFile.signed(bytes);
}

const modelWithText = (name: string, text: string): Uint8Array<ArrayBuffer> =>
  forgedFile(models[2], { [name]: text });

/** A model whose vocabulary is these pieces after the bytes. */
function modelOfPieces(pieces: Iterable<string>): Uint8Array<ArrayBuffer> {
  const all = [...new Set([...bytePieces, ...pieces])];
  const vocabulary = all.length + 2;
  const { card } = models[8];
  const shape = { ...card.shape, embedding: 0, layers: 1, hidden: 1, vocabulary };
  const tokenizer = JSON.stringify({ kind: 'subword', pieces: all });
  const changed = { ...models[8], card: { ...card, shape }, parameters: initialParameters(shape, 1) };
  return forgedFile({ ...changed, moments: undefined }, { tokenizer });
}

const MOST_PIECES = 65_278;

/** All parts of one text, the shortest first: each can be cut into two others at every place. */
function* partsOf(letters: number): Iterable<string> {
  const random = new Random(5);
  const whole = Array.from({ length: 700 }, () => String.fromCharCode(97 + random.below(26))).join('');
  let [left, pieces] = [letters - bytePieces.length, MOST_PIECES];
  for (let length = 2; length <= 256; length++) {
    for (let from = 0; from + length <= whole.length; from++) {
      if ((left -= length) < 0 || pieces-- === 0) return;
      yield whole.slice(from, from + length);
    }
  }
}

function* longPieces(letters: number): Iterable<string> {
  for (let i = 0; i < Math.min(MOST_PIECES, Math.floor((letters - 256) / 256)); i++) {
    yield 'a'.repeat(246) + String(i).padStart(10, '0');
  }
}

const memoryTokenizer = learnTokenizer('subword', [text], 280);
const rememberedFile = { path: 'a.ts', digest: '00', characters: 1, tokens: 0 };
const memoryOf = (files: readonly unknown[], tokens?: Uint16Array): Uint8Array<ArrayBuffer> =>
  forgedMemory({ tokenizer: memoryTokenizer.toJson(), files }, tokens);

/** Files that somebody has made to be slow or large, or to be taken for others. */
const crafted: readonly (readonly [name: string, kind: string, bytes: () => Uint8Array<ArrayBuffer>])[] = [
  ['a header of 2^63 bytes', 'model', () => modelWithHeader('{}', 2n ** 63n)],
  ['a header of -1 bytes', 'model', () => modelWithHeader('{}', -1n)],
  ['a header of 20 MB', 'model', () => modelWithHeader(`{"__metadata__":{"crc32":"${' '.repeat(2e7)}"}}`)],
  [
    'deep JSON',
    'model',
    () => modelWithHeader(`{"__metadata__":{"crc32":"00000000"},"a":${nested(many(2e6))}}`),
  ],
  ['deep JSON in its card', 'model', () => modelWithText('figures', nested(many(1e6)))],
  ['a million tensors', 'model', () => modelWithHeader(`{${repeated('"a":{}', many(1e6))}}`)],
  ['a card of a million entries', 'model', () => modelWithText('shape', `{${repeated('"a":1', many(1e6))}}`)],
  ['pieces of 16 MB', 'model', () => modelOfPieces(longPieces(Infinity))],
  ['parts of parts, 5 MB', 'model', () => modelOfPieces(partsOf(Infinity))],
  ['long pieces at the bound', 'model', () => modelOfPieces(longPieces(MOST_LETTERS))],
  ['parts of parts at the bound', 'model', () => modelOfPieces(partsOf(MOST_LETTERS))],
  ['more pieces than the bound', 'model', () => modelOfPieces(partsOf(2 * MOST_LETTERS))],
  ['a million files', 'memory', () => memoryOf(Array(many(1e6)).fill(rememberedFile))],
  [
    'files of 2^53 tokens',
    'memory',
    () => memoryOf(Array(9).fill({ ...rememberedFile, tokens: 2 ** 53 - 1 })),
  ],
  ['a path of 10 MB', 'memory', () => memoryOf([{ ...rememberedFile, path: 'a/'.repeat(many(5e6)) }])],
  [
    'deep JSON',
    'memory',
    () => memoryFile.signed(Buffer.from(`${' '.repeat(memoryHeaderAt)}${nested(many(2e6))}\n`)),
  ],
  [
    'one path for 100,000 files',
    'memory',
    () =>
      memoryOf(Array(many(1e5)).fill({ ...rememberedFile, tokens: 2 }), new Uint16Array(many(2e5)).fill(9)),
  ],
  [
    'a line of half a million tokens',
    'memory',
    () => memoryOf([{ ...rememberedFile, tokens: many(5e5) }], new Uint16Array(many(5e5)).fill(99)),
  ],
  [
    'a text of half a million other tokens',
    'memory',
    () =>
      memoryOf(
        [{ ...rememberedFile, tokens: many(5e5) }],
        new Uint16Array(many(5e5)).map((_, i) => (i * i) % 280),
      ),
  ],
  [
    'half a million starts of a text',
    'memory',
    () => memoryOf([{ ...rememberedFile, tokens: many(5e5) }], new Uint16Array(many(5e5)).fill(1)),
  ],
  ['deep JSON', 'judge', () => Uint8Array.from(Buffer.from(nested(many(2e6))))],
  [
    'the largest weights',
    'judge',
    () => {
      const { weights, ...others } = new Judge().learned;
      const largest = weights.map((_, i) => (i % 2 ? -1 : 1) * Number.MAX_VALUE);
      return Uint8Array.from(Buffer.from(JSON.stringify({ ...others, weights: largest })));
    },
  ],
  ['deep JSON', 'statistics', () => Uint8Array.from(Buffer.from(nested(many(2e6))))],
];

it('files that somebody has made to be slow, large or misread are refused or work', async () => {
  const costs = new Costs();
  let slowest = 0;
  for (const [name, kind, make] of crafted) {
    const bytes = make();
    const began = performance.now();
    const opened = await costs.open(stored[kind], bytes);
    const outcome = typeof opened === 'string' ? opened : opened();
    if (typeof opened !== 'string') slowest = Math.max(slowest, performance.now() - began);
    expect([...stored[kind].refusals, 'works'], `${kind} with ${name}`).toContain(outcome);
  }
  reportFault({
    fault: 'a stored file that was made to be slow, large or misread',
    tried: crafted.length,
    survived: crafted.length,
    lost: `nothing; ${costs.toString()}; what works was ready in ${(slowest / 1000).toFixed(1)} s at most`,
  });
}, 600_000);
