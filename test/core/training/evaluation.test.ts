import { describe, expect, it } from 'vitest';
import { ReferenceKernels } from '../../../src/backend/reference-kernels.ts';
import type { ModelShape } from '../../../src/core/model/model-shape.ts';
import { StepModel } from '../../../src/core/model/step-model.ts';
import { Random } from '../../../src/core/tensor/random.ts';
import { FILE_TOKEN, SPECIAL_TOKENS, TEXT_TOKEN } from '../../../src/core/text/tokenizer.ts';
import type { TokenizedFile } from '../../../src/core/text/token-stream.ts';
import { Trainer } from '../../../src/core/training/trainer.ts';
import { presets } from '../../../src/core/training/training-options.ts';

const shape: ModelShape = { cell: 'lstm', layers: 2, vocabulary: 9, embedding: 6, hidden: 5 };

describe('evaluation', () => {
  it('sums the bits of every text token, each file read from its start with its path', () => {
    const files = [700, 0, 23, 1, 12, 1400, 5].map((length, i) => randomFile(length, i + 1));
    const trainer = newTrainer();
    const { slices, bitsPerCharacter } = runOut(trainer, files);

    const model = new StepModel(new ReferenceKernels(), shape, trainer.parameters());
    const probabilities = new Float32Array(shape.vocabulary);
    let bits = 0;
    for (const { tokens } of files) {
      const state = model.newState();
      for (let i = 0; i + 1 < tokens.length; i++) {
        model.step(state, tokens[i], state);
        if (i < tokens.indexOf(TEXT_TOKEN)) continue;
        model.probabilities(state, probabilities);
        bits -= Math.log2(probabilities[tokens[i + 1]]);
      }
    }
    const characters = files.reduce((sum, file) => sum + file.characters, 0);
    expect(bitsPerCharacter * characters).toBeCloseTo(bits, 3);
    expect(bitsPerCharacter).toBeCloseTo(bits / characters, 6);
    expect(slices).toBeGreaterThan(3);
  });

  it('neither learns nor disturbs the training around it, and gives the same each time', () => {
    const files = [randomFile(30, 1), randomFile(9, 2)];
    const batch = {
      inputs: Int32Array.from({ length: 12 }, (_, i) => i % shape.vocabulary),
      targets: Int32Array.from({ length: 12 }, (_, i) => (i + 1) % shape.vocabulary),
      clears: new Int32Array(12),
    };
    const trainer = newTrainer();
    const undisturbed = newTrainer();
    for (let step = 0; step < 3; step++) {
      const first = runOut(trainer, files).bitsPerCharacter;
      expect(runOut(trainer, files).bitsPerCharacter).toBe(first);
      expect(trainer.step(batch, 0)).toEqual(undisturbed.step(batch, 0));
    }
    expect(trainer.parameters()).toEqual(undisturbed.parameters());
  });

  it('gives log2 V bits a token for a model that knows nothing', () => {
    const trainer = newTrainer();
    const zeros = [...trainer.parameters()].map(
      ([name, { shape: sizes, data }]) => [name, { shape: sizes, data: data.fill(0) }] as const,
    );
    trainer.loadParameters(new Map(zeros));
    const file = randomFile(10, 1);
    const { bitsPerCharacter } = runOut(trainer, [file]);
    expect(bitsPerCharacter * file.characters).toBeCloseTo(10 * Math.log2(shape.vocabulary), 4);
  });
});

function newTrainer(): Trainer {
  return new Trainer(new ReferenceKernels(), shape, {
    ...presets.balanced,
    batch: 3,
    window: 4,
    dropout: 0.5,
  });
}

function runOut(trainer: Trainer, files: TokenizedFile[]) {
  const run = trainer.evaluate(files);
  for (let slices = 0; ; slices++) {
    const slice = run.next();
    if (slice.done) return { slices, bitsPerCharacter: slice.value };
  }
}

function randomFile(textLength: number, seed: number): TokenizedFile {
  const random = new Random(seed);
  const some = (length: number) =>
    Array.from({ length }, () => SPECIAL_TOKENS + random.below(shape.vocabulary - SPECIAL_TOKENS));
  const tokens = Int32Array.of(FILE_TOKEN, ...some(3), TEXT_TOKEN, ...some(textLength));
  return { tokens, characters: 2 * textLength };
}
