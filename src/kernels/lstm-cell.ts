import { sigmoid, tanh } from './activation';
import { FLOAT, flush, madd, read, wholeVectors, write } from './lanes';

/**
 * i, f, o = σ(·), g = tanh(·) of gates + bias, gate order i | f | g | o;
 * c = f ⊙ cPrev + i ⊙ g, h = o ⊙ tanh(c). gates (B, 4H) become i | f | g | o.
 *
 * A row takes several passes, first the gates, then c and h. In each pass only a few operations wait for each other, so
 * the processor works on several vectors at once.
 */
export function lstmForward(
  h: usize,
  c: usize,
  tanhC: usize,
  gates: usize,
  bias: usize,
  cPrev: usize,
  B: usize,
  H: usize,
): void {
  const row = H * FLOAT;
  const whole = wholeVectors(row);
  for (let b: usize = 0; b < B; b++) {
    const g: usize = 2 * row;
    const o: usize = 3 * row;
    sigmoidRow(gates, bias, 2 * row);
    tanhSpan<v128>(gates + g, bias + g, 0, whole);
    tanhSpan<f32>(gates + g, bias + g, whole, row);
    sigmoidRow(gates + o, bias + o, row);
    stateSpan<v128>(h, c, tanhC, gates, cPrev, row, 0, whole);
    stateSpan<f32>(h, c, tanhC, gates, cPrev, row, whole, row);
    h += row;
    c += row;
    tanhC += row;
    cPrev += row;
    gates += 4 * row;
  }
}

/** gates = σ(gates + bias) */
function sigmoidRow(gates: usize, bias: usize, bytes: usize): void {
  const whole = wholeVectors(bytes);
  sigmoidSpan<v128>(gates, bias, 0, whole);
  sigmoidSpan<f32>(gates, bias, whole, bytes);
}

function sigmoidSpan<T>(gates: usize, bias: usize, from: usize, to: usize): void {
  for (let at = from; at < to; at += sizeof<T>()) {
    write<T>(gates + at, sigmoid(f32x4.add(read<T>(gates + at), read<T>(bias + at))));
  }
}

/** gates = tanh(gates + bias) */
function tanhSpan<T>(gates: usize, bias: usize, from: usize, to: usize): void {
  for (let at = from; at < to; at += sizeof<T>()) {
    write<T>(gates + at, tanh(f32x4.add(read<T>(gates + at), read<T>(bias + at))));
  }
}

/** c = f ⊙ cPrev + i ⊙ g, h = o ⊙ tanh(c) */
function stateSpan<T>(
  h: usize,
  c: usize,
  tanhC: usize,
  gates: usize,
  cPrev: usize,
  row: usize,
  from: usize,
  to: usize,
): void {
  for (let at = from; at < to; at += sizeof<T>()) {
    const i = read<T>(gates + at);
    const f = read<T>(gates + at + row);
    const g = read<T>(gates + at + 2 * row);
    const cell = flush(madd(f, read<T>(cPrev + at), f32x4.mul(i, g)));
    const activated = tanh(cell);
    write<T>(c + at, cell);
    write<T>(tanhC + at, activated);
    write<T>(h + at, flush(f32x4.mul(read<T>(gates + at + 3 * row), activated)));
  }
}

/** dGates (B, 4H) and dCPrev (B, H) from dH and dC (B, H); dGates may be gates, dCPrev may be dC. */
export function lstmBackward(
  dGates: usize,
  dCPrev: usize,
  dH: usize,
  dC: usize,
  gates: usize,
  tanhC: usize,
  cPrev: usize,
  B: usize,
  H: usize,
): void {
  const row = H * FLOAT;
  const whole = wholeVectors(row);
  for (let b: usize = 0; b < B; b++) {
    backwardSpan<v128>(dGates, dCPrev, dH, dC, gates, tanhC, cPrev, row, 0, whole);
    backwardSpan<f32>(dGates, dCPrev, dH, dC, gates, tanhC, cPrev, row, whole, row);
    dGates += 4 * row;
    gates += 4 * row;
    dCPrev += row;
    dH += row;
    dC += row;
    tanhC += row;
    cPrev += row;
  }
}

function backwardSpan<T>(
  dGates: usize,
  dCPrev: usize,
  dH: usize,
  dC: usize,
  gates: usize,
  tanhC: usize,
  cPrev: usize,
  row: usize,
  from: usize,
  to: usize,
): void {
  const one = f32x4.splat(1);
  for (let at = from; at < to; at += sizeof<T>()) {
    const i = read<T>(gates + at);
    const f = read<T>(gates + at + row);
    const g = read<T>(gates + at + 2 * row);
    const o = read<T>(gates + at + 3 * row);
    const activated = read<T>(tanhC + at);

    const dHO = f32x4.mul(read<T>(dH + at), o);
    const dCell = madd(dHO, f32x4.sub(one, f32x4.mul(activated, activated)), read<T>(dC + at));
    const dI = f32x4.mul(f32x4.mul(f32x4.mul(dCell, g), i), f32x4.sub(one, i));
    const dF = f32x4.mul(f32x4.mul(f32x4.mul(dCell, read<T>(cPrev + at)), f), f32x4.sub(one, f));
    const dG = f32x4.mul(f32x4.mul(dCell, i), f32x4.sub(one, f32x4.mul(g, g)));
    const dO = f32x4.mul(f32x4.mul(dHO, activated), f32x4.sub(one, o));

    write<T>(dGates + at, flush(dI));
    write<T>(dGates + at + row, flush(dF));
    write<T>(dGates + at + 2 * row, flush(dG));
    write<T>(dGates + at + 3 * row, flush(dO));
    write<T>(dCPrev + at, flush(f32x4.mul(dCell, f)));
  }
}
