import { common, digestsOf, type PathDigests, union, without } from '../core/text/path-digests.ts';

/** What a listing of the workspace says about files that were known before. */
interface Listing {
  /** Files that were remembered before it, or learned from. */
  readonly known: PathDigests;
  readonly listed: readonly string[];
  /** Those of the listed files that `.gitignore` files ignore. */
  readonly ignored: readonly string[];
  /** Whether the user has excluded files since the last listing. */
  readonly excludes: boolean;
}

/** The files from which nothing may be known, although they may exist. */
export class ForgottenFiles {
  #paths: ReadonlySet<string> = new Set();
  #digests: PathDigests = '';
  /** Files that were once learned from, and are now ignored or excluded. */
  barred: PathDigests = '';

  /** The files that the user has told Tacit to forget. */
  get paths(): ReadonlySet<string> {
    return this.#paths;
  }

  /** From now on it is these files. Returns whether some are new. */
  replace(paths: readonly string[]): boolean {
    const isMore = paths.some((path) => !this.#paths.has(path));
    this.#paths = new Set(paths);
    this.#digests = digestsOf(paths);
    return isMore;
  }

  /** Looks for files that were known, exist, and are no longer to be learned from. Returns whether there are new ones. */
  look({ known, listed, ignored, excludes }: Listing): boolean {
    const before = this.barred;
    const ever = union(known, before);
    const unlisted = without(excludes ? ever : before, digestsOf(listed));
    this.barred = union(common(digestsOf(ignored), ever), unlisted);
    return without(this.barred, before) !== '';
  }

  /** Whether there are any. */
  get isAny(): boolean {
    return this.#digests !== '' || this.barred !== '';
  }

  /** @param learned - what a network has learned from; undefined where that is not known */
  haveTaught(learned: PathDigests | undefined): boolean {
    return this.isAny && (learned === undefined || common(learned, union(this.#digests, this.barred)) !== '');
  }
}
