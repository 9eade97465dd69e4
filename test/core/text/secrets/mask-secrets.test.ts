import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskSecrets } from '../../../../src/core/text/secrets/mask-secrets.ts';
import { MASK } from '../../../../src/core/text/secrets/known-shapes.ts';
import { type SecretKind, secretSpans } from '../../../../src/core/text/secrets/secret-spans.ts';
import { innocentLines } from './innocent-lines.ts';
import { plantedSecrets } from './planted-secrets.ts';

const mask = (text: string): string => maskSecrets(text, new Map());

describe('a text whose secrets are masked', () => {
  it('has one mask in the place of a secret, and all else as it was', () => {
    for (const { before, secret, after } of plantedSecrets.filter(
      (planted) => !planted.secret.includes('\n'),
    ))
      expect(mask(before + secret + after)).toBe(before + MASK + after);
  });

  it('keeps the lines of a private key, each masked', () => {
    const lines = ['-----BEGIN PRIVATE' + ' KEY-----', '  abc', '  def', '-----END PRIVATE' + ' KEY-----'];
    expect(mask(lines.join('\r\n'))).toBe([MASK, `  ${MASK}`, `  ${MASK}`, lines[3]].join('\r\n'));
  });

  it('holds no planted secret, keeps its lines, and stays as it is when it is masked again', () => {
    const line = fc.oneof(
      fc.constantFrom(...plantedSecrets.map(({ before, secret, after }) => before + secret + after)),
      fc.constantFrom(...innocentLines),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
        const whole = lines.join('\n');
        const text = mask(whole);
        for (const { secret } of plantedSecrets) expect(text).not.toContain(secret);
        expect(text.split('\n').length).toBe(whole.split('\n').length);
        expect(mask(text)).toBe(text);
      }),
    );
  });

  it('counts what was masked, by kind', () => {
    const counts = new Map<SecretKind, number>();
    maskSecrets(`password = "${'hunter2' + 'x'}"; pwd = "${'hunter3' + 'y'}"`, counts);
    maskSecrets(`a = "${'gh' + 'p_' + 'a1B2c3D4e5F6g7H8i9J0'}"`, counts);
    expect(maskSecrets(innocentLines.join('\n'), counts)).toBe(innocentLines.join('\n'));
    expect(counts).toEqual(new Map([['named', 2], ['shaped', 1]])); // prettier-ignore
  });

  it('has a mask only where a secret is, and a mask is found like a secret, so that it is never shown', () => {
    expect(secretSpans(`x = ${MASK};`)).toEqual([{ from: 4, to: 5, kind: 'shaped' }]);
  });
});
