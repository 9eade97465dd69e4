import { FLOAT, flush, madd, read, square, wholeVectors, write } from './lanes';

/** v = momentum · v + g; p −= learningRate · v; g = gradients · scale. */
export function sgd(
  p: usize,
  gradients: usize,
  v: usize,
  scale: f32,
  learningRate: f32,
  momentum: f32,
  n: usize,
): void {
  const bytes = n * FLOAT;
  const whole = wholeVectors(bytes);
  sgdSpan<v128>(p, gradients, v, scale, learningRate, momentum, 0, whole);
  sgdSpan<f32>(p, gradients, v, scale, learningRate, momentum, whole, bytes);
}

function sgdSpan<T>(
  p: usize,
  gradients: usize,
  v: usize,
  scale: f32,
  learningRate: f32,
  momentum: f32,
  from: usize,
  to: usize,
): void {
  const by = f32x4.splat(scale);
  const minusRate = f32x4.splat(-learningRate);
  const keep = f32x4.splat(momentum);
  for (let at = from; at < to; at += sizeof<T>()) {
    const velocity = flush(madd(keep, read<T>(v + at), f32x4.mul(read<T>(gradients + at), by)));
    write<T>(v + at, velocity);
    write<T>(p + at, madd(minusRate, velocity, read<T>(p + at)));
  }
}

/** s = decay · s + (1 − decay) · g²; p −= learningRate · g / (√s + epsilon); `fresh` is 1 − decay. */
export function rmsprop(
  p: usize,
  gradients: usize,
  s: usize,
  scale: f32,
  learningRate: f32,
  decay: f32,
  fresh: f32,
  epsilon: f32,
  n: usize,
): void {
  const bytes = n * FLOAT;
  const whole = wholeVectors(bytes);
  rmspropSpan<v128>(p, gradients, s, scale, learningRate, decay, fresh, epsilon, 0, whole);
  rmspropSpan<f32>(p, gradients, s, scale, learningRate, decay, fresh, epsilon, whole, bytes);
}

function rmspropSpan<T>(
  p: usize,
  gradients: usize,
  s: usize,
  scale: f32,
  learningRate: f32,
  decay: f32,
  fresh: f32,
  epsilon: f32,
  from: usize,
  to: usize,
): void {
  const by = f32x4.splat(scale);
  const rate = f32x4.splat(learningRate);
  const keep = f32x4.splat(decay);
  const take = f32x4.splat(fresh);
  const floor = f32x4.splat(epsilon);
  for (let at = from; at < to; at += sizeof<T>()) {
    const g = f32x4.mul(read<T>(gradients + at), by);
    const squares = flush(madd(keep, read<T>(s + at), f32x4.mul(take, square(g))));
    write<T>(s + at, squares);
    const step = f32x4.div(f32x4.mul(rate, g), f32x4.add(f32x4.sqrt(squares), floor));
    write<T>(p + at, f32x4.sub(read<T>(p + at), step));
  }
}

/**
 * m = β1 m + (1 − β1) g; v = β2 v + (1 − β2) g²; p −= rate · m / (√v · spread + epsilon). The caller computes
 * fresh1 = 1 − β1, fresh2 = 1 − β2, rate = learningRate / (1 − β1ᵗ) and spread = 1 / √(1 − β2ᵗ) in Float64.
 */
export function adam(
  p: usize,
  gradients: usize,
  m: usize,
  v: usize,
  scale: f32,
  rate: f32,
  spread: f32,
  beta1: f32,
  fresh1: f32,
  beta2: f32,
  fresh2: f32,
  epsilon: f32,
  n: usize,
): void {
  const bytes = n * FLOAT;
  const whole = wholeVectors(bytes);
  adamSpan<v128>(p, gradients, m, v, scale, rate, spread, beta1, fresh1, beta2, fresh2, epsilon, 0, whole);
  adamSpan<f32>(p, gradients, m, v, scale, rate, spread, beta1, fresh1, beta2, fresh2, epsilon, whole, bytes);
}

function adamSpan<T>(
  p: usize,
  gradients: usize,
  m: usize,
  v: usize,
  scale: f32,
  rate: f32,
  spread: f32,
  beta1: f32,
  fresh1: f32,
  beta2: f32,
  fresh2: f32,
  epsilon: f32,
  from: usize,
  to: usize,
): void {
  const by = f32x4.splat(scale);
  const keep1 = f32x4.splat(beta1);
  const take1 = f32x4.splat(fresh1);
  const keep2 = f32x4.splat(beta2);
  const take2 = f32x4.splat(fresh2);
  const widen = f32x4.splat(spread);
  const floor = f32x4.splat(epsilon);
  const stepSize = f32x4.splat(rate);
  for (let at = from; at < to; at += sizeof<T>()) {
    const g = f32x4.mul(read<T>(gradients + at), by);
    const mean = flush(madd(keep1, read<T>(m + at), f32x4.mul(take1, g)));
    const squares = flush(madd(keep2, read<T>(v + at), f32x4.mul(take2, square(g))));
    write<T>(m + at, mean);
    write<T>(v + at, squares);
    const step = f32x4.div(f32x4.mul(stepSize, mean), madd(f32x4.sqrt(squares), widen, floor));
    write<T>(p + at, f32x4.sub(read<T>(p + at), step));
  }
}
