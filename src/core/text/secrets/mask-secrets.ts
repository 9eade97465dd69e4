import { MASK } from './known-shapes.ts';
import { type SecretKind, secretSpans } from './secret-spans.ts';

/** How many secrets were found, by kind. */
export type SecretCounts = ReadonlyMap<SecretKind, number>;

/**
 * A text without its secrets, which are counted in `counts`. A mask stands for each of their lines, so that quotes and
 * lines stay as they are.
 */
export function maskSecrets(text: string, counts: Map<SecretKind, number>): string {
  let masked = '';
  let end = 0;
  for (const { from, to, kind } of secretSpans(text)) {
    masked += text.slice(end, from) + text.slice(from, to).replace(/\S(?:.*\S)?/g, MASK);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    end = to;
  }
  return masked + text.slice(end);
}
