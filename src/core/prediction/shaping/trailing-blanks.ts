/** Blanks at the end of a suggestion cannot be seen and would be left behind. */
export function trailingBlanks(text: string): string {
  return text.trimEnd();
}
