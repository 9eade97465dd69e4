import { describe, expect, it } from 'vitest';
import { ReferenceKernels } from '../../../src/backend/reference-kernels.ts';
import { finish } from '../../../src/core/base/bounded-work.ts';
import { WorkspaceMemory } from '../../../src/core/memory/workspace-memory.ts';
import type { ListedExpert } from '../../../src/core/mixing/expert.ts';
import { experts } from '../../../src/core/mixing/experts.ts';
import type { MixerWeights } from '../../../src/core/mixing/mixer-weights.ts';
import { MixingFeatures } from '../../../src/core/mixing/mixing-features.ts';
import {
  evenWeights,
  type MixingWeights,
  newMixingWeights,
} from '../../../src/core/mixing/mixing-weights.ts';
import type { Network } from '../../../src/core/model/network.ts';
import { MixedModel } from '../../../src/core/prediction/mixed-model.ts';
import { typedBits } from '../../../src/core/prediction/typed-bits.ts';
import { FILE_TOKEN, TEXT_TOKEN } from '../../../src/core/text/tokenizer.ts';
import { pieceTokenizer, TableModel } from './table-model.ts';
import { setFile } from '../memory/set-file.ts';

const tokenizer = pieceTokenizer([...'abcdef', '\n']);
const V = tokenizer.size;
const tokenOf = (piece: string): number => tokenizer.pieces.indexOf(piece);

const memory = new WorkspaceMemory(tokenizer);
setFile(memory, { path: 'a', text: 'abcdef\nabcfed\nbadcafe\n'.repeat(5) });

const network = Object.assign(TableModel.random(V, 7), {
  hiddenSize: 2,
  hidden: (state: Float32Array) => state.subarray(0, 2),
  output: { weight: new Float32Array(V * 2), bias: new Float32Array(V) },
  attributions: (_kernels: unknown, tokens: Int32Array) => new Float32Array(tokens.length - 1),
});

/** An expert that always foresees one token. */
const stubborn = (name: string, piece: string): ListedExpert => ({
  name,
  comparedIn: 'stubborn',
  make: () => ({
    fill(out) {
      out.fill(0)[tokenOf(piece)] = 1;
      return true;
    },
  }),
});

/** Weights by which the mixture is the mean of its experts: scores alike, and a blend that is all linear. */
function meanOf(list: readonly ListedExpert[]): MixingWeights {
  const linear = (weights: MixerWeights): MixerWeights => {
    const width = 2 * weights.experts + 1;
    weights.values[width - 1] = 40;
    return weights;
  };
  return {
    ...newMixingWeights(list),
    memoryAlone: linear(evenWeights('memoryAlone', list)),
    withNetwork: linear(evenWeights('withNetwork', list)),
  };
}

/** What the experts of a list say on average after `text`. */
function meanAfter(list: readonly ListedExpert[], text: string, hasNetwork: boolean): Float32Array {
  const knowledge = { tokenizer, memory, network: hasNetwork ? network : undefined, mixing: meanOf(list) };
  const model = new MixedModel(knowledge, new ReferenceKernels(), undefined, list);
  const [state, out] = [model.newState(), new Float32Array(V)];
  for (const token of tokenizer.encode(text)) model.step(state, token, state);
  model.probabilities(state, out);
  return out;
}

describe.each([
  ['with a network', true],
  ['without a network', false],
])('the list of experts, %s', (_, hasNetwork) => {
  const serving = experts.filter(({ needsNetwork }) => hasNetwork || !needsNetwork);
  const E = serving.length;

  it('adds an expert by one more entry', () => {
    const [before, after] = [experts, [...experts, stubborn('always c', 'c')]].map((list) =>
      meanAfter(list, 'ab', hasNetwork),
    );
    for (let v = 0; v < V; v++) {
      expect(after[v]).toBeCloseTo((E * before[v] + (v === tokenOf('c') ? 1 : 0)) / (E + 1), 5);
    }
  });

  it('may have the new entry in any place', () => {
    const [first, last] = [
      [stubborn('always c', 'c'), ...experts],
      [...experts, stubborn('always c', 'c')],
    ].map((list) => meanAfter(list, 'ab', hasNetwork));
    for (let v = 0; v < V; v++) expect(first[v]).toBeCloseTo(last[v], 5);
  });

  it('removes an expert by one entry less', () => {
    for (const removed of serving) {
      // Another expert may repeat it.
      if (experts.some(({ standIn }) => standIn === removed.name)) continue;
      const needed =
        removed.standIn === undefined ? [] : experts.filter(({ name }) => name === removed.standIn);
      const alone = meanAfter([...needed, removed], 'ab', hasNetwork);
      const stoodFor = needed.length > 0 ? meanAfter(needed, 'ab', hasNetwork) : undefined;
      const [all, others] = [experts, experts.filter((expert) => expert !== removed)].map((list) =>
        meanAfter(list, 'ab', hasNetwork),
      );
      for (let v = 0; v < V; v++) {
        const own = stoodFor ? 2 * alone[v] - stoodFor[v] : alone[v];
        expect(others[v], removed.name).toBeCloseTo((E * all[v] - own) / (E - 1), 5);
      }
    }
  });

  it('determines the size of the weights', () => {
    const list = [...experts, stubborn('always c', 'c'), stubborn('always d', 'd')];
    const weights = newMixingWeights(list);
    expect(weights[hasNetwork ? 'withNetwork' : 'memoryAlone'].experts).toBe(E + 2);
    expect(weights.withNetwork.features).toBe(new MixingFeatures(list).size);
  });

  it('gives weight to the experts that are right', () => {
    const list = [...experts, stubborn('always c', 'c')];
    const bits = (text: string) => {
      const mixing = newMixingWeights(list);
      const knowledge = { tokenizer, memory, network: hasNetwork ? network : undefined, mixing };
      const typed = Int32Array.of(FILE_TOKEN, TEXT_TOKEN, ...tokenizer.encode(text));
      return finish(
        typedBits(
          new MixedModel(knowledge, new ReferenceKernels(), undefined, list),
          tokenizer,
          typed,
          false,
        ),
      );
    };
    expect(bits('c'.repeat(200))).toBeLessThan(0.5 * bits('f'.repeat(200)));
  });
});

it('throws for an expert listed before the one that stands in for it', () => {
  const list = [...experts].reverse();
  const knowledge = { tokenizer, memory, network, mixing: newMixingWeights(list) };
  expect(() => new MixedModel(knowledge, new ReferenceKernels(), undefined, list)).toThrow(RangeError);
});

describe('a network whose numbers are not finite', () => {
  it.each([
    ['all', (out: Float32Array) => out.fill(NaN)],
    ['one', (out: Float32Array) => out.fill(1 / V).fill(NaN, 3, 4)],
    ['an infinite one', (out: Float32Array) => out.fill(0).fill(Infinity, 3, 4)],
  ])('is left out, and what the memory says is neither lost nor spoilt: %s', (_, fill) => {
    const broken: Network = {
      ...network,
      stateSize: 2,
      newState: () => new Float32Array(2),
      step(_stateIn, token, stateOut) {
        stateOut.set([token, NaN]);
      },
      probabilities(_state, out) {
        fill(out);
      },
    };
    const mixing = newMixingWeights();
    const knowledge = { tokenizer, memory, mixing, network: broken };
    const model = new MixedModel(knowledge, new ReferenceKernels());
    const text = tokenizer.encode('abcdef\nabcfed\nbadcafe\nabcdef\nabcfed\nbadcaf');
    const bits = finish(typedBits(model, tokenizer, Int32Array.of(FILE_TOKEN, TEXT_TOKEN, ...text), true));
    expect(bits / text.length).toBeLessThan(Math.log2(V));
    expect(mixing.withNetwork.values.every(Number.isFinite)).toBe(true);
    const [state, out] = [model.newState(), new Float32Array(V)];
    for (const token of text) model.step(state, token, state);
    model.probabilities(state, out);
    expect(out.reduce((sum, probability) => sum + probability, 0)).toBeCloseTo(1, 4);
    expect(out.indexOf(Math.max(...out))).toBe(tokenOf('e'));
  });
});
