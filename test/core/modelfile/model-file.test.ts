import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ReferenceKernels } from '../../../src/backend/reference-kernels.ts';
import { type ModelCard } from '../../../src/core/modelfile/model-card.ts';
import { decodeModel, encodeModel, type StoredModel } from '../../../src/core/modelfile/model-file.ts';
import type { Cell, ModelShape } from '../../../src/core/model/model-shape.ts';
import { learnTokenizer, minimumVocabulary } from '../../../src/core/text/learn-tokenizer.ts';
import type { TokenizerKind } from '../../../src/core/text/tokenizer.ts';
import { digestsOf } from '../../../src/core/text/path-digests.ts';
import { Trainer } from '../../../src/core/training/trainer.ts';
import { type OptimizerOptions, presets } from '../../../src/core/training/training-options.ts';
import { anyText } from '../text/any-text.ts';
import { forgedFile } from './forged-model.ts';

const optimizers: readonly OptimizerOptions[] = [
  { name: 'sgd', momentum: 0.5 },
  { name: 'rmsprop', decay: 0.9, epsilon: 1e-8 },
  { name: 'adam', beta1: 0.9, beta2: 0.99, epsilon: 1e-8 },
];

/** Small models of every kind. Their texts may be any string, lone surrogates included. */
const arbitraryModel: fc.Arbitrary<StoredModel> = fc
  .record({
    cell: fc.constantFrom<Cell>('rnn', 'gru', 'lstm'),
    layers: fc.integer({ min: 1, max: 3 }),
    embedding: fc.integer({ min: 0, max: 3 }),
    hidden: fc.integer({ min: 1, max: 3 }),
    kind: fc.constantFrom<TokenizerKind>('char', 'word', 'subword'),
    learned: fc.array(anyText, { maxLength: 3 }),
    optimizer: fc.constantFrom(...optimizers),
    clipNorm: fc.constantFrom(1, Infinity),
    text: fc.oneof(fc.string({ unit: 'binary' }), fc.constant('\ud800 \udc00"\\__proto__')),
    count: fc.nat(),
    validation: fc.option(fc.double({ min: 0, max: 20, noNaN: true, noDefaultInfinity: true }), {
      nil: undefined,
    }),
    withMoments: fc.boolean(),
  })
  .map(({ kind, learned, optimizer, clipNorm, text, count, validation, withMoments, ...sizes }) => {
    const tokenizer = learnTokenizer(kind, learned, minimumVocabulary[kind] + 20);
    const shape: ModelShape = { ...sizes, vocabulary: tokenizer.size };
    const options = { ...presets.fast, ...sizes, batch: 2, window: 2, optimizer, clipNorm };
    const card: ModelCard = {
      shape,
      options,
      tokenizer,
      provenance: {
        created: '2026-01-02T03:04:05Z',
        tacitVersion: '0.1.0',
        workspace: text,
        corpusDigest: text,
        files: count,
        ...(withMoments && { learned: digestsOf([text]), gone: '', withheld: count }),
      },
      figures: {
        seconds: count / 8,
        steps: count,
        epoch: 1,
        position: 2,
        tokens: count,
        validationBitsPerCharacter: validation,
        finished: withMoments,
      },
    };
    const trainer = new Trainer(new ReferenceKernels(), shape, options);
    const ones = new Int32Array(4).fill(1);
    trainer.step({ inputs: ones, targets: ones, clears: new Int32Array(4) }, 0);
    const moments = withMoments ? trainer.moments() : undefined;
    return { card, parameters: trainer.parameters(), moments };
  });

/** The smallest of thirty models. */
function someModel(): StoredModel {
  const size = (model: StoredModel): number => encodeModel(model).length;
  const [smallest] = fc.sample(arbitraryModel, { seed: 5, numRuns: 30 }).sort((a, b) => size(a) - size(b));
  return smallest;
}

describe('model file', () => {
  it('gives back what was stored, and stores the same bytes again', () => {
    fc.assert(
      fc.property(arbitraryModel, (model) => {
        const bytes = encodeModel(model);
        const decoded = decodeModel(bytes);
        expect(decoded).toEqual({ ok: true, model });
        if (decoded.ok) expect(encodeModel(decoded.model)).toEqual(bytes);
      }),
      { numRuns: 60 },
    );
  });

  it('is read from anywhere in a larger buffer', () => {
    const model = someModel();
    const bytes = encodeModel(model);
    const larger = new Uint8Array(bytes.length + 8);
    larger.set(bytes, 3);
    expect(decodeModel(larger.subarray(3, 3 + bytes.length))).toEqual({ ok: true, model });
  });

  it('is refused when it is too short or too long', () => {
    fc.assert(
      fc.property(arbitraryModel, fc.double({ min: 0, max: 1, noNaN: true }), (model, part) => {
        const bytes = encodeModel(model);
        const cut = bytes.subarray(0, Math.min(bytes.length - 1, Math.floor(part * bytes.length)));
        expect(failureOf(cut)).toBe('model-damaged');
        expect(failureOf(Uint8Array.of(...bytes, 0))).toBe('model-damaged');
      }),
      { numRuns: 60 },
    );
  });

  it('is refused whichever single bit is flipped', () => {
    const bytes = encodeModel(someModel());
    const accepted: number[] = [];
    for (let bit = 0; bit < 8 * bytes.length; bit++) {
      bytes[bit >> 3] ^= 1 << (bit & 7);
      if (decodeModel(bytes).ok) accepted.push(bit);
      bytes[bit >> 3] ^= 1 << (bit & 7);
    }
    expect(accepted).toEqual([]);
    expect(decodeModel(bytes).ok).toBe(true);
  });

  it('is refused, without throwing, when it is anything else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(failureOf(bytes)).toBe('model-damaged');
      }),
    );
    fc.assert(
      fc.property(fc.json(), (json) => {
        const bytes = new Uint8Array(8 + json.length);
        new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true);
        for (let i = 0; i < json.length; i++) bytes[8 + i] = json.charCodeAt(i);
        expect(failureOf(bytes)).toBe('model-damaged');
      }),
    );
  });

  it('is refused when its parts do not agree, even if its checksum is right', () => {
    const { card, parameters } = someModel();
    const { shape, options, figures, provenance } = card;
    const tokenizer = learnTokenizer('char', ['zz'], 100);
    const [first] = parameters.keys();
    const wrong: StoredModel[] = [
      { card: { ...card, shape: { ...shape, hidden: shape.hidden + 1 } }, parameters },
      { card: { ...card, tokenizer }, parameters },
      { card: { ...card, shape: { ...shape, layers: 4 } }, parameters },
      { card: { ...card, figures: { ...figures, steps: NaN } }, parameters },
      { card: { ...card, figures: { ...figures, tokens: -1 } }, parameters },
      { card: { ...card, figures: { ...figures, validationBitsPerCharacter: NaN } }, parameters },
      ...['x', '0123456', '0123456G', '01234567'.repeat(2 ** 20 + 1)].flatMap((learned) => [
        { card: { ...card, provenance: { ...provenance, learned } }, parameters },
        { card: { ...card, provenance: { ...provenance, gone: learned } }, parameters },
      ]),
      ...[-1, 0.5, NaN].map((withheld) => ({
        card: { ...card, provenance: { ...provenance, withheld } },
        parameters,
      })),
      { card: { ...card, options: { ...options, window: 2 ** 24 } }, parameters },
      { card: { ...card, options: { ...options, batch: 2 ** 24 } }, parameters },
      { card: { ...card, options: { ...options, hidden: 2 ** 24 } }, parameters },
      { card: { ...card, options: { ...options, dropout: 1 } }, parameters },
      { card: { ...card, options: { ...options, budget: { seconds: 0 } } }, parameters },
      { card, parameters: new Map([...parameters].filter(([name]) => name !== first)) },
      { card, parameters, moments: new Map([['adam.m.nothing', { shape: [1], data: new Float32Array(1) }]]) },
      { card, parameters: new Map() },
    ];
    for (const model of wrong) {
      expect(failureOf(forgedFile(model))).toBe('model-damaged');
      expect(() => encodeModel(model)).toThrow(RangeError);
    }
  });

  it('is refused when one number of its tensors is not finite, or too large to compute with', () => {
    fc.assert(
      fc.property(
        arbitraryModel,
        fc.constantFrom(NaN, Infinity, -Infinity, 1e7, 1e38, -1e38),
        fc.nat(),
        (model, number, at) => {
          const tensors = [...model.parameters, ...(model.moments ?? [])];
          const [name, { data }] = tensors[at % tensors.length];
          const isMoment = model.moments?.has(name) ?? false;
          data[at % data.length] = number;
          const isFine = isMoment && Number.isFinite(number);
          expect(failureOf(forgedFile(model))).toBe(isFine ? 'none' : 'model-damaged');
          if (!isFine) expect(() => encodeModel(model)).toThrow(RangeError);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('is refused when its vocabulary is none that can spell every string', () => {
    const model = someModel();
    const { kind, pieces } = model.card.tokenizer.toJson();
    const [first, second, ...others] = pieces;
    const vocabularies = [
      { kind, pieces: ['', second, ...others] },
      { kind, pieces: [second, second, ...others] },
      { kind, pieces: ['zz', second, ...others] },
      { kind, pieces: [second, ...others] },
      { kind: 'subword', pieces: [second, first, ...others] },
      { kind: 'other', pieces },
      pieces,
    ];
    for (const vocabulary of vocabularies) {
      const bytes = forgedFile(model, { tokenizer: JSON.stringify(vocabulary) });
      expect(failureOf(bytes)).toBe('model-damaged');
    }
  });

  it('is refused when its version is no number of a format', () => {
    const model = someModel();
    const codes = ['1', '2', '10', '0', '-1', 'x', '', '1.0', '01', ' 1', '1e0'].map((version) =>
      failureOf(forgedFile(model, { version })),
    );
    expect(codes).toEqual(['none', 'model-newer', 'model-newer', ...Array<string>(8).fill('model-damaged')]);
  });

  it('of a later format is refused as such', () => {
    const bytes = encodeModel(someModel());
    const header = String.fromCharCode(...bytes.subarray(0, 200));
    bytes[header.indexOf('"version":"1"') + '"version":"'.length] = '9'.charCodeAt(0);
    expect(failureOf(bytes)).toBe('model-newer');
  });
});

function failureOf(bytes: Uint8Array): string {
  const decoded = decodeModel(bytes);
  return decoded.ok ? 'none' : decoded.failure.code;
}
