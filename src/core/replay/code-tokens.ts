/**
 * Code tokens, the units in which the literature on models of code ranks what comes next: what remains after splitting at
 * white space and around each ASCII punctuation character, which is a token of its own. They belong to the text, not to
 * any tokenizer, so that systems with different vocabularies are asked the same questions.
 */
export interface CodeToken {
  readonly text: string;
  /** Places in the text, in UTF-16 code units. */
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

/** A sign is a token by itself, letters (all that is neither white space nor sign) make words. */
export type CharacterKind = 'space' | 'sign' | 'letter';

/** Of one code point. */
export function characterKind(character: string): CharacterKind {
  if (spacePattern.test(character)) return 'space';
  return signPattern.test(character) ? 'sign' : 'letter';
}
