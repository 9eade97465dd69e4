import type { Place } from '../prediction/place.ts';
import type { Progress } from './token-progress.ts';

/** A sequence of the model's tokens after the cursor that does not yet make a code token. */
export interface Path {
  /** The place before `token`, or the place itself if there is none. */
  readonly from: Place;
  readonly token: number | undefined;
  /** What is typed already and is not covered yet, spelled. */
  readonly rest: string;
  readonly progress: Progress;
  /** What is known of the code token, spelled. */
  readonly word: string;
  /** The beginning of a character whose spelling is not finished. */
  readonly pending: string;
  readonly probability: number;
}

/** The paths that are not followed yet, and the mass of all that were not, including dropped ones. */
export class OpenPaths {
  readonly #paths: Path[] = [];
  #kept = 0;
  #dropped = 0;

  constructor(first: Path) {
    this.push(first);
  }

  get mass(): number {
    return this.#kept + this.#dropped;
  }

  push(path: Path): void {
    this.#paths.push(path);
    this.#kept += path.probability;
  }

  drop(probability: number): void {
    this.#dropped += probability;
  }

  /** Undefined when there is no path, or none with at least `leastWorth`. */
  takeBest(leastWorth: number): Path | undefined {
    const paths = this.#paths;
    let best = 0;
    for (let i = 1; i < paths.length; i++) if (paths[i]!.probability > paths[best]!.probability) best = i;
    const path = paths[best];
    if (path === undefined || path.probability < leastWorth || path.probability === 0) return undefined;
    paths[best] = paths.at(-1)!;
    paths.pop();
    this.#kept = Math.max(0, this.#kept - path.probability);
    return path;
  }
}
