import { describe, expect, it } from 'vitest';
import { ReferenceKernels } from '../../../src/backend/reference-kernels.ts';
import { contributions, type MixtureParts } from '../../../src/core/mixing/contributions.ts';
import { Mixer } from '../../../src/core/mixing/mixer.ts';
import { MixerWeights } from '../../../src/core/mixing/mixer-weights.ts';
import { Random } from '../../../src/core/tensor/random.ts';

const [E, V, TOKEN] = [4, 6, 2];

function randomParts(seed: number): MixtureParts {
  const random = new Random(seed);
  const distributions = Array.from({ length: E }, () => {
    const weights = Array.from({ length: V }, () => random.uniform() ** 3 + 1e-3);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return weights.map((weight) => weight / total);
  });
  const probabilities = distributions.flat();
  const scores = Array.from({ length: E }, () => random.uniform());
  const total = scores.reduce((sum, score) => sum + score, 0);
  return {
    probabilities,
    logs: probabilities.map(Math.log),
    lambda: scores.map((score) => score / total),
    exponents: Array.from({ length: E }, () => random.uniform()),
    beta: random.uniform(),
  };
}

const everything = Array.from({ length: V }, (_, v) => v);

/** ln m(token | among) of the mixture of these experts alone, from its definition. */
function worth(
  { probabilities, lambda, exponents, beta }: MixtureParts,
  set: readonly number[],
  among: readonly number[],
): number {
  if (set.length === 0) return -Math.log(among.length);
  const p = (i: number, v: number): number => probabilities[i * V + v];
  const trust = set.reduce((sum, i) => sum + lambda[i], 0);
  const linear = (v: number): number => set.reduce((sum, i) => sum + lambda[i] * p(i, v), 0) / trust;
  const power = (v: number): number => set.reduce((product, i) => product * p(i, v) ** exponents[i], 1);
  const norm = everything.reduce((sum, v) => sum + power(v), 0);
  const mixed = (v: number): number => beta * linear(v) + (1 - beta) * (power(v) / norm);
  return Math.log(mixed(TOKEN) / among.reduce((mass, v) => mass + mixed(v), 0));
}

function orders(items: readonly number[]): number[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((first) =>
    orders(items.filter((item) => item !== first)).map((rest) => [first, ...rest]),
  );
}

describe('contributions', () => {
  it.each([[everything], [[0, TOKEN, 5]]])(
    'are what experts add in each possible order, on average: %j',
    (among) => {
      for (let seed = 1; seed <= 20; seed++) {
        const parts = randomParts(seed);
        const expected = new Float64Array(E);
        const all = orders([0, 1, 2, 3]);
        for (const order of all) {
          for (const [k, i] of order.entries()) {
            const before = order.slice(0, k);
            expected[i] += (worth(parts, [...before, i], among) - worth(parts, before, among)) / all.length;
          }
        }
        const values = contributions(parts, TOKEN, among);
        for (let i = 0; i < E; i++) expect(values[i], `seed ${seed}`).toBeCloseTo(expected[i], 9);
      }
    },
  );

  it('add up to what the mixer itself gives the token', () => {
    const random = new Random(9);
    const weights = new MixerWeights(
      2,
      E,
      Float32Array.from({ length: 2 * (2 * E + 1) }, () => random.uniform() - 0.3),
    );
    const mixer = new Mixer(new ReferenceKernels(), V, weights);
    const { probabilities } = randomParts(1);
    for (let i = 0; i < E; i++) {
      mixer.expert(i).set(Array.from({ length: V }, (_, v) => probabilities[i * V + v]));
    }
    const mixed = new Float32Array(V);
    mixer.mix([0, 1], mixed);
    const sum = contributions(mixer.parts([0, 1]), TOKEN).reduce((x, y) => x + y, 0);
    expect(sum).toBeCloseTo(Math.log(mixed[TOKEN]) + Math.log(V), 4);
  });
});
