import { sigmoid, tanh } from './activation';
import { FLOAT, flush, madd, read, wholeVectors, write } from './lanes';

/**
 * r = σ(x_r + u_r), z = σ(x_z + u_z), n = tanh(x_n + r ⊙ u_n), h = (1 − z) ⊙ n + z ⊙ hPrev,
 * x = gatesX + biasX and u = gatesU + biasU (B, 3H), gate order r | z | n. saved (B, 4H) = r | z | n | u_n.
 *
 * A row takes two passes, first r and z, then n and h. In each pass only a few operations wait for each other, so the
 * processor works on several vectors at once.
 */
export function gruForward(
  h: usize,
  saved: usize,
  gatesX: usize,
  gatesU: usize,
  biasX: usize,
  biasU: usize,
  hPrev: usize,
  B: usize,
  H: usize,
): void {
  const row = H * FLOAT;
  const two = wholeVectors(2 * row);
  const whole = wholeVectors(row);
  for (let b: usize = 0; b < B; b++) {
    gateSpan<v128>(saved, gatesX, gatesU, biasX, biasU, 0, two);
    gateSpan<f32>(saved, gatesX, gatesU, biasX, biasU, two, 2 * row);
    stateSpan<v128>(h, saved, gatesX, gatesU, biasX, biasU, hPrev, row, 0, whole);
    stateSpan<f32>(h, saved, gatesX, gatesU, biasX, biasU, hPrev, row, whole, row);
    h += row;
    hPrev += row;
    saved += 4 * row;
    gatesX += 3 * row;
    gatesU += 3 * row;
  }
}

/** r and z, which are side by side. */
function gateSpan<T>(
  saved: usize,
  gatesX: usize,
  gatesU: usize,
  biasX: usize,
  biasU: usize,
  from: usize,
  to: usize,
): void {
  for (let at = from; at < to; at += sizeof<T>()) {
    const x = sum<T>(gatesX + at, biasX + at);
    write<T>(saved + at, sigmoid(f32x4.add(x, sum<T>(gatesU + at, biasU + at))));
  }
}

/** n, u_n and h. */
function stateSpan<T>(
  h: usize,
  saved: usize,
  gatesX: usize,
  gatesU: usize,
  biasX: usize,
  biasU: usize,
  hPrev: usize,
  row: usize,
  from: usize,
  to: usize,
): void {
  for (let at = from; at < to; at += sizeof<T>()) {
    const r = read<T>(saved + at);
    const z = read<T>(saved + at + row);
    const third = at + 2 * row;
    const uN = sum<T>(gatesU + third, biasU + third);
    const n = tanh(madd(r, uN, sum<T>(gatesX + third, biasX + third)));
    write<T>(saved + third, n);
    write<T>(saved + third + row, uN);
    // (1 − z) ⊙ n + z ⊙ hPrev
    write<T>(h + at, flush(madd(z, f32x4.sub(read<T>(hPrev + at), n), n)));
  }
}

function sum<T>(a: usize, b: usize): v128 {
  return f32x4.add(read<T>(a), read<T>(b));
}

/** dGatesX, dGatesU (B, 3H) and dHPrev (B, H) = z ⊙ dH, without what dGatesU adds to it. */
export function gruBackward(
  dGatesX: usize,
  dGatesU: usize,
  dHPrev: usize,
  dH: usize,
  saved: usize,
  hPrev: usize,
  B: usize,
  H: usize,
): void {
  const row = H * FLOAT;
  const whole = wholeVectors(row);
  for (let b: usize = 0; b < B; b++) {
    backwardSpan<v128>(dGatesX, dGatesU, dHPrev, dH, saved, hPrev, row, 0, whole);
    backwardSpan<f32>(dGatesX, dGatesU, dHPrev, dH, saved, hPrev, row, whole, row);
    dGatesX += 3 * row;
    dGatesU += 3 * row;
    saved += 4 * row;
    dHPrev += row;
    dH += row;
    hPrev += row;
  }
}

function backwardSpan<T>(
  dGatesX: usize,
  dGatesU: usize,
  dHPrev: usize,
  dH: usize,
  saved: usize,
  hPrev: usize,
  row: usize,
  from: usize,
  to: usize,
): void {
  const one = f32x4.splat(1);
  for (let at = from; at < to; at += sizeof<T>()) {
    const r = read<T>(saved + at);
    const z = read<T>(saved + at + row);
    const n = read<T>(saved + at + 2 * row);
    const uN = read<T>(saved + at + 3 * row);
    const d = read<T>(dH + at);
    const previous = read<T>(hPrev + at);

    const dN = flush(f32x4.mul(f32x4.mul(d, f32x4.sub(one, z)), f32x4.sub(one, f32x4.mul(n, n))));
    const dNReset = f32x4.mul(dN, r);
    const dR = flush(f32x4.mul(f32x4.mul(dNReset, uN), f32x4.sub(one, r)));
    const dHZ = f32x4.mul(d, z);
    const dZ = flush(f32x4.mul(f32x4.mul(dHZ, f32x4.sub(previous, n)), f32x4.sub(one, z)));

    write<T>(dHPrev + at, flush(dHZ));
    write<T>(dGatesX + at, dR);
    write<T>(dGatesU + at, dR);
    write<T>(dGatesX + at + row, dZ);
    write<T>(dGatesU + at + row, dZ);
    write<T>(dGatesX + at + 2 * row, dN);
    write<T>(dGatesU + at + 2 * row, flush(dNReset));
  }
}
