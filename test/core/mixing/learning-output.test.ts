import { describe, expect, it } from 'vitest';
import { ReferenceKernels } from '../../../src/backend/reference-kernels.ts';
import { LearningOutput } from '../../../src/core/mixing/learning-output.ts';
import { Random } from '../../../src/core/tensor/random.ts';

const [V, H, T] = [5, 3, 8];
const random = new Random(7);
/** Rows of H numbers which int8 and seven bits hold exactly: the first is 1, the others are odd 127ths. */
const numbers = (length: number): Float32Array =>
  Float32Array.from({ length }, (_, i) => (i % H === 0 ? 1 : (2 * random.below(127) - 125) / 127));

/** ln softmax(W·h + bias), in double precision. */
function logProbabilities(weight: ArrayLike<number>, bias: ArrayLike<number>, h: Float32Array): number[] {
  const logits = Array.from(bias, (b, v) => h.reduce((sum, x, i) => sum + weight[v * H + i] * x, b));
  const total = Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit), 0));
  return logits.map((logit) => logit - total);
}

/** The derivative of f with respect to each of its numbers. */
function numericGradient(f: (x: Float64Array) => number, at: Float64Array): Float64Array {
  const step = 1e-5;
  return at.map((x, i) => (f(at.with(i, x + step)) - f(at.with(i, x - step))) / (2 * step));
}

describe('a last layer that learns', () => {
  const weight = numbers(V * H);
  const bias = numbers(V);
  const states = Array.from({ length: T }, () => numbers(H));
  const tokens = states.map((_, t) => (3 * t) % V);

  function learned(count: number): LearningOutput {
    const output = new LearningOutput(new ReferenceKernels(), { output: { weight, bias } });
    for (let t = 0; t < count; t++) output.learn(states[t], tokens[t]);
    return output;
  }

  function expectSays(output: LearningOutput, W: ArrayLike<number>, b: ArrayLike<number>, digits = 5): void {
    const [h, out] = [numbers(H), new Float32Array(V)];
    expect(output.fill(out, h)).toBe(true);
    for (const [v, ln] of logProbabilities(W, b, h).entries()) {
      expect(out[v]).toBeCloseTo(Math.exp(ln), digits);
    }
  }

  it('predicts nothing until a step is due', () => {
    const out = new Float32Array(V).fill(7);
    expect(learned(T - 1).fill(out, numbers(H))).toBe(false);
    expect(out).toEqual(new Float32Array(V).fill(7));
  });

  it('then descends along the numerical gradient of what the tokens cost', () => {
    const cost = (x: Float64Array): number => {
      const [W, b] = [x.subarray(0, V * H), x.subarray(V * H)];
      return states.reduce((sum, h, t) => sum - logProbabilities(W, b, h)[tokens[t]], 0);
    };
    const start = Float64Array.of(...weight, ...bias);
    const gradient = numericGradient(cost, start);
    const meanSquare = states.reduce((sum, h) => sum + h.reduce((square, x) => square + x * x, 0), 0) / T;
    const end = start.map((x, i) => x - (2 / meanSquare) * gradient[i]);
    // What was learned is rounded to int8, which leaves two digits. The step is ten times as large.
    expectSays(learned(T), end.subarray(0, V * H), end.subarray(V * H), 2);
    expect(Math.max(...end.map((x, i) => Math.abs(x - start[i])))).toBeGreaterThan(0.05);
  });

  it('does not move where every state is zero', () => {
    const output = new LearningOutput(new ReferenceKernels(), { output: { weight, bias } });
    for (const token of tokens) output.learn(new Float32Array(H), token);
    expect(output.fill(new Float32Array(V), numbers(H))).toBe(false);
  });
});
