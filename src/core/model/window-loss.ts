import type { Indices, Kernels, Tensor } from '../tensor/kernels.ts';
import type { OutputLayer } from './output-layer.ts';

/** Logits computed at a time: few enough to stay, with all else that is in use, in a second-level cache of 512 kB. */
const LOGITS_AT_ONCE = 65_536;

/** Some rows of a window, with memory for their targets. */
interface Part {
  readonly from: number;
  readonly rows: number;
  readonly targets: Indices; // (rows)
}

/**
 * The loss of a window of M tokens, from its top layer's output h (M, H): the output layer, softmax and cross-entropy,
 * forward and backward. The logits (M, V) of a whole window would be its largest tensor by far. So they are computed R
 * rows at a time, turned into their gradient, and used up while they are in the processor's cache.
 */
export class WindowLoss {
  /** (R, V) */
  readonly logits: Tensor;
  readonly #kernels: Kernels;
  readonly #output: OutputLayer;
  readonly #V: number;
  readonly #H: number;
  readonly #losses: Tensor; // (R)
  readonly #parts: readonly Part[];
  readonly #views = new Map<Tensor, readonly Tensor[]>();

  constructor(kernels: Kernels, output: OutputLayer, M: number, V: number, H: number) {
    const R = Math.min(M, Math.max(1, Math.floor(LOGITS_AT_ONCE / V)));
    this.#kernels = kernels;
    this.#output = output;
    this.#V = V;
    this.#H = H;
    this.logits = kernels.allocate(R * V);
    this.#losses = kernels.allocate(R);
    this.#parts = Array.from({ length: Math.ceil(M / R) }, (_, part) => {
      const from = part * R;
      const rows = Math.min(R, M - from);
      return { from, rows, targets: kernels.allocateIndices(rows) };
    });
  }

  /** Σ −ln p(target) over the targets (M) that are not −1, in nats. */
  evaluate(h: Tensor, targets: Int32Array): number {
    return this.#sumOver(h, targets, (part) => {
      this.#kernels.crossEntropy(this.logits, this.#losses, part.targets, part.rows, this.#V);
    });
  }

  /**
   * Returns the same. dh (M, H) becomes the gradient of scale · Σ, which is also added to the output layer's gradients.
   */
  backward(dh: Tensor, h: Tensor, targets: Int32Array, scale: number, seed: number): number {
    const { logits } = this;
    const gradients = this.#viewsOf(dh);
    return this.#sumOver(h, targets, (part, i, rows) => {
      this.#kernels.softmaxCrossEntropy(logits, this.#losses, part.targets, scale, part.rows, this.#V);
      const ownSeed = seed * this.#parts.length + i;
      this.#output.backward(gradients[i]!, logits, rows, part.rows, scale, ownSeed);
    });
  }

  /** Σ of the losses that `work` computes for each part, from its logits and its rows (rows, H) of h. */
  #sumOver(h: Tensor, targets: Int32Array, work: (part: Part, i: number, rows: Tensor) => void): number {
    const views = this.#viewsOf(h);
    let total = 0;
    for (const [i, part] of this.#parts.entries()) {
      const rows = views[i]!;
      part.targets.data.set(targets.subarray(part.from, part.from + part.rows));
      this.#output.forward(this.logits, rows, part.rows);
      work(part, i, rows);
      total += this.#sum(part);
    }
    return total;
  }

  /** Summed in Float64, whatever the tensor holds. */
  #sum({ rows }: Part): number {
    let total = 0;
    for (let i = 0; i < rows; i++) total += this.#losses.data[i]!;
    return total;
  }

  /** The parts of h (M, H), which are made once, so that a step allocates nothing. */
  #viewsOf(h: Tensor): readonly Tensor[] {
    let views = this.#views.get(h);
    if (!views) {
      views = this.#parts.map(({ from, rows }) => this.#kernels.view(h, from * this.#H, rows * this.#H));
      this.#views.set(h, views);
    }
    return views;
  }
}
