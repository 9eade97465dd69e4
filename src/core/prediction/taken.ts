import type { LineEdit } from './open-document.ts';
import type { Shown } from './typed-through.ts';

/**
 * Whether an edit accepts a suggestion: it inserts the whole of it at once. A last character alone is typed. The editor
 * may insert the beginning of the word once more, in its own place.
 */
export function isTaken(
  { line, prefix, ghostText }: Shown,
  { endLine, endCharacter, text }: LineEdit,
): boolean {
  return (
    ghostText.length > 1 && endLine === line && endCharacter === prefix.length && text.endsWith(ghostText)
  );
}

/** The suggestion that was taken last, as long as it stands where it was inserted. */
export class LastTaken<Taken extends Shown> {
  #taken: Taken | undefined;

  note(taken: Taken): void {
    this.#taken = taken;
  }

  /** Follows an edit. Returns what was taken if the edit takes it back, as undoing does. */
  takenBack(edit: LineEdit): Taken | undefined {
    const taken = this.#taken;
    if (!taken || !reachesInto(edit, taken)) return undefined;
    this.#taken = undefined;
    const { line, prefix, ghostText } = taken;
    const isBefore =
      edit.startLine < line || (edit.startLine === line && edit.startCharacter <= prefix.length);
    const [endLine, endCharacter] = endOf(taken);
    const isBehind =
      edit.endLine > endLine || (edit.endLine === endLine && edit.endCharacter >= endCharacter);
    return isBefore && isBehind && !edit.text.endsWith(ghostText) ? taken : undefined;
  }
}

/** Where a suggestion ends that was taken. */
function endOf({ line, prefix, ghostText }: Shown): readonly [line: number, character: number] {
  const lines = ghostText.split('\n');
  const last = lines.at(-1)!.length;
  return [line + lines.length - 1, lines.length === 1 ? prefix.length + last : last];
}

/** Whether an edit begins before the end of what was taken: then it changes it, or where it stands. */
function reachesInto({ startLine, startCharacter }: LineEdit, taken: Shown): boolean {
  const [endLine, endCharacter] = endOf(taken);
  return startLine < endLine || (startLine === endLine && startCharacter < endCharacter);
}
