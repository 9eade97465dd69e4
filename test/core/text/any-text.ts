import fc from 'fast-check';

/** What tokenizers treat differently: words, blanks, line breaks, escapes, runs of CJK, halves of surrogate pairs. */
const fragments = [
  'const ', 'value', 'fooBar_1', '2024', ' ', '  ', '\t', '\n', '\n    ', '\r\n', '\u00a0', '\u3000', '{', '});', '->',
  '\u001b', '\u001b00', '00e9', 'é', 'e\u0301', '中文', '的程序设计语言。', 'カード', 'ไทย', '한국어', '😀', '\ud83d', '\ude00',
  '\u{10400}', '\ufeff', '\u2028', '\0', '_', 'ab'.repeat(40), ' '.repeat(70), '='.repeat(40), '字'.repeat(20),
]; // prettier-ignore

/** Any string: any code units, any code points, and mixtures of `fragments`, lone surrogates included. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 30 })
    .map((units) => String.fromCharCode(...units)),
  fc.array(fc.constantFrom(...fragments), { maxLength: 12 }).map((parts) => parts.join('')),
);

/** Texts to learn a vocabulary from. */
export const sampleTexts: readonly string[] = [
  'export function add(left: number, right: number): number {\n  return left + right;\n}\n',
  'export function subtract(left: number, right: number): number {\n  return left - right;\n}\n// 中文注释：减法\n',
  '\tfor (const value of values) {\n\t\ttotal += value; // 中文注释 😀 😀 é é\n\t}\n',
];
