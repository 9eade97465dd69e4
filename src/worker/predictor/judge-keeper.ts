import { isLearnedJudge, Judge, type LearnedJudge } from '../../core/prediction/gate/judge.ts';
import { failed, succeeded, type Failure, type Outcome } from '../../protocol/failure.ts';
import { DelayedStore } from '../delayed-store.ts';
import type { Platform } from '../platform.ts';
import { openStored } from '../stored-file.ts';

/** Milliseconds from the last event until what was learned is stored. */
const STORE_AFTER = 5000;

/**
 * The judge that serves in all documents, and its file on the disk. What two windows learn at once is not added up: the
 * one that stores last is kept.
 */
export class JudgeKeeper {
  readonly judge = new Judge(() => {
    this.#store.storeSoon();
  });
  readonly #platform: Platform;
  readonly #report: (failure: Failure) => void;
  readonly #store: DelayedStore;
  #opening: Promise<unknown> = Promise.resolve();

  /** @param report - called when it could not be stored, or is damaged */
  constructor(platform: Platform, report: (failure: Failure) => void) {
    this.#platform = platform;
    this.#report = report;
    const encode = (): Uint8Array => new TextEncoder().encode(JSON.stringify(this.judge.learned));
    this.#store = new DelayedStore(platform, { encode, after: STORE_AFTER, report });
  }

  /** Goes on from what is stored there of this person, and stores there what it learns from now on. */
  open(path: string): Promise<Outcome<null>> {
    const opened = this.#open(path);
    this.#opening = opened;
    return opened;
  }

  /** Forgets what was learned of this person, on the disk, too. */
  async erase(): Promise<Outcome<null>> {
    await this.#opening;
    this.judge.forget();
    await this.#store.erase();
    return succeeded(null);
  }

  /** Stores at once what waits to be stored. */
  flush(): Promise<unknown> {
    return this.#store.flush();
  }

  /** Stores nothing from now on. */
  dispose(): void {
    this.#store.dispose();
  }

  async #open(path: string): Promise<Outcome<null>> {
    const opened = await openStored(path, learnedIn, this.#platform);
    if (!opened.ok) return opened;
    this.#store.path = path;
    const { content, problem } = opened.value;
    if (problem) this.#report(problem);
    if (content) this.judge.restore(content);
    return succeeded(null);
  }
}

/** What a file holds of a judge. */
export function learnedIn(bytes: Uint8Array): Outcome<LearnedJudge> {
  try {
    const stored: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (isLearnedJudge(stored)) return succeeded(stored);
  } catch {
    // It is not JSON.
  }
  return failed('judge-damaged', 'What was learned of you is damaged. Tacit learns it anew.');
}
