import {
  emptyIndentation,
  indentationOf,
  indentationUnit,
  type IndentationTally,
} from '../text/indentation.ts';
import { extensionOf } from '../text/selection/base-name.ts';
import { WordIndex } from './word-index.ts';

/** How the files of a workspace are written: their words, and the steps by which their lines are indented. */
export class Orthography {
  readonly words = new WordIndex();
  readonly #indentation = new Map<string, IndentationTally>();

  /** Counts whole lines of a file. */
  add(path: string, lines: string): void {
    this.words.add(lines);
    this.#indent(path, lines, 1);
  }

  /** Removes lines that were added. */
  remove(path: string, lines: string): void {
    this.words.remove(lines);
    this.#indent(path, lines, -1);
  }

  /** One step of indentation in most files with this path's extension; undefined if none is known. */
  indentationUnit(path: string): string | undefined {
    const tally = this.#indentation.get(extensionOf(path));
    return tally && indentationUnit(tally);
  }

  #indent(path: string, lines: string, sign: 1 | -1): void {
    const extension = extensionOf(path);
    const tally = this.#indentation.get(extension) ?? emptyIndentation();
    for (const [i, count] of indentationOf(lines.split('\n')).entries()) tally[i]! += sign * count;
    if (tally.some((count) => count > 0)) this.#indentation.set(extension, tally);
    else this.#indentation.delete(extension);
  }
}
