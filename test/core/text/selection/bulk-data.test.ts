import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Corpus } from '../../../../src/core/text/corpus.ts';
import { sourceOf } from '../../../worker/source-of.ts';

/** Why a corpus leaves a file out; undefined where it takes it. */
function omission(text: string, path = 'src/a.txt'): string | undefined {
  const corpus = new Corpus();
  corpus.add(path, text);
  return corpus.omissions[0]?.reason;
}

/** As many bytes as one likes, without any pattern, but always the same. */
function bytes(count: number, seed = 0): Buffer {
  const blocks = Array.from({ length: Math.ceil(count / 32) }, (_, at) =>
    createHash('sha256').update(`${seed} ${at}`).digest(),
  );
  return Buffer.concat(blocks).subarray(0, count);
}

const wrapped = (text: string, length: number) => text.match(new RegExp(`.{1,${length}}`, 'g')) ?? [];
const all = bytes(60_000);
const base64 = all.toString('base64');
const hex = all.toString('hex');
const pairs = (line: string) => line.match(/../g) ?? [];
/** A dump as `hexdump -C` and `xxd` print it, the latter with groups of two bytes. */
const dump = (separator: string, end: string) =>
  wrapped(hex, 32).map((line, at) => {
    const address = (16 * at).toString(16).padStart(8, '0');
    const ascii = Buffer.from(line, 'hex')
      .toString('latin1')
      .replaceAll(/[^ -~]/g, '.');
    return `${address}${separator}${end === '|' ? pairs(line).join(' ') : line.replaceAll(/(.{4})/g, '$1 ')} ${end}${ascii}${end}`;
  });
const numbers = Array.from(all.subarray(0, 20_000), (byte, at) => (byte * 997 + at) / 256);
const lines = (every: number, line: (some: number[]) => string) =>
  Array.from({ length: numbers.length / every }, (_, at) =>
    line(numbers.slice(at * every, (at + 1) * every)),
  );

const data: Readonly<Record<string, readonly string[]>> = {
  'base64 in lines of 76': wrapped(base64, 76),
  'base64 in lines of 20': wrapped(base64, 20),
  'base64 in quotes': ['const font =', ...wrapped(base64, 60).map((line) => `  '${line}' +`), "  '';"],
  "base64 under a certificate's head": ['-----BEGIN CERTIFICATE-----', ...wrapped(base64, 64)],
  'base64 with a backslash at each end': wrapped(base64, 70).map((line) => `${line}\\`),
  'hexadecimal digits': wrapped(hex, 64),
  'capital hexadecimal digits': wrapped(hex.toUpperCase(), 40),
  'a dump in pairs': dump('  ', '|'),
  'a dump in groups': dump(': ', ''),
  'an array of bytes in C': [
    'static const unsigned char font[] = {',
    ...wrapped(hex, 24).map((line) =>
      pairs(line)
        .map((pair) => `0x${pair},`)
        .join(' '),
    ),
    '};',
  ],
  'a table with a head': [
    'time,depth,speed',
    ...lines(4, (some) => some.map((one) => one.toFixed(3)).join(',')),
  ],
  'numbers, one a line': numbers.map(String),
  'times and readings': lines(2, ([a, b]) => `2026-01-30 12:${Math.round(a)}:07.125;${b.toFixed(4)}`),
  'nested JSON': lines(2, ([a, b]) => `[\n  ${a.toExponential(3)},\n  -${b}\n],`),
};

describe('bulk data', () => {
  it.each(Object.keys(data))('is left out: %s', (name) => {
    expect(omission(data[name].join('\n'))).toBe('data');
    expect(omission(data[name].join('\r\n'), 'src/a.md')).toBe('data');
  });

  it.each(Object.keys(data))('is taken where there is little of it: %s', (name) => {
    expect(omission(data[name].join('\n').slice(0, 20_000))).toBeUndefined();
  });

  it.each(Object.keys(data))('is taken where it stands in as much code: %s', (name) => {
    const code = Array.from({ length: 200 }, (_, at) => sourceOf(`gull${'abcdefghij'[at % 10]}${at}`)).join(
      '',
    );
    expect(omission(code + data[name].join('\n').slice(0, 0.7 * code.length))).toBeUndefined();
  });

  it('is taken for neither names nor words nor paths, however they are written', () => {
    const word = fc.stringMatching(/^[a-z]{2,9}$/);
    const styles = [
      (words: string[]) => words.join('_').toUpperCase(),
      (words: string[]) => words.join('-'),
      (words: string[]) => words.join('/'),
      (words: string[]) => words.map((one) => one[0].toUpperCase() + one.slice(1)).join(''),
      (words: string[]) => `${words.join(' ')}.`,
    ];
    const names = fc.array(fc.array(word, { minLength: 2, maxLength: 6 }), { minLength: 50, maxLength: 90 });
    fc.assert(
      fc.property(names, fc.constantFrom(...styles), (some, style) => {
        const text = some.map(style).join('\n');
        const long = Array.from({ length: Math.ceil(40_000 / text.length) }, () => text).join('\n');
        return omission(long) !== 'data';
      }),
      { numRuns: 40 },
    );
  });

  it('is told from Chinese that names many numbers', () => {
    const line = (at: number) => `第${at}号码头在${at * 7}年修建，长${at + 13}米，可以停靠很多船只。`;
    expect(omission(Array.from({ length: 2000 }, (_, at) => line(at)).join('\n'))).toBeUndefined();
  });
});
