import { share } from '../../core/replay/tally.ts';
import type { SourceFile } from '../../core/text/source-file.ts';
import type { TypedFile } from './replay-files.ts';

/** How suggestions end, as shares of those that were shown. */
export interface ShownShares {
  /** In a word that stands in no file of the workspace and nowhere in the document. */
  readonly endsInUnknownWord: number;
  /** Nothing but blanks, which nobody can see. */
  readonly invisible: number;
}

const word = /[\p{L}\p{N}\p{M}_$]+/gu;
/** Scripts without blanks between words: there is no telling where a word ends. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** Counts the suggestions that end in half a word, and those that nobody can see. */
export class ShownEnds {
  readonly #workspace: ReadonlySet<string>;
  readonly #documents = new WeakMap<TypedFile, ReadonlySet<string>>();
  #shown = 0;
  #unknown = 0;
  #invisible = 0;

  constructor(workspace: readonly SourceFile[]) {
    this.#workspace = new Set(workspace.flatMap(({ path, text }) => [...wordsOf(path), ...wordsOf(text)]));
  }

  readonly note = (
    file: TypedFile,
    { text, position }: { readonly text: string; readonly position: number },
  ): void => {
    this.#shown++;
    if (text.trim() === '') this.#invisible++;
    const line = file.text.text.slice(file.text.text.lastIndexOf('\n', position - 1) + 1, position);
    const last = /[\p{L}\p{N}\p{M}_$]+$/u.exec(line + text)?.[0];
    if (last === undefined || unspaced.test(last) || this.#workspace.has(last)) return;
    let words = this.#documents.get(file);
    if (!words) {
      words = new Set([...wordsOf(file.path), ...wordsOf(file.text.text)]);
      this.#documents.set(file, words);
    }
    if (!words.has(last)) this.#unknown++;
  };

  get shares(): ShownShares {
    return {
      endsInUnknownWord: share(this.#unknown, this.#shown),
      invisible: share(this.#invisible, this.#shown),
    };
  }
}

function wordsOf(text: string): readonly string[] {
  return text.match(word) ?? [];
}
