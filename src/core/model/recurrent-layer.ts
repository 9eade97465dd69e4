import type { Tensor } from '../tensor/kernels.ts';
import type { FlagSequence } from '../tensor/sequence.ts';
import type { LayerState } from './recurrent-state.ts';

/**
 * One recurrent layer over a window of T steps in B lanes, with the numbers that its backward pass needs. The input's
 * part of the pre-activations, W_ih·x, is computed outside of it, for all steps in one product.
 */
export interface RecurrentLayer {
  /** (T, B, G·H): W_ih·x before `forward`, its gradient after `backward`. */
  readonly gates: Tensor;
  /** (T, B, H): the states h_t. */
  readonly output: Tensor;
  /** (T, B, H): the gradient of `output`. The caller fills it before `backward`, which overwrites it. */
  readonly dOutput: Tensor;

  /** Called whenever the parameters have changed. */
  pack(): void;
  /** From `gates` to `output`. `state` is carried in and out, and becomes zero where `clears` (T, B) is set. */
  forward(state: LayerState, clears: FlagSequence): void;
  /** From `dOutput` to the gradients of gates and parameters. Nothing flows back beyond the window. */
  backward(clears: FlagSequence): void;
}

/** T steps in B lanes. */
export interface WindowSize {
  readonly T: number;
  readonly B: number;
}
