/** In characters. Less does little harm, and may be a table that belongs to the code around it. */
const BULK = 32_000;
/** A file is data if it has this many times more characters of data than letters of words. */
const DATA_TO_WORDS = 2;
/** In characters. In a shorter run, encoded bytes cannot be told from a name. */
const LONG_RUN = 16;
/**
 * How often neighbours in a run differ in kind: capital, small letter or digit. In base64 it is 0.6 of its length on
 * average, in hexadecimal digits 0.47. In names it is below 0.3.
 */
const MIXED_SHARE = 0.35;

const runs = /[\w+/=.-]+|[^\0-\x7f]+/g;
const ofNumbers = /^[-+./=_x\da-f]+$/i;
const digit = /\d/;
const letters = /[a-z\x80-\uffff]/gi;
const changesOfKind = /[a-z](?![a-z])|[A-Z](?![A-Z])|\d(?!\d)/g;

/** Whether most of a long text is encoded bytes or numbers: base64, hex dumps, tables. Nobody types such a text. */
export function isBulkData(text: string): boolean {
  if (text.length < BULK) return false;
  let data = 0;
  let words = 0;
  for (const [run] of text.matchAll(runs)) {
    if (isNumber(run) || isEncoded(run)) data += run.length;
    else words += count(run, letters);
  }
  return data >= BULK && data > DATA_TO_WORDS * words;
}

/** Whether it is a number as it is written in code, a date, or bytes in hexadecimal digits. */
function isNumber(run: string): boolean {
  return digit.test(run) && ofNumbers.test(run);
}

function isEncoded(run: string): boolean {
  return run.length >= LONG_RUN && count(run, changesOfKind) > MIXED_SHARE * run.length;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
