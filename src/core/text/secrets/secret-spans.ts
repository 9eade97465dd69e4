import { type IsAllowed, nothingAllowed } from './allowed-secrets.ts';
import {
  addressPattern,
  bareAddressPattern,
  commandPattern,
  pipedPattern,
  privateKeyPattern,
  tokenPattern,
} from './known-shapes.ts';
import { namedValues } from './named-values.ts';
import { randomRuns } from './random-runs.ts';
import type { Span } from './span.ts';

/** How a secret was recognized: by the shape of its service's tokens, by the name it is given to, or as random. */
export type SecretKind = 'shaped' | 'private-key' | 'named' | 'random';

export interface Secret extends Span {
  readonly kind: SecretKind;
}

/**
 * The stretches of a text that look like passwords, keys or tokens: because they have the shape of a well-known
 * service's, because of the name that a value is given to, or because they look random. In order, without overlaps. A
 * mask is one too. What is allowed is left out.
 */
export function secretSpans(text: string, isAllowed: IsAllowed = nothingAllowed): readonly Secret[] {
  const all = [
    ...matches(text, privateKeyPattern, 'private-key'),
    ...matches(text, tokenPattern, 'shaped'),
    ...[addressPattern, bareAddressPattern, commandPattern, pipedPattern].flatMap((pattern) =>
      matches(text, pattern, 'named'),
    ),
    ...namedValues(text).map((span) => ({ ...span, kind: 'named' as const })),
    ...randomRuns(text).map((span) => ({ ...span, kind: 'random' as const })),
  ].sort((a, b) => a.from - b.from);
  const apart: Secret[] = [];
  for (const span of all) {
    const last = apart.at(-1);
    if (!last || span.from >= last.to) apart.push(span);
    else if (span.to > last.to) apart[apart.length - 1] = { ...last, to: span.to };
  }
  return apart.filter(({ from, to }) => !isAllowed(text.slice(from, to)));
}

/** What a pattern finds: its first group, which is at its end, or all of it. */
function matches(text: string, pattern: RegExp, kind: SecretKind): readonly Secret[] {
  return Array.from(text.matchAll(pattern), ({ index, 0: whole, 1: secret = whole }) => {
    const to = index + whole.length;
    return { from: to - secret.length, to, kind };
  });
}
