import type { WordIndex } from '../memory/word-index.ts';
import { keywords } from '../text/keywords.ts';
import { visitWords } from '../text/words.ts';

/**
 * The words that there are at one place: in the workspace's files, in the document, and in programming languages. What
 * is suggested in code is made of these.
 */
export class KnownWords {
  readonly #workspace: WordIndex;
  readonly #document: WordIndex;
  /** The words of the cursor's line that the cursor is not in. */
  readonly #line = new Set<string>();

  constructor(workspace: WordIndex, document: WordIndex, prefix: string, suffix: string) {
    this.#workspace = workspace;
    this.#document = document;
    visitWords(prefix, (from, to) => to < prefix.length && this.#line.add(prefix.slice(from, to)));
    visitWords(suffix, (from, to) => from > 0 && this.#line.add(suffix.slice(from, to)));
  }

  holds(word: string): boolean {
    return (
      this.#workspace.holds(word) ||
      this.#document.holds(word) ||
      keywords.has(word) ||
      this.#line.has(word) ||
      !this.#workspace.isComplete
    );
  }

  /** Whether any word begins so. */
  begins(beginning: string): boolean {
    return (
      this.#workspace.begins(beginning) ||
      this.#document.begins(beginning) ||
      !this.#workspace.isComplete ||
      someBegin(keywords, beginning) ||
      someBegin(this.#line, beginning)
    );
  }

  /** Whether words go on after a beginning in another way than with this letter. */
  isOpen(beginning: string, letter: string): boolean {
    const hasOther = (words: WordIndex): boolean =>
      words.wordsAfter(beginning) > words.wordsAfter(beginning + letter);
    return hasOther(this.#workspace) || hasOther(this.#document);
  }

  /** Whether no word begins so any more, but one did. */
  isGone(beginning: string): boolean {
    return this.#workspace.isGone(beginning) && !this.begins(beginning);
  }
}

function someBegin(words: ReadonlySet<string>, beginning: string): boolean {
  for (const word of words) if (word.startsWith(beginning)) return true;
  return false;
}
