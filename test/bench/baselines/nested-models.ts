import { mix } from './confidence-mix.ts';
import { PlacedNgrams, type Belief } from './jelinek-mercer.ts';
import { NgramCounter } from './ngram-counter.ts';

export interface TokenFile {
  /** Relative, with slashes. */
  readonly path: string;
  readonly tokens: Int32Array;
}

/** The published sizes. */
const order = 6;
const cacheCapacity = 5000;
const placesRanked = 10;

/** One folder's n-grams, without those of the next folder inwards. */
interface Level {
  readonly key: string;
  readonly counter: NgramCounter;
}

/** The n-grams of all training text, of each folder around a file, and of the file as far as it was read; see nested-cache.ts. */
export class NestedCache {
  readonly #global: NgramCounter;
  #levels: readonly Level[] = [];
  #cache = new NgramCounter(order, 0);

  constructor(training: readonly TokenFile[]) {
    this.#global = NgramCounter.of(
      order,
      training.map(({ tokens }) => tokens),
    );
  }

  /** Turns to a file in a folder ('.' is the outermost), with the texts that its folders are known by. */
  open(folder: string, nested: readonly TokenFile[]): void {
    const folders = lineage(folder);
    const before = this.#levels;
    this.#levels = folders.map((outer, i) => {
      const deeper = folders.slice(i + 1);
      const files = nested.filter(
        ({ path }) => lies(path, outer) && !deeper.some((inner) => lies(path, inner)),
      );
      // Neighbours share most of their folders; only those with the same files are the same.
      const key = files.map(({ path }) => path).join('\n');
      const kept = before.find((level) => level.key === key);
      return (
        kept ?? {
          key,
          counter: NgramCounter.of(
            order,
            files.map(({ tokens }) => tokens),
          ),
        }
      );
    });
    this.#cache = new NgramCounter(order, 0);
  }

  /** Takes tokens[at] into the cache; the oldest leaves a full one. */
  learn(tokens: Int32Array, at: number): void {
    if (at === 0) this.#cache = new NgramCounter(order, tokens.length);
    this.#cache.count(tokens, at, 1);
    if (at >= cacheCapacity) this.#cache.count(tokens, at - cacheCapacity, -1);
  }

  /** The tokens held most probable at a place, best first. */
  ranked(tokens: Int32Array, at: number): number[] {
    const counters = [this.#global, ...this.#levels.map(({ counter }) => counter), this.#cache];
    const placed = counters.map((counter) => new PlacedNgrams(counter, tokens, at));
    const candidates = new Set(placed.flatMap((ngrams) => [...ngrams.candidates(placesRanked)]));
    const nothing: Belief = { probability: 0, confidence: 0 };
    // All have the same confidence: it depends on the contexts alone. So the probabilities decide.
    return [...candidates]
      .map((token) => ({
        token,
        belief: placed.reduce((mixed, ngrams) => mix(mixed, ngrams.belief(token)), nothing),
      }))
      .sort((a, b) => b.belief.probability - a.belief.probability)
      .slice(0, placesRanked)
      .map(({ token }) => token);
  }
}

/** A folder and all around it, outermost first: ['.', 'a', 'a/b'] for 'a/b'. */
function lineage(folder: string): string[] {
  const names = folder === '.' ? [] : folder.split('/');
  return ['.', ...names.map((_, i) => names.slice(0, i + 1).join('/'))];
}

function lies(path: string, folder: string): boolean {
  return folder === '.' || path.startsWith(`${folder}/`);
}
