/** A stretch of text, from one UTF-16 offset up to another, exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Tokens and keys that have a shape of their own, as their services publish it. */
const knownShapes: readonly RegExp[] = [
  /\b(?:AKIA|ASIA|ABIA|ACCA)[0-9A-Z]{12,16}\b/g, // AWS
  /\b(?:gh[pousr]_[A-Za-z0-9]{16,}|github_pat_\w{16,})/g,
  /\bglpat-[\w-]{12,}/g, // GitLab
  /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/g, // Slack
  /hooks\.slack\.com\/services\/[\w/]{16,}/g,
  /\b(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{12,}/g, // Stripe
  /\bsk-(?:ant-|proj-)?[A-Za-z0-9_-]{20,}/g, // OpenAI, Anthropic
  /\bAIza[\w-]{24,}/g, // Google
  /\bya29\.[\w-]{16,}/g,
  /\b(?:npm_[A-Za-z0-9]{24,}|pypi-[\w-]{24,})/g,
  /\bSG\.[\w-]{16,}\.[\w-]{16,}/g, // SendGrid
  /\bhf_[A-Za-z]{24,}/g, // Hugging Face
  /\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g, // JSON web tokens (RFC 7519): {" in base64, twice
  /-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----[^-]*/g,
  /\b[a-z][a-z+]{1,12}:\/\/[^\s:/@'"`${<]{1,64}:[^\s:/@'"`${<]{3,64}(?=@)/g, // name:password@ in an address
];

const passwordName =
  /(?:password|passwd|secret|api_?key|access_?key|auth_?token|access_?token|private_?key)["'`]?/;
const assignment = /\s*(?:[:=]|=>|:=)\s*["'`]/;
const valueWithLetterAndDigit = /((?=[^\s"'`]*[0-9])(?=[^\s"'`]*[A-Za-z])[^\s"'`${}<]{8,})/;

/** A value in quotes that is given to something called a password or the like. */
const namedValue = new RegExp(
  passwordName.source + assignment.source + valueWithLetterAndDigit.source,
  'dgi',
);

/** Runs of the characters of base64, hexadecimal and the like. */
const runs = /[A-Za-z0-9+/]{20,}={0,2}|[A-Za-z0-9_-]{20,}/g;

/**
 * The stretches of a text that look like passwords, keys or tokens: because they have the shape of a well-known
 * service's, because of the name that a value is given to, or because they look random.
 */
export function secretSpans(text: string): readonly Span[] {
  const spans: Span[] = [];
  for (const pattern of knownShapes) {
    for (const { index, 0: found } of text.matchAll(pattern)) spans.push(spanOf(index, found));
  }
  for (const { indices, 1: found } of text.matchAll(namedValue)) spans.push(spanOf(indices![1]![0], found!));
  for (const { index, 0: found } of text.matchAll(runs)) {
    if (isRandom(found)) spans.push(spanOf(index, found));
  }
  return spans.sort((a, b) => a.from - b.from);
}

function spanOf(from: number, found: string): Span {
  return { from, to: from + found.length };
}

/** A run of hexadecimal digits of at least 128 bits. */
const hexadecimal = /^(?:[0-9a-f]{32,}|[0-9A-F]{32,})$/;
/**
 * Share of neighbours that are of different classes (lower case, upper case, digit). Random base64 has
 * 1 − (26² + 26² + 10²) / 62² = 0.62, names in camel case about 0.3.
 */
const CHANGES_OF_RANDOM = 0.45;
/**
 * Share of the characters that are in runs of three or more lower-case letters. Random base64 has p³ (3 − 2p) = 0.16
 * with p = 26/62. Names of short words and numbers, whose classes change as often, have more than half.
 */
const LOWER_RUNS_OF_RANDOM = 0.4;

/** Whether a run of letters and digits looks random, rather than chosen by a person. */
function isRandom(run: string): boolean {
  const digits = run.replace(/[^0-9]/g, '').length;
  if (hexadecimal.test(run)) return digits >= 4 && digits < run.length && new Set(run).size >= 8;
  const plain = run.replace(/[^A-Za-z0-9]/g, '');
  if (digits < 2 || plain.length < 20 || !/[a-z]/.test(run) || !/[A-Z]/.test(run)) return false;
  const inLowerRuns = plain.match(/[a-z]{3,}/g)?.join('').length ?? 0;
  if (inLowerRuns / plain.length > LOWER_RUNS_OF_RANDOM) return false;
  let changes = 0;
  for (let i = 1; i < plain.length; i++) if (classOf(plain[i]!) !== classOf(plain[i - 1]!)) changes++;
  return changes / (plain.length - 1) >= CHANGES_OF_RANDOM && entropy(plain) >= 3.5;
}

function classOf(character: string): number {
  return character >= 'a' ? 0 : character >= 'A' ? 1 : 2;
}

/** The entropy of the characters' frequencies (Shannon 1948), in bits per character. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}
