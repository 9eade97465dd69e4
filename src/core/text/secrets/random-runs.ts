import type { Span } from './span.ts';

/** Runs of the characters of base64, hexadecimal and the like, and of digits in groups. */
const runs =
  /(?<![A-Za-z0-9+/_-])(?:[A-Za-z0-9+/]{16,}={0,2}|[A-Za-z0-9_-]{16,}|\d{4}(?:[ -]\d{4}){3})(?![A-Za-z0-9_-])/g;

/** The stretches of a text that look random, rather than chosen by a person, and the numbers of payment cards. */
export function randomRuns(text: string): readonly Span[] {
  const spans: Span[] = [];
  for (const { index, 0: run } of text.matchAll(runs)) {
    if (isCard(run) ? !/[\d.][ .-]?$/.test(text.slice(index - 2, index)) : isRandomIn(text, index, run))
      spans.push({ from: index, to: index + run.length });
  }
  return spans;
}

function isRandomIn(text: string, index: number, run: string): boolean {
  if (sequence.test(run) || ofData.test(run)) return false;
  if (!isRandom(run) && !isGivenRandom(run, text, index)) return false;
  return !isPublic.test(text.slice(Math.max(0, index - 40), index));
}

/** What comes before digests of contents, versions and pictures, which are random but no secrets. */
const isPublic =
  /(?:(?:commits?|drc|(?<![a-z])_id|(?:gpg|pgp) key|fingerprint|sha[-_]?\d*|md5|sum|rev(?:ision)?|(?<!pass\w*)hash|digest|etag|integrity|tree|blob|parent|head|git|uuid|guid|nonce|fixes|see)\W{0,5}|base64,|[@#~]|0x|\bgi(?:t|st)[\w.]*\.(?:\S*\/)?)$/i;

/** Alphabets and examples. */
const sequence = /0123|abcdef|000102|deadbeef/i;
/** How WebAssembly, pictures, fonts and archives begin in base64. */
const ofData = /^(?:AGFzbQ|iVBORw|R0lGOD|\/9j\/|d09GM|UEsDB|H4sI|AAEAAAA)/;
/** Numbers that names of types have. */
const widths = /(?:\d{1,2}x\d{1,2}|8|16|32|64|128|256)(?!\d)/g;
/** A run of hexadecimal digits. */
const hexadecimal = /^(?:[0-9a-f]+|[0-9A-F]+)$/;
/**
 * Share of neighbours that are of different classes (lower case, upper case, digit). Random base64 has
 * 1 − (26² + 26² + 10²) / 62² = 0.62, names in camel case about 0.3.
 */
const CHANGES_OF_RANDOM = 0.45;
/** The same for random lower-case letters and digits, which have 2 · 26 · 10 / 36² = 0.40. */
const CHANGES_OF_LOWER_CASE = 0.25;
/**
 * Share of the characters that are in runs of three or more lower-case letters. Random base64 has p³ (3 − 2p) = 0.16
 * with p = 26/62. Names of short words and numbers, whose classes change as often, have more than half.
 */
const LOWER_RUNS_OF_RANDOM = 0.4;

/** Different characters of at least 20. Random base64 has 17 of 20, and words fewer. */
const DISTINCT_OF_RANDOM = 12;

/** Whether a run of letters and digits looks random wherever it stands. */
function isRandom(run: string): boolean {
  const digits = run.replace(widths, '').replace(/[^0-9]/g, '').length;
  const plain = run.replace(/[^A-Za-z0-9]/g, '');
  if (digits < 2 || plain.length < 20 || !/[a-z]/.test(run) || !/[A-Z]/.test(run)) return false;
  const inLowerRuns = plain.match(/[a-z]{3,}/g)?.join('').length ?? 0;
  if (inLowerRuns / plain.length > LOWER_RUNS_OF_RANDOM) return false;
  return changes(plain) >= CHANGES_OF_RANDOM && new Set(plain).size >= DISTINCT_OF_RANDOM;
}

/** Whether a run looks random, and stands where a value is given: in quotes, or behind a sign that gives it. */
function isGivenRandom(run: string, text: string, index: number): boolean {
  if (
    !/[0-9]/.test(run) ||
    !/[A-Za-z]/.test(run) ||
    !/["'`=:：(>][ \t]?$/.test(text.slice(Math.max(0, index - 2), index))
  )
    return false;
  const digits = run.replace(/[^0-9]/g, '').length;
  if (hexadecimal.test(run)) return digits >= 3 && run.length - digits >= 2 && new Set(run).size >= 8;
  return (
    /^(?:[a-z0-9]{24,}|[A-Z0-9]{24,})$/.test(run) &&
    digits >= run.length / 8 &&
    changes(run) >= CHANGES_OF_LOWER_CASE &&
    new Set(run).size >= DISTINCT_OF_RANDOM
  );
}

/** The share of neighbours that are of different classes. */
function changes(plain: string): number {
  return (plain.match(/[a-z]+|[A-Z]+|\d+/g)!.length - 1) / (plain.length - 1);
}

/** The first digits and lengths that card networks have (ISO/IEC 7812). */
const cardNumber =
  /^(?:4\d{12}(?:\d{3})?|5[1-5]\d{14}|2[2-7]\d{14}|3[47]\d{13}|6(?:011|5\d\d)\d{12}|62\d{14,17})$/;

/** Whether it is the number of a payment card, which the sum of Luhn (US patent 2,950,048) checks. */
function isCard(run: string): boolean {
  const digits = run.replace(/[ -]/g, '');
  if (!cardNumber.test(digits) || new Set(digits).size < 4) return false;
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const doubled = Number(digits[digits.length - 1 - i]) * (1 + (i % 2));
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
