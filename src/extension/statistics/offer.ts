/** A text that is offered: `insertText` replaces what begins at `start`, and `ghostText` is the new part of it. */
export interface OfferedText {
  readonly start: number;
  readonly insertText: string;
  readonly ghostText: string;
}

/** An answer to the editor. Offsets are in UTF-16 code units. */
export interface Offer {
  readonly document: string;
  readonly languageId: string;
  /** Where the ghost text begins. */
  readonly offset: number;
  readonly isAskedFor: boolean;
  /** Whether the texts extend the entry that is selected in the editor's own list. */
  readonly extendsEntry: boolean;
  /** The best first. None: nothing stands there from now on. */
  readonly texts: readonly OfferedText[];
}

/** An edit: `text` replaces `length` UTF-16 code units from `offset` on. */
export interface OffsetEdit {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/** What one change of a document consists of. */
export interface DocumentEdits {
  readonly document: string;
  /** The offsets of each are those after the edits before it. */
  readonly edits: readonly OffsetEdit[];
  readonly reason: 'undo' | 'redo' | undefined;
}
