import { type IsAllowed, nothingAllowed } from './allowed-secrets.ts';
import { MASK } from './known-shapes.ts';
import { type SecretKind, secretSpans } from './secret-spans.ts';

const masks = new RegExp(`${MASK}(?:\\s*${MASK})*`, 'g');

/** How many secrets are masked in a text. The lines of a key are one. */
export function countMasks(text: string): number {
  return text.match(masks)?.length ?? 0;
}

/** The lines of a text, from 1 on, in which secrets are masked. */
export function maskedLines(text: string): readonly number[] {
  if (!text.includes(MASK)) return [];
  return text.split('\n').flatMap((line, i) => (line.includes(MASK) ? [i + 1] : []));
}

/** How many secrets were found, by kind. */
export type SecretCounts = ReadonlyMap<SecretKind, number>;

/**
 * A text without its secrets, which are counted in `counts`. A mask stands for each of their lines, so that quotes and
 * lines stay as they are.
 */
export function maskSecrets(
  text: string,
  counts: Map<SecretKind, number>,
  isAllowed: IsAllowed = nothingAllowed,
): string {
  let masked = '';
  let end = 0;
  for (const { from, to, kind } of secretSpans(text, isAllowed)) {
    masked += text.slice(end, from) + text.slice(from, to).replace(/\S(?:.*\S)?/g, MASK);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    end = to;
  }
  return masked + text.slice(end);
}
