import type { Kernels, Tensor } from '../tensor/kernels.ts';
import { type FlagSequence, Sequence } from '../tensor/sequence.ts';
import { Linear } from './linear.ts';
import type { Parameter, Parameters } from './parameters.ts';
import type { RecurrentLayer, WindowSize } from './recurrent-layer.ts';
import type { LayerState } from './recurrent-state.ts';
import { StateSequence } from './state-sequence.ts';

/** The simple recurrent layer (Elman 1990, "Finding Structure in Time"): h_t = tanh(W_ih·x_t + W_hh·h_{t−1} + bias). */
export class RnnLayer implements RecurrentLayer {
  readonly #kernels: Kernels;
  readonly #H: number;
  readonly #window: WindowSize;
  readonly #recurrent: Linear; // W_hh (H, H)
  readonly #bias: Parameter; // (H)
  readonly #gates: Sequence; // (T, B, H): pre-activations, then their gradients
  readonly #h: StateSequence; // (T, B, H)
  readonly #dH: Sequence; // (T, B, H)
  readonly #dHNext: Tensor; // (B, H): what flows back from step t + 1

  constructor(kernels: Kernels, parameters: Parameters, name: string, H: number, window: WindowSize) {
    const { T, B } = window;
    this.#kernels = kernels;
    this.#H = H;
    this.#window = window;
    this.#recurrent = new Linear(kernels, parameters, `${name}.weight_hh`);
    this.#bias = parameters.get(`${name}.bias`);
    this.#gates = new Sequence(kernels, T, B, H);
    this.#h = new StateSequence(kernels, H, window);
    this.#dH = new Sequence(kernels, T, B, H);
    this.#dHNext = kernels.allocate(B * H);
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
    for (let t = 0; t < T; t++) {
      const gates = this.#gates.at(t);
      const hPrev = this.#h.enter(t, state.h, clears.at(t));
      this.#recurrent.forward(gates, hPrev, B, true);
      this.#kernels.rnnForward(this.#h.after.at(t), gates, this.#bias.value, B, this.#H);
    }
    this.#kernels.copy(state.h, this.#h.after.at(T - 1));
  }

  backward(clears: FlagSequence): void {
    const { T, B } = this.#window;
    const H = this.#H;
    const dHNext = this.#dHNext;
    this.#kernels.fill(dHNext, 0);
    for (let t = T - 1; t >= 0; t--) {
      const dH = this.#dH.at(t);
      const dGates = this.#gates.at(t);
      this.#kernels.add(dH, dHNext);
      this.#kernels.rnnBackward(dGates, dH, this.#h.after.at(t), B, H);
      this.#recurrent.backward(dHNext, dGates, B);
      this.#kernels.clearRows(dHNext, clears.at(t), B, H);
    }
    this.#recurrent.backwardWeight(this.#gates.all, this.#h.before.all, T * B);
    this.#kernels.accumulateColumnSums(this.#bias.gradient, this.#gates.all, T * B, H);
  }
}
