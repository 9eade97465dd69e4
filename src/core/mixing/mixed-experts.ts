import type { ContextMatch } from '../memory/ngram-estimate.ts';
import type { Network } from '../model/network.ts';
import { contributions } from './contributions.ts';
import { endKinds } from './end-kinds.ts';
import {
  type Context,
  type Expert,
  type ExpertSources,
  expertsThatServe,
  type ListedExpert,
  type ObservedTokens,
} from './expert.ts';
import { Mixer } from './mixer.ts';
import { MixingFeatures, type TopToken } from './mixing-features.ts';
import type { MixingWeights } from './mixing-weights.ts';

/** An expert with its place in the list and its row in the mixer. */
interface Seat {
  readonly name: string;
  readonly expert: Expert;
  readonly place: number;
  readonly row: number;
  /** The row that is copied where the expert has nothing to say. */
  readonly standIn: number | undefined;
  readonly isCompared: boolean;
}

/** What one expert added to the logarithm of a token's probability. */
export interface Contribution {
  /** The expert's name in the list. */
  readonly expert: string;
  /** In nats; less than 0 where it spoke against the token. */
  readonly nats: number;
}

/** The experts of a list on one document, asked together and mixed into one distribution. */
export class MixedExperts {
  /** How many of the last tokens any of them looks at. */
  readonly contextLength: number;
  readonly #seats: readonly Seat[];
  readonly #mixer: Mixer;
  readonly #features: MixingFeatures;
  readonly #endKinds: Uint8Array;
  /** What the experts said last, by their places in the list. */
  readonly #topTokens: (TopToken | undefined)[];
  readonly #matches: (ContextMatch | undefined)[];
  readonly #own: (number | undefined)[];
  /** The rows of experts that had nothing to say when they were last asked. */
  readonly #silent = new Set<number>();

  /** `pieces`: the vocabulary. Without a network, the experts that need none serve alone. */
  constructor(
    list: readonly ListedExpert[],
    sources: ExpertSources,
    network: Network | undefined,
    mixing: MixingWeights,
    pieces: readonly string[],
  ) {
    this.#seats = seatsOf(list, sources, network);
    const weights = network ? mixing.withNetwork : mixing.memoryAlone;
    this.#mixer = new Mixer(sources.kernels, pieces.length, weights, mixing.rates);
    this.#features = new MixingFeatures(list);
    this.#endKinds = endKinds(pieces);
    this.contextLength = Math.max(...this.#seats.map(({ expert }) => expert.contextLength ?? 0));
    this.#topTokens = list.map(() => undefined);
    this.#matches = list.map(() => undefined);
    this.#own = list.map(() => undefined);
  }

  /** out (V) = the mixed distribution. */
  mix(context: Context, out: Float32Array): void {
    this.#mixer.mix(this.#ask(context), out);
  }

  /** The mixer learns that `token` came. Returns −ln of the probability that the token had. */
  learn(context: Context, token: number): number {
    return this.#mixer.learn(this.#ask(context), token);
  }

  /**
   * How much each expert adds to ln m(token), where one of the tokens `among` comes: see `contributions`. What a stand-in
   * says for another is its own.
   */
  contributions(context: Context, token: number, among?: readonly number[]): readonly Contribution[] {
    const nats = contributions(this.#mixer.parts(this.#ask(context)), token, among);
    for (const { row, standIn } of this.#seats.toReversed()) {
      if (standIn === undefined || !this.#silent.has(row)) continue;
      nats[standIn]! += nats[row]!;
      nats[row] = 0;
    }
    return this.#seats.map(({ name, row }) => ({ expert: name, nats: nats[row]! }));
  }

  /** The experts that can learn the token for this document do so. */
  adapt(state: Float32Array, token: number): void {
    for (const { expert } of this.#seats) expert.adapt?.(state, token);
  }

  observe(observed: ObservedTokens): void {
    for (const { expert } of this.#seats) expert.observe?.(observed);
  }

  splice(line: number, removed: number, inserted: number): void {
    for (const { expert } of this.#seats) expert.splice?.(line, removed, inserted);
  }

  /**
   * Takes out answers that are not finite, as of a network whose numbers overflow. One of them would make the whole
   * mixture NaN and, once learned, the mixer's weights. Their stand-ins answer for them, or else the first expert.
   */
  #leaveOutBroken(): void {
    for (const { place, row, standIn = 0 } of this.#seats) {
      const distribution = this.#mixer.expert(row);
      if (distribution.every(Number.isFinite)) continue;
      if (row === standIn) distribution.fill(1 / distribution.length);
      else distribution.set(this.#mixer.expert(standIn));
      this.#topTokens[place] = undefined;
    }
  }

  /** Fills the mixer's rows with the experts' answers. Returns the features that hold. */
  #ask(context: Context): readonly number[] {
    const mixer = this.#mixer;
    for (const { expert, place, row, standIn, isCompared } of this.#seats) {
      const distribution = mixer.expert(row);
      const hasAnswered = expert.fill(distribution, context);
      if (hasAnswered) this.#silent.delete(row);
      else this.#silent.add(row);
      if (!hasAnswered) {
        if (standIn === undefined) throw new RangeError('An expert without a stand-in has nothing to say.');
        distribution.set(mixer.expert(standIn));
      }
      this.#topTokens[place] = hasAnswered && isCompared ? topToken(distribution) : undefined;
      this.#matches[place] = expert.match;
      this.#own[place] = expert.feature;
    }
    if (!mixer.isFinite) this.#leaveOutBroken();
    return this.#features.of({
      topTokens: this.#topTokens,
      matches: this.#matches,
      own: this.#own,
      endKind: this.#endKinds[context.tokens.at(-1) ?? 0]!,
    });
  }
}

/** Throws when an expert's stand-in is not listed before it. */
function seatsOf(
  list: readonly ListedExpert[],
  sources: ExpertSources,
  network: Network | undefined,
): readonly Seat[] {
  const rows = new Map<string, number>();
  return expertsThatServe(list, network !== undefined).map((listed, row) => {
    const { name, standIn, comparedIn } = listed;
    if (standIn !== undefined && !rows.has(standIn)) {
      throw new RangeError(`${standIn} cannot stand in for ${name}: it is not listed before it.`);
    }
    rows.set(name, row);
    return {
      name,
      expert: listed.needsNetwork ? listed.make(sources, network!) : listed.make(sources),
      place: list.indexOf(listed),
      row,
      standIn: standIn === undefined ? undefined : rows.get(standIn),
      isCompared: comparedIn !== undefined,
    };
  });
}

function topToken(distribution: Float32Array): TopToken {
  let token = 0;
  for (let v = 1; v < distribution.length; v++) if (distribution[v]! > distribution[token]!) token = v;
  return { token, probability: distribution[token]! };
}
