/** What becomes of a suggestion. Nobody can see any text in it. */
export interface SuggestionEvent {
  readonly what: SuggestionFate;
  readonly languageId: string;
  readonly kind: SuggestionKind;
  /** The length of the suggestion, in UTF-16 code units. */
  readonly characters: number;
  /** How many of them were taken. */
  readonly taken: number;
}

export const suggestionFates = [
  'shown',
  'taken', // to its end
  'takenInPart',
  'refused', // something else was typed
  'keptAfter30s', // what was taken still stands
  'undone',
] as const;

export type SuggestionFate = (typeof suggestionFates)[number];

export const suggestionKinds = [
  'short',
  'line',
  'severalLines',
  'askedFor', // of any length: one who asks is shown more, and takes more
] as const;

export type SuggestionKind = (typeof suggestionKinds)[number];

/** About a word, in UTF-16 code units. */
const LONGEST_SHORT = 12;

export function kindOf(ghostText: string, isAskedFor: boolean): SuggestionKind {
  if (isAskedFor) return 'askedFor';
  if (ghostText.includes('\n')) return 'severalLines';
  return ghostText.length <= LONGEST_SHORT ? 'short' : 'line';
}
