/**
 * Control characters but for tabs and line breaks, those that embed, override and isolate directions, line separators
 * that editors do not break at, byte order marks, and half surrogate pairs.
 */
const hidden = /[\0-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\p{Surrogate}]/u;

/** Emoji that wait for others to be joined to them, at the end of a text. */
const joining = /(?:[^\s\u200d][\ufe0f\u{1f3fb}-\u{1f3ff}]?\u200d)+$/u;

/**
 * Cuts a text before a character that nobody sees and that changes what is seen: one that makes code read otherwise
 * than it is compiled (Boucher and Anderson 2021, "Trojan Source: Invisible Vulnerabilities"), or is no text at all.
 * Files may hold them, but nobody can judge them by looking.
 */
export function cutHiddenCharacters(text: string): string {
  const at = text.search(hidden);
  return at < 0 ? text : text.slice(0, at).replace(joining, '');
}
