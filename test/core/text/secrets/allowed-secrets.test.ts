import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allowing, canAllow } from '../../../../src/core/text/secrets/allowed-secrets.ts';
import { MASK } from '../../../../src/core/text/secrets/known-shapes.ts';
import { maskSecrets } from '../../../../src/core/text/secrets/mask-secrets.ts';
import { secretSpans } from '../../../../src/core/text/secrets/secret-spans.ts';
import { plantedSecrets } from './planted-secrets.ts';

/** The same by a regular expression, which short texts allow. */
const isLike = (value: string, text: string): boolean =>
  new RegExp(`^${text.replaceAll('.', '\\.').replaceAll('*', '[^]*')}$`).test(value);

describe('texts that allow what looks like a secret', () => {
  it('match as a regular expression would', () => {
    const some = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*'), maxLength: 12 });
    const value = fc.string({ unit: fc.constantFrom('a', 'b', '.'), maxLength: 12 });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 3 }), value, (texts, given) => {
        const isAllowed = texts.some((text) => canAllow(text) && isLike(given, text));
        expect(allowing(texts)(given)).toBe(isAllowed);
      }),
      { numRuns: 5000 },
    );
  });

  it('have to say something, and never allow a mask or a long value', () => {
    for (const text of ['', '*', '***', 'abc', 'a*b*c', 'x'.repeat(201), `${MASK}****abcd`])
      expect(canAllow(text), text).toBe(false);
    for (const text of ['abcd', 'ab*cd', '*test-', '.*+[({']) expect(canAllow(text), text).toBe(true);
    expect(allowing(['abcd*'])(`abcd${'x'.repeat(396)}`)).toBe(true);
    expect(allowing(['abcd*'])(`abcd${'x'.repeat(397)}`)).toBe(false);
  });

  it('cannot hold up a comparison, whatever they are', () => {
    const texts = Array.from({ length: 300 }, () => 'a*'.repeat(100));
    const isAllowed = allowing(texts);
    // With backtracking, one of these would take longer than the universe has existed.
    for (let i = 0; i < 1000; i++) expect(isAllowed(`${'a'.repeat(390)}b`)).toBe(true);
    expect(allowing(texts.map((text) => `${text}c`))('a'.repeat(400))).toBe(false);
  });

  it('leave what they allow as it is, and mask all else', () => {
    for (const { before, secret, after } of plantedSecrets) {
      if (secret.includes('\n') || !canAllow(secret)) continue;
      const line = before + secret + after;
      // A token's beginning is a part of it, even where it stands before what was planted.
      const [{ from, to }] = secretSpans(line);
      expect(maskSecrets(line, new Map(), allowing([line.slice(from, to)]))).toBe(line);
      expect(maskSecrets(line, new Map(), allowing([`${secret}x`]))).toContain(MASK);
    }
  });
});
