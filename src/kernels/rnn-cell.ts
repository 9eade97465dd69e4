import { tanh } from './activation';
import { FLOAT, flush, read, wholeVectors, write } from './lanes';

/** h (B, H) = tanh(gates + bias); gates (B, H), bias (H). */
export function rnnForward(h: usize, gates: usize, bias: usize, B: usize, H: usize): void {
  const row = H * FLOAT;
  const whole = wholeVectors(row);
  for (let b: usize = 0; b < B; b++) {
    forwardSpan<v128>(h, gates, bias, 0, whole);
    forwardSpan<f32>(h, gates, bias, whole, row);
    h += row;
    gates += row;
  }
}

function forwardSpan<T>(h: usize, gates: usize, bias: usize, from: usize, to: usize): void {
  for (let at = from; at < to; at += sizeof<T>()) {
    write<T>(h + at, flush(tanh(f32x4.add(read<T>(gates + at), read<T>(bias + at)))));
  }
}

/** dGates (B, H) = dH ⊙ (1 − h²). */
export function rnnBackward(dGates: usize, dH: usize, h: usize, B: usize, H: usize): void {
  const bytes = B * H * FLOAT;
  const whole = wholeVectors(bytes);
  backwardSpan<v128>(dGates, dH, h, 0, whole);
  backwardSpan<f32>(dGates, dH, h, whole, bytes);
}

function backwardSpan<T>(dGates: usize, dH: usize, h: usize, from: usize, to: usize): void {
  const one = f32x4.splat(1);
  for (let at = from; at < to; at += sizeof<T>()) {
    const state = read<T>(h + at);
    const slope = f32x4.sub(one, f32x4.mul(state, state));
    write<T>(dGates + at, flush(f32x4.mul(read<T>(dH + at), slope)));
  }
}
