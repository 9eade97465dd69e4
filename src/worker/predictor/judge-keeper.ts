import { isLearnedJudge, Judge, type LearnedJudge } from '../../core/prediction/gate/judge.ts';
import { failed, succeeded, type Failure, type Outcome } from '../../protocol/failure.ts';
import type { Platform } from '../platform.ts';
import { openStored } from '../stored-file.ts';
import { Turns } from '../turns.ts';

/** Milliseconds from the last event until what was learned is stored. */
const STORE_AFTER = 5000;

/**
 * The judge that serves in all documents, and its file on the disk. What two windows learn at once is not added up: the
 * one that stores last is kept.
 */
export class JudgeKeeper {
  readonly judge = new Judge(() => {
    this.#storeSoon();
  });
  readonly #platform: Platform;
  readonly #report: (failure: Failure) => void;
  readonly #turns = new Turns();
  #path: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param report - called when it could not be stored */
  constructor(platform: Platform, report: (failure: Failure) => void) {
    this.#platform = platform;
    this.#report = report;
  }

  /** Goes on from what is stored there of this person, and stores there what it learns from now on. */
  open(path: string): Promise<Outcome<null>> {
    return this.#turns.take(async () => {
      const opened = await openStored(path, learnedIn, this.#platform);
      if (!opened.ok) return opened;
      this.#path = path;
      const { content, problem } = opened.value;
      if (problem) this.#report(problem);
      if (content) this.judge.restore(content);
      return succeeded(null);
    });
  }

  /** Forgets what was learned of this person, on the disk, too. */
  erase(): Promise<Outcome<null>> {
    this.judge.forget();
    return this.#store();
  }

  #storeSoon(): void {
    clearTimeout(this.#timer);
    if (this.#path === undefined) return;
    this.#timer = setTimeout(() => {
      void this.#store().then((stored) => {
        if (!stored.ok) this.#report(stored.failure);
      });
    }, STORE_AFTER);
  }

  #store(): Promise<Outcome<null>> {
    clearTimeout(this.#timer);
    return this.#turns.take(async () => {
      if (this.#path === undefined) return succeeded(null);
      const text = JSON.stringify(this.judge.learned);
      return this.#platform.files.writeWhole(this.#path, new TextEncoder().encode(text));
    });
  }
}

function learnedIn(bytes: Uint8Array): Outcome<LearnedJudge> {
  try {
    const stored: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (isLearnedJudge(stored)) return succeeded(stored);
  } catch {
    // It is not JSON.
  }
  return failed('judge-damaged', 'What was learned of you is damaged. Tacit learns it anew.');
}
