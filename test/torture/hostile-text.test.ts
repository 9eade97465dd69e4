import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OpenDocument } from '../../src/core/prediction/open-document.ts';
import type { PredictorContract } from '../../src/protocol/predictor-contract.ts';
import { startWorker, valueOf } from '../worker/start-worker.ts';
import { isFull, reportFault } from './fault-report.ts';

/** Graphemes of several code points. Their first ones occur nowhere else, so no text may end in them. */
const graphemes = [
  'q\u0301',
  'w\u0323\u0308',
  '👩‍👩‍👧‍👦',
  '🇩🇪',
  '\u1112\u1161\u11ab',
  '👍🏽',
  'क्षि',
  '❤️‍🔥',
  '🏴\u{e0067}\u{e007f}',
];
/** The beginnings of these graphemes at which a suggestion must not end. */
const halves = /(?:[qw\u0323👩👧👍🇩❤🏴क्ष\u1112\u1161\u200d\u{e0067}]|❤\ufe0f)$/u;

/** What reorders or hides text, or is none. */
const hostile = [
  '\0',
  '\u001b',
  '\u0085',
  '\u200f',
  '\u202e',
  '\u202a',
  '\u202c',
  '\u2066',
  '\u2069',
  '\u2028',
  '\ufeff',
  '\ufdd0',
  '\uffff',
  '\ud83d',
  '\udc4d',
  '\u007f',
  '\u0008',
  '\r',
  '\r\n',
  '\u000b',
  '\u000c',
];
const plain = [
  'const ',
  'value',
  ' = ',
  '(',
  ')',
  ';',
  '\n',
  '\n  ',
  '"',
  '// ',
  'שלום',
  'مرحبا',
  '中文',
  '\t',
  ' ',
  'e',
  '😀',
  'é',
];

/** What must not be in a suggestion, whatever files and documents hold. */
const unseen = /[\0-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufdd0]|\p{Surrogate}/u;

const anyLine = fc
  .array(fc.constantFrom(...graphemes, ...hostile, ...plain), { maxLength: 12 })
  .map((all) => all.join(''));
const anyText = fc.array(anyLine, { maxLength: 5 }).map((lines) => lines.join('\n'));

/** Lines that are learned, so that what is wrong with them would be suggested. */
const learnedLines = [...graphemes, ...hostile].flatMap((sign) => [
  `const value = "${sign}${sign}"; // ${sign}`,
  `  value(${sign}) = שלום${sign};`,
]);
const learned = Array.from({ length: 8 }, (_, at) => ({
  path: `src/f${at}.ts`,
  source: {
    bytes: Buffer.from(
      learnedLines
        .map((line) => `${line} ${at}`)
        .join('\n')
        .replaceAll('\0', ''),
    ),
  },
}));

const settings = { selected: undefined, insertSpaces: true, tabSize: 2, multiLine: true } as const;

describe('whatever a document holds', () => {
  let thread: ReturnType<typeof startWorker<PredictorContract>>;
  let asked = 0;
  let shown = 0;

  beforeAll(async () => {
    thread = startWorker<PredictorContract>('predictor');
    const remembered = await thread.caller.call('remember', {
      files: learned,
      preset: 'fast',
      memoryPath: undefined,
    });
    expect(valueOf(remembered).memory.files).toBeGreaterThan(0);
  });
  afterAll(() => thread.worker.terminate());

  /**
   * Asks in every way at one place, and looks at all that is shown. `rest`: what follows in the line, which a suggestion
   * may lead up to, also in the middle of a grapheme.
   */
  async function askAt(
    document: string,
    version: number,
    line: number,
    character: number,
    rest = '',
  ): Promise<void> {
    for (const eagerness of [0.01, 'eager'] as const) {
      const request = { ...settings, document, version, line, character, eagerness };
      const suggested = valueOf(await thread.caller.call('suggest', request));
      const choices = valueOf(await thread.caller.call('choices', request));
      asked += 2;
      for (const { ghostText, probability } of [suggested, ...choices].filter((one) => one !== undefined)) {
        shown++;
        const place = JSON.stringify({ ghostText, line, character, eagerness });
        expect(ghostText, place).not.toMatch(unseen);
        if (rest === '') expect(ghostText, place).not.toMatch(halves);
        expect(probability, place).toBeLessThanOrEqual(1.000_001);
      }
    }
  }

  it(
    'nothing is thrown, no character is cut, and nothing hidden is shown, at any place',
    async () => {
      let run = 0;
      const edit = fc.record({
        startLine: fc.nat(6),
        startCharacter: fc.nat(20),
        endLine: fc.nat(6),
        endCharacter: fc.nat(20),
        text: anyLine,
      });
      await fc.assert(
        fc.asyncProperty(anyText, fc.array(edit, { maxLength: 3 }), async (text, edits) => {
          const document = `file:///d${run++}`;
          // What was learned stands above, so that the document knows it, too.
          const whole = `${learnedLines.join('\n')}\n${text}`;
          valueOf(
            await thread.caller.call('openDocument', { document, path: 'src/d.ts', version: 1, text: whole }),
          );
          const shifted = edits.map((one) => {
            const startLine = one.startLine + learnedLines.length;
            return { ...one, startLine, endLine: Math.max(startLine, one.endLine + learnedLines.length) };
          });
          valueOf(await thread.caller.call('changeDocument', { document, version: 2, edits: shifted }));
          const open = new OpenDocument('src/d.ts', whole);
          for (const one of shifted) open.apply(one);
          for (const [at, line] of text.split('\n').slice(0, 3).entries()) {
            for (let character = 0; character <= line.length + 1; character += 1 + (run % 2)) {
              const place = learnedLines.length + at;
              await askAt(document, 2, place, character, open.line(place).slice(character));
            }
          }
          valueOf(await thread.caller.call('closeDocument', { document }));
        }),
        { numRuns: isFull ? 1000 : 60, seed: 11 },
      );
    },
    isFull ? 900_000 : 120_000,
  );

  it('nothing hidden that stands above is offered again', async () => {
    const document = 'file:///again';
    for (const [at, line] of learnedLines.entries()) {
      const text = `${`${line}\n`.repeat(4)}\n`;
      valueOf(await thread.caller.call('openDocument', { document, path: 'src/a.ts', version: at, text }));
      const end = text.split(/\r\n|\r|\n/).length - 2;
      for (let length = 0; length <= line.length; length += isFull ? 1 : 7) {
        const typed = {
          startLine: end,
          startCharacter: 0,
          endLine: end,
          endCharacter: 999,
          text: line.slice(0, length).replace(/[\r\n].*/s, ''),
        };
        valueOf(await thread.caller.call('changeDocument', { document, version: at, edits: [typed] }));
        await askAt(document, at, end, typed.text.length);
      }
    }
    expect(shown).toBeGreaterThan(asked / 10);
  }, 300_000);

  it('a line of a megabyte holds up nothing', async () => {
    const document = 'file:///long';
    for (const unit of ['a ', 'q\u0301', '👩‍👩‍👧‍👦', '\u202e', '\ud83d', '\u0301', '"(', '\0']) {
      const text = `${unit.repeat(2 ** 20 / unit.length)}\nconst va`;
      valueOf(await thread.caller.call('openDocument', { document, path: 'a.ts', version: 1, text }));
      for (const [line, character] of [
        [0, 0],
        [0, 1000],
        [0, 2 ** 19 + 1],
        [0, 2 ** 20],
        [1, 8],
      ] as const) {
        await askAt(document, 1, line, character);
      }
    }
    reportFault({
      fault:
        'a document with graphemes, half surrogate pairs, directions, NUL and long lines, asked at any place',
      tried: asked,
      survived: asked,
      lost: `nothing; ${shown} suggestions, none of them cut inside a character or with anything hidden`,
    });
  }, 300_000);
});
