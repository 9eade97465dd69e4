import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  learnTokenizer,
  minimumVocabulary,
  tokenizerFromJson,
} from '../../../src/core/text/learn-tokenizer.ts';
import { LONGEST_PRE_TOKEN, subwordPreTokens, wordPreTokens } from '../../../src/core/text/pre-tokens.ts';
import { FILE_TOKEN, SPECIAL_TOKENS, TEXT_TOKEN } from '../../../src/core/text/tokenizer.ts';
import type { Tokenizer } from '../../../src/core/text/tokenizer.ts';
import { heldBytes } from '../../held-memory.ts';
import { anyText, sampleTexts } from './any-text.ts';

const kinds = ['char', 'word', 'subword'] as const;

/** Small and large vocabularies, and the smallest one, which only spells. */
const sizes = { char: [19, 40, 500], word: [19, 60, 500], subword: [258, 300, 500] } as const;

function startsWith(tokens: Int32Array, start: Int32Array): boolean {
  return start.every((token, index) => tokens[index] === token);
}

const letterOf = (digit: string): string => (digit === '0' ? 'a' : 'b');

describe.each(kinds)('the %s tokenizer', (kind) => {
  const tokenizers = sizes[kind].map((size) => learnTokenizer(kind, sampleTexts, size));
  const forAll = (property: (tokenizer: Tokenizer, text: string, more: string) => void): void => {
    fc.assert(fc.property(fc.constantFrom(...tokenizers), anyText, anyText, property), { numRuns: 1000 });
  };

  it('loses nothing, whatever the string', () => {
    forAll((tokenizer, text) => {
      const tokens = tokenizer.encode(text);
      expect(tokenizer.decode(tokens)).toBe(text);
      expect(tokens.every((token) => token >= SPECIAL_TOKENS && token < tokenizer.size)).toBe(true);
    });
  });

  it('loses nothing of long inputs', () => {
    const long = [
      'x'.repeat(100_000),
      ' '.repeat(100_000),
      '\n'.repeat(10_000),
      '中'.repeat(50_000),
      sampleTexts.join('').repeat(300),
      `[${Array.from({ length: 30_000 }, (_, i) => i.toString(36)).join(',')}]`,
    ];
    for (const tokenizer of tokenizers) {
      for (const text of long) expect(tokenizer.decode(tokenizer.encode(text)) === text).toBe(true);
    }
  });

  it('keeps no text that it has encoded', () => {
    const tokenizer = tokenizers[1];
    const encode = (i: number): number =>
      tokenizer.encode(`an identifierThatIsNew${i.toString(2).replaceAll(/./g, letterOf)}\n${long}`).length;
    const long = 'x = 1\n'.repeat(20_000);
    encode(0);
    const before = heldBytes();
    for (let i = 1; i <= 50; i++) encode(i);
    expect(heldBytes() - before).toBeLessThan(10 * long.length);
  });

  it('cuts the spelling into pieces', () => {
    forAll((tokenizer, text) => {
      const spelled = tokenizer.spell(text);
      expect(Array.from(tokenizer.encode(text), (token) => tokenizer.pieces[token]).join('')).toBe(spelled);
      expect(tokenizer.unspell(spelled)).toBe(text);
    });
  });

  it('decodes any sequence of tokens', () => {
    fc.assert(
      fc.property(fc.constantFrom(...tokenizers), fc.array(fc.nat({ max: 600 })), (tokenizer, tokens) => {
        expect(typeof tokenizer.decode(tokens)).toBe('string');
      }),
    );
    for (const tokenizer of tokenizers) expect(tokenizer.decode([FILE_TOKEN, TEXT_TOKEN])).toBe('');
  });

  it('has no token that crosses the start of a line', () => {
    forAll((tokenizer, before, after) => {
      expect([...tokenizer.encode(`${before}\n${after}`)]).toEqual([
        ...tokenizer.encode(before),
        ...tokenizer.encode(`\n${after}`),
      ]);
    });
  });

  it('keeps the tokens before stableLength whatever is typed next', () => {
    forAll((tokenizer, text, more) => {
      const stable = tokenizer.stableLength(text);
      expect(stable).toBeGreaterThanOrEqual(0);
      expect(stable).toBeLessThanOrEqual(text.length);
      expect(startsWith(tokenizer.encode(text + more), tokenizer.encode(text.slice(0, stable)))).toBe(true);
    });
  });

  it('learns the same vocabulary from the same texts in any order', () => {
    const learned = learnTokenizer(kind, sampleTexts, 400).toJson();
    expect(learnTokenizer(kind, [...sampleTexts].reverse(), 400).toJson()).toEqual(learned);
    fc.assert(
      fc.property(fc.array(anyText), (texts) => {
        const inOrder = learnTokenizer(kind, texts, 300).toJson();
        expect(learnTokenizer(kind, [...texts].reverse(), 300).toJson()).toEqual(inOrder);
      }),
    );
  });

  it('has at most the size that it was given, and refuses a size that is too small to spell every string', () => {
    for (const size of sizes[kind]) {
      expect(learnTokenizer(kind, sampleTexts, size).size).toBeLessThanOrEqual(size);
    }
    expect(learnTokenizer(kind, [], minimumVocabulary[kind]).size).toBe(minimumVocabulary[kind]);
    expect(() => learnTokenizer(kind, sampleTexts, minimumVocabulary[kind] - 1)).toThrow(RangeError);
  });

  it('is the same after a round trip through JSON', () => {
    forAll((tokenizer, text) => {
      const copy = tokenizerFromJson(JSON.parse(JSON.stringify(tokenizer.toJson())));
      expect(copy?.pieces).toEqual(tokenizer.pieces);
      expect(copy?.encode(text)).toEqual(tokenizer.encode(text));
    });
  });

  it('is not made from JSON that cannot spell every string', () => {
    const { pieces } = learnTokenizer(kind, sampleTexts, 400).toJson();
    const refused: unknown[] = [
      null,
      'char',
      {},
      { kind },
      { kind: 'other', pieces },
      { kind: 'toString', pieces },
      { kind, pieces: pieces.join('') },
      { kind, pieces: [] },
      { kind, pieces: pieces.slice(1) },
      { kind, pieces: [...pieces, ''] },
      { kind, pieces: [...pieces, pieces[3]] },
      { kind, pieces: [...pieces, 7] },
      { kind, pieces: [...pieces, '\ud800'] },
      { kind, pieces: pieces.filter((piece) => piece !== 'a') },
    ];
    for (const json of refused) expect(tokenizerFromJson(json)).toBeUndefined();
  });
});

describe('the longest pieces that can be learned', () => {
  const word = '\u{10400}'.repeat(63);

  it.each([
    // Four bytes for each letter, and the blank before them.
    ['subword', 5000, ` ${word}`, 4 * 63 + 1],
    // There is no room for the letter, so both its code units are escaped.
    ['word', minimumVocabulary.word + 1, `${word}\u{10400}`, 64 * 10],
  ] as const)('are read back: %s', (kind, size, text, length) => {
    const tokenizer = learnTokenizer(kind, [text, `${text}\n${text}`], size);
    expect(Math.max(...tokenizer.pieces.map((piece) => piece.length))).toBe(length);
    expect(tokenizerFromJson(tokenizer.toJson())?.pieces).toEqual(tokenizer.pieces);
  });

  it('and not much longer ones, which would take minutes', () => {
    const { pieces: bytes } = learnTokenizer('subword', [], minimumVocabulary.subword).toJson();
    const { pieces: letters } = learnTokenizer('word', [], minimumVocabulary.word).toJson();
    expect(tokenizerFromJson({ kind: 'subword', pieces: [...bytes, 'a'.repeat(257)] })).toBeUndefined();
    expect(tokenizerFromJson({ kind: 'word', pieces: [...letters, 'a'.repeat(641)] })).toBeUndefined();
  });

  it('and not many long ones, which would take seconds', () => {
    const words = Array.from({ length: 10_000 }, (_, i) => `${'a'.repeat(58)}${i + 10_000}`);
    const pieces = [...learnTokenizer('subword', [], 258).toJson().pieces, ...words];
    expect(tokenizerFromJson({ kind: 'subword', pieces: pieces.slice(0, 8000) })).toBeDefined();
    expect(tokenizerFromJson({ kind: 'subword', pieces })).toBeUndefined();
    // A corpus may hold them.
    const learned = learnTokenizer('word', [[...words, ...words].join(' ')], 60_000);
    expect(learned.size).toBeGreaterThan(8000);
    expect(tokenizerFromJson(learned.toJson())?.toJson()).toEqual(learned.toJson());
  });

  it('lie within pre-tokens, which are bounded whatever the text', () => {
    fc.assert(
      fc.property(anyText, fc.nat({ max: 80 }), (text, times) => {
        for (const preTokens of [subwordPreTokens, wordPreTokens]) {
          for (const preToken of preTokens.split(text.repeat(times))) {
            expect(Array.from(preToken).length).toBeLessThanOrEqual(LONGEST_PRE_TOKEN);
          }
        }
      }),
    );
  });
});

describe('the tokens of a text', () => {
  const cut = (tokenizer: Tokenizer, text: string): (string | undefined)[] =>
    Array.from(tokenizer.encode(text), (token) => tokenizer.decode([token]));

  it('char: frequent code points are tokens, others are escaped with five tokens for each code unit', () => {
    const tokenizer = learnTokenizer('char', ['aaa bbb 😀😀 z'], 100);
    expect(cut(tokenizer, 'a😀b')).toEqual(['a', '😀', 'b']);
    expect(tokenizer.encode('z')).toHaveLength(5); // seen once: rare
    expect(tokenizer.encode('\u{10ffff}')).toHaveLength(10);
  });

  it('word: whole identifiers, single CJK characters, a line break with its indentation', () => {
    const tokenizer = learnTokenizer('word', sampleTexts, 500);
    expect(cut(tokenizer, 'return left + right;\n}')).toEqual([
      'return', ' ', 'left', ' ', '+', ' ', 'right', ';', '\n', '}',
    ]); // prettier-ignore
    expect(cut(tokenizer, '\n  return')).toEqual(['\n  ', 'return']);
    expect(cut(tokenizer, '中文注释')).toEqual(['中', '文', '注', '释']);
    expect(tokenizer.stableLength('value = add(')).toBe(12);
    expect(tokenizer.stableLength('value = ad')).toBe(8);
  });

  it('subword: joins what recurs, such as a blank with the word after it, or Chinese characters', () => {
    const tokenizer = learnTokenizer('subword', sampleTexts, 500);
    expect(cut(tokenizer, ' number')).toEqual([' number']);
    expect(cut(tokenizer, ' 中文注释')).toEqual([' 中文注释']);
    expect(cut(tokenizer, '\n  return')).toEqual(['\n  ', 'return']);
    expect(tokenizer.stableLength('value = ad')).toBe(7);
  });

  it('turn broken spellings into U+FFFD', () => {
    expect(learnTokenizer('char', [], 50).unspell('a\u001b12x')).toBe('a\ufffd12x');
    expect(learnTokenizer('subword', [], 258).unspell('a\u00e4\u00b8b')).toBe('a\ufffd\ufffdb');
  });
});
