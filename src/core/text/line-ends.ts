/** Turns every line end into LF. Models know only this one, and the editor puts back the document's own. */
export function normalizeLineEnds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}
