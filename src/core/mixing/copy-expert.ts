import { BARRIER, LEAST_REPEATED, MOST_REPEATED, newPlaces, type Places } from '../memory/repeats.ts';
import { bucketOf } from './buckets.ts';
import type { Context, CopySources, Expert } from './expert.ts';

/** Upper bounds of the buckets of how many tokens agree. The highest bucket has none. */
const lengthBounds = [12, 16, 24, MOST_REPEATED] as const;
/** What else was found: something that goes on differently, nothing, or something that goes on alike. */
const COMPANIES = 3;
/** Buckets of a copy with another name in it: by the tokens that agree after the name, and before it. */
const renamedAfter = [4, 7] as const;
const renamedBefore = [12, 20] as const;
const EXACT = (lengthBounds.length + 1) * COMPANIES;
const RENAMED = (renamedAfter.length + 1) * (renamedBefore.length + 1);

/** How many features the expert shows: one for no copy, and one for each kind of copy. */
export const COPY_FEATURES = 1 + EXACT + RENAMED;

/**
 * The shares of copies that went on as they were found, by feature, on held-out files of the development workspaces.
 * The mixer corrects them.
 */
const shares: readonly number[] = [
  0,
  ...[0.38, 0.75, 0.94],
  ...[0.5, 0.83, 0.96],
  ...[0.6, 0.87, 0.98],
  ...[0.75, 0.9, 0.985],
  ...[0.85, 0.97, 0.995],
  ...[0.72, 0.78, 0.85],
  ...[0.78, 0.85, 0.88],
  ...[0.8, 0.87, 0.9],
];

/** Tokens after the other name that have to agree, and the most that may. */
const LEAST_AFTER = 2;
const MOST_AFTER = 11;
/** The longest names, in tokens. */
const LONGEST_NAME = 5;

/** The best copy that was found. */
interface Copy {
  readonly token: number;
  readonly score: number;
  readonly feature: number;
}

/**
 * What comes next where the last tokens have been written before: in the workspace's files or in the document, word
 * for word, or with another name in the place of one. All the mass is on one token, as sure as copies of its kind are.
 */
export class CopyExpert implements Expert {
  readonly contextLength = MOST_REPEATED;
  feature = 0;
  readonly #sources: CopySources;
  readonly #isName: Uint8Array;
  readonly #places = newPlaces();

  constructor(sources: CopySources) {
    this.#sources = sources;
    this.#isName = Uint8Array.from(sources.pieces, (piece) => Number(/^\s*[\p{L}\p{N}_$]+$/u.test(piece)));
  }

  fill(out: Float32Array, { tokens }: Context): boolean {
    const copy = this.#find(tokens);
    this.feature = copy?.feature ?? 0;
    if (!copy) return false;
    const share = shares[copy.feature]!;
    out.fill((1 - share) / (out.length - 1));
    out[copy.token] = share;
    return true;
  }

  #find(tokens: Int32Array): Copy | undefined {
    const exact = this.#exact(tokens);
    if (exact && exact.score >= lengthBounds[0]) return exact;
    return this.#renamed(tokens, (exact?.score ?? 0) + 2) ?? exact;
  }

  /** The longest copy. */
  #exact(context: Int32Array): Copy | undefined {
    let [longest, token, found, differing] = [0, BARRIER, 0, 0];
    this.#eachPlace(context, context.length, (tokens, at, length) => {
      const next = tokens[at + 1]!;
      if (next === BARRIER) return;
      if (found++ > 0 && next !== token) differing++;
      if (length > longest) [longest, token] = [length, next];
    });
    if (found === 0) return undefined;
    const company = differing > 0 ? 0 : found > 1 ? 2 : 1;
    return { token, score: longest, feature: 1 + bucketOf(longest, lengthBounds) * COMPANIES + company };
  }

  /**
   * The best copy of `least` tokens or more in which one name stands in the place of another:
   *   there:  … a b c  one    d e  next
   *   here:   … a b c  other  d e
   */
  #renamed(context: Int32Array, least: number): Copy | undefined {
    let best: Copy | undefined;
    let most = least;
    for (let back = LEAST_AFTER + 1; back <= MOST_AFTER; back++) {
      const end = context.length - back;
      if (end < LEAST_REPEATED) break;
      this.#eachPlace(context, end, (tokens, at, before) => {
        if (tokens[at + 1] === context[end]) return;
        const after = this.#agreeingAfter(tokens, at + 1, context, end);
        const score = before + (after?.length ?? 0);
        if (!after || score <= most) return;
        most = score;
        const kind =
          bucketOf(before, renamedBefore) * (renamedAfter.length + 1) + bucketOf(after.length, renamedAfter);
        best = { token: after.next, score, feature: 1 + EXACT + kind };
      });
    }
    return best;
  }

  /** What agrees after the names that begin at `at` there and at `end` here, if that is all up to the end here. */
  #agreeingAfter(
    tokens: Uint16Array,
    at: number,
    context: Int32Array,
    end: number,
  ): { readonly length: number; readonly next: number } | undefined {
    const isName = this.#isName;
    for (let here = 1; here <= LONGEST_NAME && isName[context[end + here - 1]!] === 1; here++) {
      const length = context.length - end - here;
      if (length < LEAST_AFTER) return undefined;
      for (let there = 1; there <= LONGEST_NAME && isName[tokens[at + there - 1]!] === 1; there++) {
        let agreeing = 0;
        while (agreeing < length && tokens[at + there + agreeing] === context[end + here + agreeing])
          agreeing++;
        const next = tokens[at + there + length]!;
        if (agreeing < length || next === BARRIER) continue;
        // Where the one name comes again there, the other does here.
        return { length, next: next === tokens[at] ? context[end]! : next };
      }
    }
    return undefined;
  }

  #eachPlace(
    context: Int32Array,
    end: number,
    visit: (tokens: Uint16Array, at: number, length: number) => void,
  ): void {
    const { files, typed, path } = this.#sources;
    const places = this.#places;
    typed.find(context, end, places);
    visitAll(typed.tokens, places, visit);
    files.find(context, end, places, path);
    visitAll(files.tokens, places, visit);
  }
}

function visitAll(
  tokens: Uint16Array,
  { at, length, count }: Places,
  visit: (tokens: Uint16Array, at: number, length: number) => void,
): void {
  for (let i = 0; i < count; i++) visit(tokens, at[i]!, length[i]!);
}
