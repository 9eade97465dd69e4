import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { secretSpans } from '../../../../src/core/text/secrets/secret-spans.ts';
import { innocentLines } from './innocent-lines.ts';
import { plantedSecrets } from './planted-secrets.ts';

/**
 * `length` letters and digits that look random. Keys are put together here, so that no scanner takes them for real
 * ones.
 */
function lot(length: number): string {
  return 'q7Rt2Zx9Lm4Kd8Wv3Hs6Np1Yb5Jc0Fg'.repeat(4).slice(0, length);
}

const upper = lot(16).toUpperCase();
const hexadecimal = '9f86d081884c7d659a2feaa0c55ad015'.slice(0, 32);

/** A name, what comes before the secret, the secret, and what comes after it. */
const secret: readonly (readonly [name: string, before: string, found: string, after: string])[] = [
  ['AWS', 'key = "', 'AK' + 'IA' + upper, '"'],
  ['GitHub', 'token: ', 'gh' + 'p_' + lot(36), ' # mine'],
  ['GitHub, fine-grained', '', 'github' + '_pat_' + lot(40), ''],
  ['GitLab', "'", 'gl' + 'pat-' + lot(20), "'"],
  ['Slack', '', 'xo' + 'xb-' + '1234567890-' + lot(20), ''],
  ["Slack's hooks", 'https://', 'hooks.slack' + '.com/services/' + 'T0000/B0000/' + lot(16), '")'],
  ['Stripe', 'stripe("', 'sk' + '_live_' + lot(24), '");'],
  ['OpenAI', '', 'sk' + '-proj-' + lot(32), ''],
  ['Google', 'key=', 'AI' + 'za' + lot(35), '&x=1'],
  ['npm', '//registry/:_authToken=', 'np' + 'm_' + lot(36), '\n'],
  ['SendGrid', '', 'SG' + '.' + lot(22) + '.' + lot(43), ''],
  ['JSON web token', 'Bearer ', 'ey' + 'Jhbbbbbbbbbb' + '.' + lot(20) + '.' + lot(20), ''],
  ['a password in an address', 'url = "postgres://joe:', 'pa55' + 'word', '@localhost/db"'],
  ['hexadecimal', 'SECRET=', hexadecimal, ''],
  ['base64', '"', lot(24) + '/' + lot(12) + '+' + '==', '"'],
  ['a named value', 'const password = "', 'hunter' + '2hunter', '";'],
  ['a named value of JSON', '{ "api_key": "', 'abc' + 'def' + '12345', '" }'],
  ['a named value of Ruby', "secret => '", 'correct-horse-' + '42', "'"],
  ['a named value of Go', 'apiKey := `', 'abc123' + 'def456', '`'],
];

describe('secret shapes', () => {
  it.each(secret)('%s', (_, before, found, after) => {
    const text = before + found + after;
    const spans = secretSpans(text);
    const covered = [...text].map((_, at) => spans.some(({ from, to }) => at >= from && at < to));
    // All of it is found, and nothing that comes before it.
    expect(covered.indexOf(true)).toBe(before.length);
    expect(covered.slice(before.length, before.length + found.length)).not.toContain(false);
  });

  it('a private key of many lines', () => {
    const body = `${lot(64)}\n${lot(64)}\n`;
    const [begin, end] = ['-----BEGIN RSA PRIVATE' + ' KEY-----\n', '-----END RSA PRIVATE' + ' KEY-----'];
    const [first] = secretSpans(`a\n${begin}${body}${end}`);
    expect(first.from).toBe(2);
    expect(first.to).toBeGreaterThanOrEqual(2 + begin.length + body.length);
  });

  it('all that are planted, whole, and nothing before them', () => {
    expect(plantedSecrets.length).toBeGreaterThan(200);
    expect(new Set(plantedSecrets.map(({ kind }) => kind)).size).toBeGreaterThan(25);
    const missed = plantedSecrets.filter(({ before, secret, after }) => {
      const [{ from, to } = { from: 0, to: 0 }, ...others] = secretSpans(before + secret + after);
      const isPrivateKey = secret.includes('\n');
      const isBegun = isPrivateKey ? from < before.length : from === before.length;
      return !isBegun || to < before.length + secret.length || others.length > 0;
    });
    expect(missed).toEqual([]);
  });

  it.each(innocentLines)('not %s', (line) => {
    expect(secretSpans(line)).toEqual([]);
  });

  it('finds nearly all random base64, and hardly any name, however its words are joined', () => {
    const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
    const character = fc.constantFrom(...base64);
    const random = fc.array(character, { minLength: 40, maxLength: 40 }).map((parts) => parts.join(''));
    const drawn = fc.sample(random, { numRuns: 500, seed: 1 });
    // Uniform characters have 40 · 10/62 digits, and 0.62 of the neighbours change class. Few texts have far less.
    expect(drawn.filter((text) => secretSpans(text).length > 0).length).toBeGreaterThan(475);

    const word = fc.constantFrom(
      'get',
      'Http',
      'user',
      'Index',
      '2',
      'for',
      'Matrix',
      'XML',
      'value',
      'Of',
      'v3',
    );
    const joint = fc.constantFrom('', '_', '-', '/', '.', ' ');
    const joined = fc.tuple(fc.array(word, { maxLength: 9 }), joint).map(([all, by]) => all.join(by));
    // Random texts and names differ only in degree: nine short words with versions may look like either.
    const names = fc.sample(joined, { numRuns: 5000, seed: 1 });
    expect(names.filter((text) => secretSpans(text).length > 0).length).toBeLessThan(15);
  });

  it('have spans in order, within the text', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...secret.map(([, a, b, c]) => a + b + c), ' ', 'x')), (parts) => {
        const text = parts.join('');
        const spans = secretSpans(text);
        expect(spans.map(({ from }) => from)).toEqual(spans.map(({ from }) => from).sort((a, b) => a - b));
        for (const { from, to } of spans) {
          expect(from).toBeGreaterThanOrEqual(0);
          expect(to).toBeGreaterThan(from);
          expect(to).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });
});
