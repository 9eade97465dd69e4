import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ReferenceKernels } from '../../../src/backend/reference-kernels.ts';
import { Mixer } from '../../../src/core/mixing/mixer.ts';
import { MixerWeights } from '../../../src/core/mixing/mixer-weights.ts';
import { Random } from '../../../src/core/tensor/random.ts';

const [E, V, FEATURES] = [3, 7, 5] as const;

function randomDistribution(random: Random): number[] {
  const weights = Array.from({ length: V }, () => random.uniform() ** 3 + 1e-3);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

function setUp(seed: number) {
  const random = new Random(seed);
  const values = Float32Array.from({ length: FEATURES * (2 * E + 1) }, () => random.uniform() - 0.3);
  const experts = Array.from({ length: E }, () => randomDistribution(random));
  const weights = new MixerWeights(FEATURES, E, values);
  const mixer = new Mixer(new ReferenceKernels(), V, weights, {
    scores: 1e-3,
    exponents: 1e-3,
    constantFor: 8,
  });
  for (const [i, expert] of experts.entries()) mixer.expert(i).set(expert);
  return { mixer, weights, experts };
}

/** The mixer's three formulas, evaluated in Float64. */
function naive(values: ArrayLike<number>, features: readonly number[], experts: readonly number[][]) {
  const width = 2 * E + 1;
  const sum = (at: number) => features.reduce((total, feature) => total + values[feature * width + at], 0);
  const a = experts.map((_, i) => Math.exp(sum(i)));
  const lambda = a.map((each) => each / a.reduce((x, y) => x + y, 0));
  const linear = Array.from({ length: V }, (_, v) =>
    experts.reduce((total, p, i) => total + lambda[i] * p[v], 0),
  );
  const powers = Array.from({ length: V }, (_, v) =>
    experts.reduce((total, p, i) => total * p[v] ** sum(E + i), 1),
  );
  const norm = powers.reduce((x, y) => x + y, 0);
  const product = powers.map((power) => power / norm);
  const beta = 1 / (1 + Math.exp(-sum(2 * E)));
  return { linear, product, mixed: linear.map((p, v) => beta * p + (1 - beta) * product[v]) };
}

const someFeatures = fc.uniqueArray(fc.nat(FEATURES - 1), { minLength: 1, maxLength: 4 });

describe('Mixer', () => {
  it('mixes by its formulas, into one distribution', () => {
    fc.assert(
      fc.property(fc.integer(), someFeatures, (seed, features) => {
        const { mixer, weights, experts } = setUp(seed);
        const out = new Float32Array(V);
        mixer.mix(features, out);
        const { mixed } = naive(weights.values, features, experts);
        for (let v = 0; v < V; v++) expect(out[v]).toBeCloseTo(mixed[v], 5);
        expect(out.reduce((x, y) => x + y)).toBeCloseTo(1, 5);
      }),
    );
  });

  it('learns down the slope of each part: of the linear one, of the product, and of the blend of both', () => {
    fc.assert(
      fc.property(fc.integer(), someFeatures, fc.nat(V - 1), (seed, features, token) => {
        const { mixer, weights, experts } = setUp(seed);
        const before = Float64Array.from(weights.values);
        const cost = mixer.learn(features, token);
        expect(cost).toBeCloseTo(-Math.log(naive(before, features, experts).mixed[token]), 4);
        const width = 2 * E + 1;
        for (let at = 0; at < before.length; at++) {
          const part = at % width < E ? 'linear' : at % width < 2 * E ? 'product' : 'mixed';
          const loss = (by: number) => {
            const values = before.slice();
            values[at] += by;
            return -Math.log(naive(values, features, experts)[part][token]);
          };
          const slope = (loss(1e-5) - loss(-1e-5)) / 2e-5;
          expect(weights.values[at] - before[at]).toBeCloseTo(-1e-3 * slope, 5);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('moves the exponents of a feature less, the more often it has held', () => {
    const moved = (held: number): { scores: number[]; exponents: number[] } => {
      const { mixer, weights } = setUp(1);
      const before = Float64Array.from(weights.values);
      weights.learned[2] = held;
      mixer.learn([2], 3);
      const steps = Array.from(before, (value, at) => weights.values[at] - value);
      const row = 2 * (2 * E + 1);
      return { scores: steps.slice(row, row + E), exponents: steps.slice(row + E, row + 2 * E) };
    };
    const [first, later] = [moved(0), moved(24)];
    expect(later.scores).toEqual(first.scores);
    // √(1 + 24/8) = 2
    for (const [i, step] of later.exponents.entries()) expect(step / first.exponents[i]).toBeCloseTo(0.5, 2);
  });

  it('counts how often each feature has held', () => {
    const { mixer, weights } = setUp(1);
    mixer.learn([0, 2], 3);
    mixer.learn([0, 4], 1);
    expect([...weights.learned]).toEqual([2, 0, 1, 0, 1]);
  });

  it('is soon no worse than the best expert', () => {
    const random = new Random(5);
    const mixer = new Mixer(new ReferenceKernels(), V, new MixerWeights(1, E));
    let [mixed, best] = [0, 0];
    for (let step = 0; step < 4000; step++) {
      const experts = Array.from({ length: E }, () => randomDistribution(random));
      for (const [i, expert] of experts.entries()) mixer.expert(i).set(expert);
      // The second expert tells the truth: the token is drawn from its distribution.
      let left = random.uniform();
      const token = experts[1].findIndex((p) => (left -= p) < 0);
      const cost = mixer.learn([0], Math.max(token, 0));
      if (step < 2000) continue;
      mixed += cost;
      best -= Math.log(experts[1][Math.max(token, 0)]);
    }
    expect(mixed / best).toBeLessThan(1.02);
  });
});
