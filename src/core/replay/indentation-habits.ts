import type { EditorSettings } from '../prediction/shaping/shaping-context.ts';
import type { SourceFile } from '../text/source-file.ts';
import { extensionOf } from '../text/selection/base-name.ts';

/** How an editor indents. */
export type Indentation = Pick<EditorSettings, 'insertSpaces' | 'tabSize'>;

/**
 * Whether a project's files are indented by tabs or by spaces, for each extension by the majority of indented lines: a
 * typist's editor is set to a project's habits, by its settings or by looking at its files.
 */
export class IndentationHabits {
  readonly #lines = new Map<string, { tabs: number; spaces: number }>();

  constructor(files: readonly SourceFile[]) {
    for (const { path, text } of files) {
      const extension = extensionOf(path);
      const lines = this.#lines.get(extension) ?? { tabs: 0, spaces: 0 };
      this.#lines.set(extension, lines);
      lines.tabs += text.match(/^\t/gm)?.length ?? 0;
      // One blank is how lines of a comment begin.
      lines.spaces += text.match(/^ {2}/gm)?.length ?? 0;
    }
  }

  /** Of a file with this path; spaces, as editors have it, where nothing is known. */
  of(path: string): Indentation {
    const { tabs, spaces } = this.#lines.get(extensionOf(path)) ?? { tabs: 0, spaces: 0 };
    return { insertSpaces: tabs <= spaces, tabSize: 4 };
  }
}
