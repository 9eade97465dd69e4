import type { EditorSettings } from '../prediction/shaping/shaping-context.ts';
import type { SourceFile } from '../text/source-file.ts';
import { extensionOf } from '../text/selection/base-name.ts';

/** How an editor indents. */
export type Indentation = Pick<EditorSettings, 'insertSpaces' | 'tabSize'>;

/**
 * Whether a project's files are indented by tabs or by spaces: for each extension, what most of its indented lines use.
 * A typist's editor is set as the project is, either by its settings or by what it finds in the files.
 */
export class IndentationHabits {
  readonly #lines = new Map<string, { tabs: number; spaces: number }>();

  constructor(files: readonly SourceFile[]) {
    for (const { path, text } of files) {
      const extension = extensionOf(path);
      const lines = this.#lines.get(extension) ?? { tabs: 0, spaces: 0 };
      this.#lines.set(extension, lines);
      lines.tabs += text.match(/^\t/gm)?.length ?? 0;
      // A single blank is how lines of a comment begin.
      lines.spaces += text.match(/^ {2}/gm)?.length ?? 0;
    }
  }

  /** The indentation of a file with this path. Where nothing is known it is by spaces, as is usual in editors. */
  of(path: string): Indentation {
    const { tabs, spaces } = this.#lines.get(extensionOf(path)) ?? { tabs: 0, spaces: 0 };
    return { insertSpaces: tabs <= spaces, tabSize: 4 };
  }
}
