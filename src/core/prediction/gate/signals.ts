import type { Cut } from '../cut.ts';
import type { Surroundings } from './offer.ts';

/** Shorter texts than this count as short, in UTF-16 code units. */
const SHORT = 8;

/** Of what kind a text is, to its reader. */
export type TextKind = 'short' | 'line' | 'several';

export function kindOf(text: string): TextKind {
  if (text.includes('\n')) return 'several';
  return text.length < SHORT ? 'short' : 'line';
}

const kinds: readonly TextKind[] = ['short', 'line', 'several'];
const insides: readonly Surroundings['inside'][] = ['code', 'comment', 'string'];

/** What the judge looks at, in the order of its weights. The last nine say what a person may like or not. */
export const signalNames = [
  'one',
  'logit of the probability',
  'logit above 2',
  'ln length',
  'ends in a word',
  'share of what comes next',
  'ln probability of the first character',
  'ends the line',
  'several lines',
  'comment',
  'string',
  'word before the cursor',
  'blank line',
  'ln share of the last character',
  'tokens known in this order',
  ...insides.flatMap((inside) => kinds.map((kind) => `${kind} text in ${inside}`)),
] as const;

/** Where the signals begin that say what a person may like. */
export const FIRST_TASTE = signalNames.length - insides.length * kinds.length;

/**
 * Returns what gives the signals of each text that may come along a path, as `signalNames` lists them: (D), each of the
 * order of 1.
 */
export function signalsAlong(path: readonly Cut[], around: Surroundings): (cut: Cut) => Float64Array {
  const reached = new Map(path.toReversed().map(({ text, probability }) => [text.length, probability]));
  const first = Math.log(clamp(path[0]?.probability ?? 1, 0.01, 1));
  const end = path.at(-1)?.text.length ?? 0;
  return ({ text, probability }) => {
    const signals = new Float64Array(signalNames.length);
    const p = clamp(probability, 0.05, 0.999);
    const logit = Math.log(p / (1 - p));
    const n = text.length;
    const here = reached.get(n) ?? probability;
    const kind = kindOf(text);
    signals.set([
      1,
      logit,
      Math.max(0, logit - 2),
      Math.log(n),
      /[\p{L}\p{N}_$]$/u.test(text.slice(-2)) ? 1 : 0,
      clamp((reached.get(n + 1) ?? 0) / here, 0, 1),
      first,
      end <= n ? 1 : 0,
      kind === 'several' ? 1 : 0,
      around.inside === 'comment' ? 1 : 0,
      around.inside === 'string' ? 1 : 0,
      Math.min(around.word, SHORT) / SHORT,
      around.isBlank ? 1 : 0,
      Math.log(clamp(here / (reached.get(n - 1) ?? here), 0.01, 1)),
      around.match / 6,
    ]);
    signals[FIRST_TASTE + insides.indexOf(around.inside) * kinds.length + kinds.indexOf(kind)] = 1;
    return signals;
  };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
