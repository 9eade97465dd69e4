import type { Disposable, TextDocument } from 'vscode';
import { DocumentSetting } from './document-setting.ts';
import { readSetting } from '../manifest/user-settings.ts';

/** Where the user has suggestions on, seen from the active editor. */
export interface Switches {
  /** Whether they are on in the active editor or, without one, in general. */
  readonly here: boolean;
  /** Whether they are on in languages that have no setting of their own. */
  readonly inGeneral: boolean;
  /** The language of the active editor; undefined if there is none in which people write. */
  readonly language: string | undefined;
  /** Whether the cursor is in a line that is too long for suggestions. */
  readonly isLineTooLong: boolean;
}

/** Knows whether the user wants suggestions in a document. */
export class Enabled implements Disposable {
  readonly #setting: DocumentSetting<boolean>;
  readonly #listeners = new Set<() => void>();

  constructor() {
    this.#setting = new DocumentSetting(
      ['enable'],
      (scope) => readSetting('enable', scope),
      () => {
        for (const listener of this.#listeners) listener();
      },
    );
  }

  /** Calls the listener when the answers may have changed. */
  listen(listener: () => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  in(document: TextDocument): boolean {
    return this.#setting.in(document);
  }

  switchesAt(document: TextDocument | undefined): Omit<Switches, 'isLineTooLong'> {
    const inGeneral = readSetting('enable', document?.uri);
    if (document === undefined) return { here: inGeneral, inGeneral, language: undefined };
    return { here: this.in(document), inGeneral, language: document.languageId };
  }

  dispose(): void {
    this.#listeners.clear();
    this.#setting.dispose();
  }
}
