import type { Kernels, Tensor } from '../tensor/kernels.ts';
import { type FlagSequence, Sequence } from '../tensor/sequence.ts';
import { Linear } from './linear.ts';
import type { Parameter, Parameters } from './parameters.ts';
import type { RecurrentLayer, WindowSize } from './recurrent-layer.ts';
import type { LayerState } from './recurrent-state.ts';
import { StateSequence } from './state-sequence.ts';

/**
 * LSTM (Hochreiter and Schmidhuber 1997, "Long Short-Term Memory") with a forget gate (Gers et al. 2000, "Learning to
 * Forget"), as in PyTorch. Gate order i | f | g | o.
 *   i, f, o = σ(·), g = tanh(·) of W_ih·x_t + W_hh·h_{t−1} + bias
 *   c_t = f ⊙ c_{t−1} + i ⊙ g, h_t = o ⊙ tanh(c_t)
 */
export class LstmLayer implements RecurrentLayer {
  readonly #kernels: Kernels;
  readonly #H: number;
  readonly #window: WindowSize;
  readonly #recurrent: Linear; // W_hh (4H, H)
  readonly #bias: Parameter; // (4H)
  readonly #gates: Sequence; // (T, B, 4H): pre-activations, then i | f | g | o, then gradients of the pre-activations
  readonly #tanhC: Sequence; // (T, B, H)
  readonly #h: StateSequence; // (T, B, H)
  readonly #c: StateSequence; // (T, B, H)
  readonly #dH: Sequence; // (T, B, H)
  readonly #dHNext: Tensor; // (B, H): what flows back from step t + 1
  readonly #dCNext: Tensor; // (B, H)

  constructor(kernels: Kernels, parameters: Parameters, name: string, H: number, window: WindowSize) {
    const { T, B } = window;
    this.#kernels = kernels;
    this.#H = H;
    this.#window = window;
    this.#recurrent = new Linear(kernels, parameters, `${name}.weight_hh`);
    this.#bias = parameters.get(`${name}.bias`);
    this.#gates = new Sequence(kernels, T, B, 4 * H);
    this.#tanhC = new Sequence(kernels, T, B, H);
    this.#h = new StateSequence(kernels, H, window);
    this.#c = new StateSequence(kernels, H, window);
    this.#dH = new Sequence(kernels, T, B, H);
    this.#dHNext = kernels.allocate(B * H);
    this.#dCNext = kernels.allocate(B * H);
  }

  get gates(): Tensor {
    return this.#gates.all;
  }

  get output(): Tensor {
    return this.#h.after.all;
  }

  get dOutput(): Tensor {
    return this.#dH.all;
  }

  pack(): void {
    this.#recurrent.pack();
  }

  forward(state: LayerState, clears: FlagSequence): void {
    const { T, B } = this.#window;
    const bias = this.#bias.value;
    for (let t = 0; t < T; t++) {
      const gates = this.#gates.at(t);
      const h = this.#h.after.at(t);
      const c = this.#c.after.at(t);
      const hPrev = this.#h.enter(t, state.h, clears.at(t));
      const cPrev = this.#c.enter(t, state.c, clears.at(t));
      this.#recurrent.forward(gates, hPrev, B, true);
      this.#kernels.lstmForward(h, c, this.#tanhC.at(t), gates, bias, cPrev, B, this.#H);
    }
    this.#kernels.copy(state.h, this.#h.after.at(T - 1));
    this.#kernels.copy(state.c, this.#c.after.at(T - 1));
  }

  backward(clears: FlagSequence): void {
    const { T, B } = this.#window;
    const H = this.#H;
    const dHNext = this.#dHNext;
    const dCNext = this.#dCNext;
    this.#kernels.fill(dHNext, 0);
    this.#kernels.fill(dCNext, 0);
    for (let t = T - 1; t >= 0; t--) {
      const dH = this.#dH.at(t);
      const gates = this.#gates.at(t);
      const tanhC = this.#tanhC.at(t);
      this.#kernels.add(dH, dHNext);
      this.#kernels.lstmBackward(gates, dCNext, dH, dCNext, gates, tanhC, this.#c.before.at(t), B, H);
      this.#recurrent.backward(dHNext, gates, B);
      this.#kernels.clearRows(dHNext, clears.at(t), B, H);
      this.#kernels.clearRows(dCNext, clears.at(t), B, H);
    }
    this.#recurrent.backwardWeight(this.#gates.all, this.#h.before.all, T * B);
    this.#kernels.accumulateColumnSums(this.#bias.gradient, this.#gates.all, T * B, 4 * H);
  }
}
