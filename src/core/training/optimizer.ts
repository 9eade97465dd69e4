import type { Parameters } from '../model/parameters.ts';
import type { Kernels, Tensor } from '../tensor/kernels.ts';
import type { NamedTensors, TensorLayout } from '../tensor/tensor-layout.ts';
import { readTensors, writeTensors } from '../tensor/tensor-layout.ts';
import type { OptimizerOptions } from './training-options.ts';

/**
 * The moments that each optimiser keeps: running means, or for SGD a running sum. Each is a block with the layout of
 * the parameters.
 */
export const momentNames: Readonly<Record<OptimizerOptions['name'], readonly string[]>> = {
  sgd: ['sgd.v'],
  rmsprop: ['rmsprop.s'],
  adam: ['adam.m', 'adam.v'],
};

/** An optimiser of the parameters of one model. Its equations are those of the kernel with its name. */
export class Optimizer {
  /** Updates all parameters once, by their gradients times `gradientScale`. `step` counts from 1. */
  readonly update: (gradientScale: number, learningRate: number, step: number) => void;
  readonly #kernels: Kernels;
  readonly #layout: TensorLayout;
  readonly #moments = new Map<string, Tensor>();

  constructor(kernels: Kernels, parameters: Parameters, options: OptimizerOptions) {
    const { values: p, gradients: g, layout } = parameters;
    this.#kernels = kernels;
    this.#layout = layout;
    for (const name of momentNames[options.name]) this.#moments.set(name, kernels.allocate(layout.length));
    switch (options.name) {
      case 'sgd': {
        const v = this.#moment('sgd.v');
        this.update = (scale, rate) => {
          kernels.sgd(p, g, v, scale, rate, options.momentum);
        };
        break;
      }
      case 'rmsprop': {
        const s = this.#moment('rmsprop.s');
        this.update = (scale, rate) => {
          kernels.rmsprop(p, g, s, scale, rate, options.decay, options.epsilon);
        };
        break;
      }
      case 'adam': {
        const m = this.#moment('adam.m');
        const v = this.#moment('adam.v');
        const { beta1, beta2, epsilon } = options;
        this.update = (scale, rate, step) => {
          kernels.adam(p, g, m, v, scale, rate, beta1, beta2, epsilon, step);
        };
      }
    }
  }

  /**
   * Whether its means of squares are finite. An infinite one does not show in the parameters, since it only keeps its
   * own where it is.
   */
  get isSound(): boolean {
    return this.#kernels.sumOfSquares([...this.#moments.values()].at(-1)!) < Infinity;
  }

  /** Copies of the moments: a tensor `<moment>.<parameter>` for each of `momentNames` and each parameter. */
  read(): NamedTensors {
    return new Map(
      [...this.#moments].flatMap(([name, block]) => [...readTensors(block, this.#layout, `${name}.`)]),
    );
  }

  /** The inverse of `read`. */
  write(moments: NamedTensors): void {
    for (const [name, block] of this.#moments) writeTensors(block, this.#layout, moments, `${name}.`);
  }

  #moment(name: string): Tensor {
    const block = this.#moments.get(name);
    if (!block) throw new RangeError(`The optimiser has no moment ${name}.`);
    return block;
  }
}
