import { exp } from './activation';
import { FLOAT, flush, INDEX, read, sumOfLanes, wholeVectors, write } from './lanes';

/**
 * losses (M) = −ln softmax(logits (M, V))[target]; logits become scale · (softmax − onehot(target)). Where the target
 * is −1, both are 0.
 */
export function softmaxCrossEntropy(
  logits: usize,
  losses: usize,
  targets: usize,
  scale: f32,
  M: usize,
  V: usize,
): void {
  const row = V * FLOAT;
  for (let m: usize = 0; m < M; m++) {
    const target = load<i32>(targets);
    if (target < 0) {
      store<f32>(losses, 0);
      memory.fill(logits, 0, row);
    } else {
      const targetAt = logits + (target as usize) * FLOAT;
      const highest = highestOf(logits, row);
      const below = highest - load<f32>(targetAt);
      const sum = exponentials(logits, logits, highest, 1, row);
      store<f32>(losses, below + Mathf.log(sum));
      scaleRow(logits, scale / sum, row);
      store<f32>(targetAt, load<f32>(targetAt) - scale);
    }
    logits += row;
    losses += FLOAT;
    targets += INDEX;
  }
}

/** losses (M) = −ln softmax(logits (M, V))[target], 0 where the target is −1. */
export function crossEntropy(logits: usize, losses: usize, targets: usize, M: usize, V: usize): void {
  const row = V * FLOAT;
  for (let m: usize = 0; m < M; m++) {
    const target = load<i32>(targets);
    let loss: f32 = 0;
    if (target >= 0) {
      const highest = highestOf(logits, row);
      const below = highest - load<f32>(logits + (target as usize) * FLOAT);
      loss = below + Mathf.log(sumOfExponentials(logits, highest, row));
    }
    store<f32>(losses, loss);
    logits += row;
    losses += FLOAT;
    targets += INDEX;
  }
}

/** out (M, V) = softmax of each row of logits (M, V) · inverseTemperature. */
export function softmax(out: usize, logits: usize, inverseTemperature: f32, M: usize, V: usize): void {
  const row = V * FLOAT;
  for (let m: usize = 0; m < M; m++) {
    const sum = exponentials(out, logits, highestOf(logits, row), inverseTemperature, row);
    scaleRow(out, 1 / sum, row);
    logits += row;
    out += row;
  }
}

function highestOf(x: usize, row: usize): f32 {
  const whole = wholeVectors(row);
  const highest = highestSpan<f32>(x, highestSpan<v128>(x, f32x4.splat(-Infinity), 0, whole), whole, row);
  return max(
    max(f32x4.extract_lane(highest, 0), f32x4.extract_lane(highest, 1)),
    max(f32x4.extract_lane(highest, 2), f32x4.extract_lane(highest, 3)),
  );
}

function highestSpan<T>(x: usize, highest: v128, from: usize, to: usize): v128 {
  for (let at = from; at < to; at += sizeof<T>()) highest = f32x4.pmax(highest, read<T>(x + at));
  return highest;
}

/** One row of out = exp((x − highest) · factor); returns its sum. */
function exponentials(out: usize, x: usize, highest: f32, factor: f32, row: usize): f32 {
  const whole = wholeVectors(row);
  const high = f32x4.splat(highest);
  const by = f32x4.splat(factor);
  const lanes = exponentialSpan<v128>(out, x, high, by, 0, whole);
  const rest = exponentialSpan<f32>(out, x, high, by, whole, row);
  return sumOfLanes(lanes) + f32x4.extract_lane(rest, 0);
}

function exponentialSpan<T>(out: usize, x: usize, highest: v128, factor: v128, from: usize, to: usize): v128 {
  let sum = f32x4.splat(0);
  for (let at = from; at < to; at += sizeof<T>()) {
    const e = exp(f32x4.mul(f32x4.sub(read<T>(x + at), highest), factor));
    write<T>(out + at, e);
    sum = f32x4.add(sum, e);
  }
  return sum;
}

function sumOfExponentials(x: usize, highest: f32, row: usize): f32 {
  const whole = wholeVectors(row);
  const high = f32x4.splat(highest);
  const rest = sumSpan<f32>(x, high, whole, row);
  return sumOfLanes(sumSpan<v128>(x, high, 0, whole)) + f32x4.extract_lane(rest, 0);
}

function sumSpan<T>(x: usize, highest: v128, from: usize, to: usize): v128 {
  let sum = f32x4.splat(0);
  for (let at = from; at < to; at += sizeof<T>()) {
    sum = f32x4.add(sum, exp(f32x4.sub(read<T>(x + at), highest)));
  }
  return sum;
}

function scaleRow(x: usize, factor: f32, row: usize): void {
  const whole = wholeVectors(row);
  scaleSpan<v128>(x, f32x4.splat(factor), 0, whole);
  scaleSpan<f32>(x, f32x4.splat(factor), whole, row);
}

function scaleSpan<T>(x: usize, factor: v128, from: usize, to: usize): void {
  for (let at = from; at < to; at += sizeof<T>()) {
    write<T>(x + at, flush(f32x4.mul(read<T>(x + at), factor)));
  }
}
