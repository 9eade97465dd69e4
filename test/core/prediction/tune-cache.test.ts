import { describe, expect, it } from 'vitest';
import { ReferenceKernels } from '../../../src/backend/reference-kernels.ts';
import { WorkspaceMemory } from '../../../src/core/memory/workspace-memory.ts';
import { type MixingWeights, newMixingWeights } from '../../../src/core/mixing/mixing-weights.ts';
import { finish } from '../../../src/core/base/bounded-work.ts';
import { MixedModel } from '../../../src/core/prediction/mixed-model.ts';
import type { Network } from '../../../src/core/model/network.ts';
import { bestInverseTemperature } from '../../../src/core/prediction/tune-cache.ts';
import { typedBits } from '../../../src/core/prediction/typed-bits.ts';
import { Random } from '../../../src/core/tensor/random.ts';
import { TEXT_TOKEN } from '../../../src/core/text/tokenizer.ts';
import { pieceTokenizer } from './table-model.ts';

const tokenizer = pieceTokenizer([...'abcdefgh', '\n']);
const H = 4;
const vectors = Array.from({ length: tokenizer.size }, (_, token) => {
  const random = new Random(token + 1);
  return Float32Array.from({ length: H }, () => 4 * random.uniform() - 2);
});

/** A network that knows nothing of what comes next. Its state says which token was last. */
const network: Network = {
  stateSize: H,
  hiddenSize: H,
  newState: () => new Float32Array(H),
  step: (_, token, out) => {
    out.set(vectors[token]);
  },
  probabilities: (_, out) => out.fill(1 / tokenizer.size),
  hidden: (state) => state.subarray(0, H),
  output: { weight: new Float32Array(tokenizer.size * H), bias: new Float32Array(tokenizer.size) },
  attributions: (_, tokens) => new Float32Array(tokens.length - 1),
};

const text = 'abcdefgh\n'.repeat(40);
const tokens = Int32Array.from([0, TEXT_TOKEN, ...tokenizer.encode(text)]);

const bitsAt = (inverseTemperature: number, remembers: boolean): number => {
  const mixing: MixingWeights = { ...newMixingWeights(), inverseTemperature };
  const knowledge = { tokenizer, network, mixing, memory: new WorkspaceMemory(tokenizer) };
  const model = new MixedModel(knowledge, new ReferenceKernels());
  return finish(typedBits(model, tokenizer, tokens, remembers));
};

describe('typed bits', () => {
  it('are fewer where what was typed is remembered', () => {
    expect(bitsAt(0.5, true)).toBeLessThan(0.5 * bitsAt(0.5, false));
  });

  it('add up to what each token costs before it is learned', () => {
    const mixing = newMixingWeights();
    const knowledge = { tokenizer, network, mixing, memory: new WorkspaceMemory(tokenizer) };
    const model = new MixedModel(knowledge, new ReferenceKernels());
    let state = model.newState();
    let bits = 0;
    const out = new Float32Array(tokenizer.size);
    for (const [i, token] of tokens.entries()) {
      if (i >= 2) {
        model.probabilities(state, out);
        expect(out.reduce((sum, p) => sum + p)).toBeCloseTo(1, 4);
        bits -= Math.log2(out[token]);
        model.learn(state, token);
      }
      const next = model.newState();
      model.step(state, token, next);
      state = next;
    }
    expect(bitsAt(mixing.inverseTemperature, false)).toBeCloseTo(bits, 1);
  });
});

describe("the cache's inverse temperature", () => {
  it('is the one, of those tried, that takes fewest bits', () => {
    const best = finish(
      bestInverseTemperature(network, tokenizer, [{ tokens }], () => new ReferenceKernels()),
    );
    expect(best).toBeDefined();
    // It matters which one is chosen.
    expect(bitsAt(0.15, true)).not.toBeCloseTo(bitsAt(0.75, true), 0);
    for (const inverseTemperature of [0.1, 0.15, 0.22, 0.33, 0.5, 0.75]) {
      expect(bitsAt(best ?? NaN, true)).toBeLessThanOrEqual(bitsAt(inverseTemperature, true));
    }
  });

  it('is undefined where no files were held out', () => {
    expect(
      finish(bestInverseTemperature(network, tokenizer, [], () => new ReferenceKernels())),
    ).toBeUndefined();
  });
});
