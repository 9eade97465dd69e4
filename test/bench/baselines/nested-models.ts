import { mix } from './confidence-mix.ts';
import { PlacedNgrams, type Belief } from './jelinek-mercer.ts';
import { NgramCounter } from './ngram-counter.ts';

export interface TokenFile {
  /** Relative, with slashes. */
  readonly path: string;
  readonly tokens: Int32Array;
}

/** The sizes in the paper. */
const ORDER = 6;
const CACHE_CAPACITY = 5000;
const PLACES_RANKED = 10;

/** One folder's n-grams, without those of the next folder inwards. */
interface Level {
  readonly key: string;
  readonly counter: NgramCounter;
}

/** N-grams of all training text, of each folder around a file, and of the file so far; see nested-cache.ts. */
export class NestedCache {
  readonly #global: NgramCounter;
  #levels: readonly Level[] = [];
  #cache = new NgramCounter(ORDER, 0);

  constructor(training: readonly TokenFile[]) {
    this.#global = NgramCounter.of(
      ORDER,
      training.map(({ tokens }) => tokens),
    );
  }

  /** Begins a file in a folder, whose n-grams come from `nested`. '.' is the outermost folder. */
  open(folder: string, nested: readonly TokenFile[]): void {
    const folders = lineage(folder);
    const before = this.#levels;
    this.#levels = folders.map((outer, i) => {
      const deeper = folders.slice(i + 1);
      const files = nested.filter(
        ({ path }) => lies(path, outer) && !deeper.some((inner) => lies(path, inner)),
      );
      // Files near each other share most levels: those that consist of the same files.
      const key = files.map(({ path }) => path).join('\n');
      const kept = before.find((level) => level.key === key);
      return (
        kept ?? {
          key,
          counter: NgramCounter.of(
            ORDER,
            files.map(({ tokens }) => tokens),
          ),
        }
      );
    });
    this.#cache = new NgramCounter(ORDER, 0);
  }

  /** Adds tokens[at] to the cache. A full cache drops its oldest token. */
  learn(tokens: Int32Array, at: number): void {
    if (at === 0) this.#cache = new NgramCounter(ORDER, tokens.length);
    this.#cache.count(tokens, at, 1);
    if (at >= CACHE_CAPACITY) this.#cache.count(tokens, at - CACHE_CAPACITY, -1);
  }

  /** The most probable tokens at a place, best first. */
  ranked(tokens: Int32Array, at: number): number[] {
    const counters = [this.#global, ...this.#levels.map(({ counter }) => counter), this.#cache];
    const placed = counters.map((counter) => new PlacedNgrams(counter, tokens, at));
    const candidates = new Set(placed.flatMap((ngrams) => [...ngrams.candidates(PLACES_RANKED)]));
    const nothing: Belief = { probability: 0, confidence: 0 };
    // Confidence depends on the contexts alone, so it is the same for all, and the probabilities decide.
    return [...candidates]
      .map((token) => ({
        token,
        belief: placed.reduce((mixed, ngrams) => mix(mixed, ngrams.belief(token)), nothing),
      }))
      .sort((a, b) => b.belief.probability - a.belief.probability)
      .slice(0, PLACES_RANKED)
      .map(({ token }) => token);
  }
}

/** A folder and all folders around it, outermost first: ['.', 'a', 'a/b'] for 'a/b'. */
function lineage(folder: string): string[] {
  const names = folder === '.' ? [] : folder.split('/');
  return ['.', ...names.map((_, i) => names.slice(0, i + 1).join('/'))];
}

function lies(path: string, folder: string): boolean {
  return folder === '.' || path.startsWith(`${folder}/`);
}
