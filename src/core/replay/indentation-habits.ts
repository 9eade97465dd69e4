import type { EditorSettings } from '../prediction/shaping/shaping-context.ts';
import {
  emptyIndentation,
  indentationOf,
  indentationUnit,
  type IndentationTally,
} from '../text/indentation.ts';
import { extensionOf } from '../text/selection/base-name.ts';
import type { SourceFile } from '../text/source-file.ts';

/** How an editor indents. */
export type Indentation = Pick<EditorSettings, 'insertSpaces' | 'tabSize'>;

/**
 * How a project's files are indented: for each extension, as most of its indented lines are. A typist's editor is set
 * as the project is, either by its settings or by what it finds in the files.
 */
export class IndentationHabits {
  readonly #tallies = new Map<string, IndentationTally>();

  constructor(files: readonly SourceFile[]) {
    for (const { path, text } of files) {
      const extension = extensionOf(path);
      const tally = this.#tallies.get(extension) ?? emptyIndentation();
      this.#tallies.set(extension, tally);
      for (const [i, count] of indentationOf(text.split('\n')).entries()) tally[i]! += count;
    }
  }

  /** The indentation of a file with this path. Where nothing is known it is four spaces, as is usual in editors. */
  of(path: string): Indentation {
    const unit = this.#unit(path);
    return { insertSpaces: unit !== '\t', tabSize: unit === '\t' ? 4 : unit.length };
  }

  /**
   * How far an editor indents a new line by itself: as the last line above that is not blank, and one step deeper
   * behind an opening bracket or, in Python, a colon.
   */
  ofNewLine(path: string, above: string): string {
    const indentation = /^[ \t]*/.exec(above)![0];
    const opens = /\.pyi?$/.test(path) ? /[([{:]\s*$/ : /[([{]\s*$/;
    return opens.test(above) ? indentation + this.#unit(path) : indentation;
  }

  #unit(path: string): string {
    const tally = this.#tallies.get(extensionOf(path));
    return (tally && indentationUnit(tally)) ?? '    ';
  }
}
