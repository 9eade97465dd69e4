import type { Disposable, TextDocument } from 'vscode';
import { DocumentSetting } from './document-setting.ts';
import { readSetting } from '../manifest/user-settings.ts';

export type Off = 'everywhere' | { readonly language: string };

/** Knows whether the user wants suggestions in a document. */
export class Enabled implements Disposable {
  readonly #setting: DocumentSetting<boolean>;

  constructor(changed: () => void) {
    this.#setting = new DocumentSetting(['enable'], (scope) => readSetting('enable', scope), changed);
  }

  in(document: TextDocument): boolean {
    return this.#setting.in(document);
  }

  /** What is turned off for a document: suggestions everywhere, or in its language. Undefined if suggestions are on. */
  offAt(document: TextDocument | undefined): Off | undefined {
    if (!readSetting('enable')) return document !== undefined && this.in(document) ? undefined : 'everywhere';
    return document === undefined || this.in(document) ? undefined : { language: document.languageId };
  }

  dispose(): void {
    this.#setting.dispose();
  }
}
