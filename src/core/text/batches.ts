import { hash32, Random } from '../tensor/random.ts';
import { type Batch, fillBatch, type Lane, newBatch, targetsIn } from './batch.ts';
import { FILE_TOKEN } from './tokenizer.ts';

/**
 * Deals files out as batches, epoch after epoch. In each epoch every token is an input once. The files are shuffled, by
 * seed and epoch alone, and laid end to end. This stream is cut into B lanes of W = ⌈tokens / (B · T)⌉ windows. The end
 * of the last lanes is padded with FILE tokens whose targets are −1. The target of a file's last token is FILE, which
 * says that the file ends. A path is given rather than predicted, so its targets are −1.
 *
 * In each lane the next batch continues where this one ends, so the recurrent state is carried from batch to batch
 * within an epoch. It must be zero when an epoch starts (`startsEpoch`) and after `seek`.
 */
export class Batches {
  /** W: how many batches `next` deals in an epoch. */
  readonly batchesPerEpoch: number;
  readonly #files: readonly Int32Array[];
  readonly #window: number;
  readonly #seed: number;
  readonly #inputs: Int32Array; // (B · W · T): the stream, padded
  readonly #targets: Int32Array; // (B · W · T)
  readonly #lanes: readonly Lane[]; // B parts of the stream, (W · T) each
  readonly #batch: Batch;
  #epoch = 0;
  #position = 0;
  #laidEpoch = -1;

  /** `files`: at least one, as `tokenizeFile` makes them. */
  constructor(
    files: readonly { readonly tokens: Int32Array }[],
    lanes: number,
    window: number,
    seed: number,
  ) {
    this.#files = files.map((file) => file.tokens);
    if (files.length === 0 || this.#files.some((tokens) => tokens[0] !== FILE_TOKEN)) {
      throw new RangeError('Batches needs files, each beginning with the FILE token.');
    }
    const total = this.#files.reduce((sum, tokens) => sum + tokens.length, 0);
    this.#window = window;
    this.#seed = seed;
    this.batchesPerEpoch = Math.ceil(total / (lanes * window));
    this.#inputs = new Int32Array(this.batchesPerEpoch * lanes * window);
    this.#targets = new Int32Array(this.#inputs.length);
    const length = this.batchesPerEpoch * window;
    const part = (numbers: Int32Array, lane: number) => numbers.subarray(lane * length, (lane + 1) * length);
    this.#lanes = Array.from({ length: lanes }, (_, lane) => ({
      inputs: part(this.#inputs, lane),
      targets: part(this.#targets, lane),
    }));
    this.#batch = newBatch(window, lanes);
  }

  /** The epoch, from 0, of the batch that `next` deals next. */
  get epoch(): number {
    return this.#epoch;
  }

  /** Which batch of its epoch `next` deals next, from 0. */
  get position(): number {
    return this.#position;
  }

  /** Whether the batch that `next` deals next is the first of its epoch. */
  get startsEpoch(): boolean {
    return this.#position === 0;
  }

  /** Goes to where dealing from the start would have come. 0 <= position < batchesPerEpoch. */
  seek(epoch: number, position: number): void {
    if (!(epoch >= 0 && position >= 0 && position < this.batchesPerEpoch)) {
      throw new RangeError(`No batch ${String(position)} in epoch ${String(epoch)}.`);
    }
    this.#epoch = epoch;
    this.#position = position;
  }

  /** Deals the next batch. Each call fills the same arrays. */
  next(): Batch {
    if (this.#laidEpoch !== this.#epoch) this.#layFiles();
    fillBatch(this.#batch, this.#lanes, this.#position * this.#window);
    this.#position++;
    if (this.#position === this.batchesPerEpoch) {
      this.#position = 0;
      this.#epoch++;
    }
    return this.#batch;
  }

  /** Lays the files of the current epoch end to end. */
  #layFiles(): void {
    const random = new Random(hash32(this.#seed) ^ this.#epoch);
    const order = random.shuffle(this.#files.map((_, index) => index));
    let end = 0;
    for (const index of order) {
      const tokens = this.#files[index]!;
      this.#inputs.set(tokens, end);
      this.#targets.set(targetsIn(tokens), end);
      end += tokens.length;
      this.#targets[end - 1] = FILE_TOKEN;
    }
    this.#inputs.fill(FILE_TOKEN, end);
    this.#targets.fill(-1, end);
    this.#laidEpoch = this.#epoch;
  }
}
