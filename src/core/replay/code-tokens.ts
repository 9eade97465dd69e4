/**
 * Code tokens are the units by which models of code are ranked on what comes next (Hindle et al. 2012, "On the
 * naturalness of software"; Hellendoorn and Devanbu 2017). Here they are what remains after the text is split at white
 * space and around each ASCII punctuation character, which is a token of its own. They belong to the text and to no
 * tokenizer, so systems with different vocabularies are asked the same questions.
 */
export interface CodeToken {
  readonly text: string;
  /** Positions in the text, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
}

const tokenPattern = /[!-/:-@[-`{-~]|[^\s!-/:-@[-`{-~]+/gu;
const spacePattern = /^\s$/u;
const signPattern = /^[!-/:-@[-`{-~]$/u;

export function codeTokens(text: string): CodeToken[] {
  return Array.from(text.matchAll(tokenPattern), (match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** A sign is a token of its own. Letters, that is all but white space and signs, make words. */
export type CharacterKind = 'space' | 'sign' | 'letter';

/** The kind of one code point. */
export function characterKind(character: string): CharacterKind {
  if (spacePattern.test(character)) return 'space';
  return signPattern.test(character) ? 'sign' : 'letter';
}
