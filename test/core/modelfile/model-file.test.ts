import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ReferenceKernels } from '../../../src/backend/reference-kernels.ts';
import { type ModelCard } from '../../../src/core/modelfile/model-card.ts';
import { decodeModel, encodeModel, type StoredModel } from '../../../src/core/modelfile/model-file.ts';
import type { Cell, ModelShape } from '../../../src/core/model/model-shape.ts';
import { SPECIAL_TOKENS } from '../../../src/core/text/tokenizer.ts';
import { Trainer } from '../../../src/core/training/trainer.ts';
import { type OptimizerOptions, presets } from '../../../src/core/training/training-options.ts';
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
    pieces: fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 5 }),
    optimizer: fc.constantFrom(...optimizers),
    clipNorm: fc.constantFrom(1, Infinity),
    text: fc.oneof(fc.string({ unit: 'binary' }), fc.constant('\ud800 \udc00"\\__proto__')),
    count: fc.nat(),
    validation: fc.option(fc.double({ min: 0, max: 20, noNaN: true, noDefaultInfinity: true }), {
      nil: undefined,
    }),
    withMoments: fc.boolean(),
  })
  .map(({ pieces, optimizer, clipNorm, text, count, validation, withMoments, ...sizes }) => {
    const shape: ModelShape = { ...sizes, vocabulary: pieces.length + SPECIAL_TOKENS };
    const options = { ...presets.fast, ...sizes, batch: 2, window: 2, optimizer, clipNorm };
    const card: ModelCard = {
      shape,
      options,
      tokenizer: { kind: 'char', pieces },
      provenance: {
        created: '2026-01-02T03:04:05Z',
        tacitVersion: '0.1.0',
        workspace: text,
        corpusDigest: text,
        files: count,
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
    const { shape, tokenizer } = card;
    const [first] = parameters.keys();
    const wrong: StoredModel[] = [
      { card: { ...card, shape: { ...shape, hidden: shape.hidden + 1 } }, parameters },
      { card: { ...card, tokenizer: { ...tokenizer, pieces: [] } }, parameters },
      { card: { ...card, shape: { ...shape, layers: 4 } }, parameters },
      { card: { ...card, figures: { ...card.figures, steps: NaN } }, parameters },
      { card: { ...card, figures: { ...card.figures, tokens: -1 } }, parameters },
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
