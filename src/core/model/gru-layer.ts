import type { Kernels, Tensor } from '../tensor/kernels.ts';
import { type FlagSequence, Sequence } from '../tensor/sequence.ts';
import { Linear } from './linear.ts';
import type { Parameter, Parameters } from './parameters.ts';
import type { RecurrentLayer, WindowSize } from './recurrent-layer.ts';
import type { LayerState } from './recurrent-state.ts';
import { StateSequence } from './state-sequence.ts';

/**
 * GRU (Cho et al. 2014, https://arxiv.org/abs/1406.1078) in PyTorch's form, in which the reset gate acts after the
 * product. Gate order r | z | n. The input's term is x, the recurrent one u:
 *   x = W_ih·x_t + bias_ih, u = W_hh·h_{t−1} + bias_hh
 *   r = σ(x_r + u_r), z = σ(x_z + u_z), n = tanh(x_n + r ⊙ u_n), h_t = (1 − z) ⊙ n + z ⊙ h_{t−1}
 */
export class GruLayer implements RecurrentLayer {
  readonly #kernels: Kernels;
  readonly #H: number;
  readonly #window: WindowSize;
  readonly #recurrent: Linear; // W_hh (3H, H)
  readonly #biasIh: Parameter; // (3H)
  readonly #biasHh: Parameter; // (3H)
  readonly #gatesX: Sequence; // (T, B, 3H): W_ih·x_t, then its gradient
  readonly #gatesU: Sequence; // (T, B, 3H): W_hh·h_{t−1}, then its gradient
  readonly #saved: Sequence; // (T, B, 4H): r | z | n | u_n
  readonly #h: StateSequence; // (T, B, H)
  readonly #dH: Sequence; // (T, B, H)
  readonly #dHNext: Tensor; // (B, H): what flows back from step t + 1

  constructor(kernels: Kernels, parameters: Parameters, name: string, H: number, window: WindowSize) {
    const { T, B } = window;
    this.#kernels = kernels;
    this.#H = H;
    this.#window = window;
    this.#recurrent = new Linear(kernels, parameters, `${name}.weight_hh`);
    this.#biasIh = parameters.get(`${name}.bias_ih`);
    this.#biasHh = parameters.get(`${name}.bias_hh`);
    this.#gatesX = new Sequence(kernels, T, B, 3 * H);
    this.#gatesU = new Sequence(kernels, T, B, 3 * H);
    this.#saved = new Sequence(kernels, T, B, 4 * H);
    this.#h = new StateSequence(kernels, H, window);
    this.#dH = new Sequence(kernels, T, B, H);
    this.#dHNext = kernels.allocate(B * H);
  }

  get gates(): Tensor {
    return this.#gatesX.all;
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
    const biasIh = this.#biasIh.value;
    const biasHh = this.#biasHh.value;
    for (let t = 0; t < T; t++) {
      const x = this.#gatesX.at(t);
      const u = this.#gatesU.at(t);
      const h = this.#h.after.at(t);
      const hPrev = this.#h.enter(t, state.h, clears.at(t));
      this.#recurrent.forward(u, hPrev, B);
      this.#kernels.gruForward(h, this.#saved.at(t), x, u, biasIh, biasHh, hPrev, B, this.#H);
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
      const dx = this.#gatesX.at(t);
      const du = this.#gatesU.at(t);
      this.#kernels.add(dH, dHNext);
      this.#kernels.gruBackward(dx, du, dHNext, dH, this.#saved.at(t), this.#h.before.at(t), B, H);
      this.#recurrent.backward(dHNext, du, B, true);
      this.#kernels.clearRows(dHNext, clears.at(t), B, H);
    }
    this.#recurrent.backwardWeight(this.#gatesU.all, this.#h.before.all, T * B);
    this.#kernels.accumulateColumnSums(this.#biasIh.gradient, this.#gatesX.all, T * B, 3 * H);
    this.#kernels.accumulateColumnSums(this.#biasHh.gradient, this.#gatesU.all, T * B, 3 * H);
  }
}
