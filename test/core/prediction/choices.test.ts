import { describe, expect, it } from 'vitest';
import { ReferenceKernels } from '../../../src/backend/reference-kernels.ts';
import { finish } from '../../../src/core/base/bounded-work.ts';
import { WorkspaceMemory } from '../../../src/core/memory/workspace-memory.ts';
import { newMixingWeights } from '../../../src/core/mixing/mixing-weights.ts';
import { addChoice, bestCut } from '../../../src/core/prediction/choices.ts';
import type { Cut } from '../../../src/core/prediction/cut.ts';
import { OpenDocument } from '../../../src/core/prediction/open-document.ts';
import { type CursorRequest, Predictor } from '../../../src/core/prediction/predictor.ts';
import { setFile } from '../memory/set-file.ts';
import { pieceTokenizer } from './table-model.ts';

const tokenizer = pieceTokenizer([
  ...'abcdefghijklmnopqrstuvwxyz(); ',
  '\n',
  ...['open', 'close', 'read', 'write', 'port', 'gate', 'file', 'ledger'],
]);

/** A workspace in which `open` is followed by three words, one of them more often than the others. */
const files = `${'open gate;\n'.repeat(30)}${'open port;\n'.repeat(20)}${'open file;\n'.repeat(10)}`;

function setUp(typed: string, text = files, path = 'x') {
  const memory = new WorkspaceMemory(tokenizer);
  for (const name of ['a', 'b', 'c']) setFile(memory, { path: name, text });
  const knowledge = { tokenizer, memory, network: undefined, mixing: newMixingWeights() };
  const document = new OpenDocument(path, typed.replace('‸', ''));
  const predictor = new Predictor(knowledge, document, new ReferenceKernels());
  const before = typed.slice(0, typed.indexOf('‸')).split('\n');
  const request: CursorRequest = {
    line: before.length - 1,
    character: before.at(-1).length,
    selected: undefined,
    insertSpaces: true,
    tabSize: 2,
    eagerness: 1,
    multiLine: false,
  };
  return {
    suggest: (more: Partial<CursorRequest> = {}) => finish(predictor.suggest({ ...request, ...more })),
    choices: (more: Partial<CursorRequest> = {}) => finish(predictor.choices({ ...request, ...more })),
    texts: (more: Partial<CursorRequest> = {}) =>
      finish(predictor.choices({ ...request, ...more })).map(({ ghostText }) => ghostText),
    type: (text: string, at = 0) => {
      const { line, character } = request;
      const place = { startLine: line, startCharacter: character + at };
      predictor.edit({ ...place, endLine: line, endCharacter: character + at, text });
    },
    erase: (count: number) => {
      const { line, character } = request;
      const place = { startLine: line, startCharacter: character };
      predictor.edit({ ...place, endLine: line, endCharacter: character + count, text: '' });
    },
    request,
  };
}

describe('choices for one who asks', () => {
  it.each([
    ['open ‸', ['gate;', 'port;', 'file;']],
    ['open p‸', ['ort;']],
    ['op‸', ['en gate;', 'en port', 'en file']],
    ['open ‸;', ['gate', 'port', 'file']],
    ['a\nopen ‸\nb', ['gate;', 'port;', 'file;']],
  ])('at %j are the best, first, and different: %j', (typed, expected) => {
    const texts = setUp(typed).texts();
    expect(texts.length).toBeLessThanOrEqual(3);
    expect(texts).toEqual(expect.arrayContaining(expected));
    expect(texts[0]).toBe(expected[0]);
    for (const text of texts) {
      expect(text.trim()).not.toBe('');
      for (const other of texts) if (other !== text) expect(other.startsWith(text)).toBe(false);
    }
  });

  it('come whatever the eagerness is, and begin with what would be shown unasked', () => {
    for (const eagerness of ['calm', 'balanced', 'eager', 0.3, 1] as const) {
      expect(setUp('open ‸').texts({ eagerness })).toHaveLength(3);
      const unasked = setUp('open ‸').suggest({ eagerness });
      if (unasked) expect(setUp('open ‸').texts({ eagerness })[0]).toBe(unasked.ghostText);
    }
    expect(setUp('open ‸').suggest({ eagerness: 1 })).toBeUndefined();
  });

  it('have each its own probability and replace the word at the cursor', () => {
    const choices = setUp('a op‸').choices();
    for (const { startCharacter, endCharacter, insertText, ghostText } of choices) {
      expect([startCharacter, endCharacter]).toEqual([2, 4]);
      expect(insertText).toBe(`op${ghostText}`);
    }
    expect(choices[0].probability).toBeGreaterThan(choices[1].probability);
  });

  it('have what was rejected before', () => {
    const { suggest, texts, type, erase, request } = setUp('open ‸');
    expect(suggest({ eagerness: 0.1 })?.ghostText).toBe('gate;');
    type('x');
    suggest({ eagerness: 0.1, character: request.character + 1 });
    erase(1);
    expect(suggest({ eagerness: 0.1 })?.ghostText).not.toBe('gate;');
    expect(texts({ eagerness: 0.1 })).toContain('gate;');
  });

  it('begin with what is shown already', () => {
    const { suggest, texts } = setUp('open ‸');
    const shown = suggest({ eagerness: 0.1 });
    expect(texts({ eagerness: 0.1 })[0]).toBe(shown?.ghostText);
  });

  it('stay while one of them is typed through, also at a low probability', () => {
    const { texts, type, suggest, request } = setUp('open ‸');
    const [, second] = texts();
    type(second.slice(0, 2));
    expect(suggest({ character: request.character + 2 })?.ghostText).toBe(second.slice(2));
  });

  it('obey the rules for what may be shown', () => {
    const brackets = 'open (gate);\nopen (port);\nopen (file);\n'.repeat(30);
    for (const text of setUp('open (‸)', brackets).texts()) expect(text).not.toContain(')');
    expect(
      setUp('; open ‸', `; ${files.replaceAll('\n', '\n; ')}`, 'lisp').texts({ inComments: 'off' }),
    ).toEqual([]);
  });

  it('are none where nothing is known', () => {
    expect(setUp('‸', '').texts()).toEqual([]);
  });
});

const cut = (text: string, probability: number): Cut => ({ text, probability });

describe('the best text for one who asks', () => {
  it.each([
    ['what passes the threshold', [cut('gate', 0.5), cut('gate of the', 0.01)], 0.3, 'gate'],
    ['the surer text below the threshold', [cut('gate', 0.1), cut('gate of the harbour', 0.03)], 0.3, 'gate'],
    ['one that is improbable', [cut('gate', 0.004)], 0.3, 'gate'],
    ['one that is short but may well be right', [cut(';', 0.1)], 0.3, ';'],
    ['none that is short and improbable', [cut(';', 0.01)], 0.3, undefined],
    ['nothing that nobody can see', [cut('    ', 0.9)], 0.3, undefined],
    ['nothing that cannot come', [cut('gate', 0)], 0.3, undefined],
  ])('is %s', (_what, cuts, threshold, expected) => {
    expect(bestCut(cuts, threshold)?.text).toBe(expected);
  });

  it('is added only if it differs', () => {
    const choices: Cut[] = [];
    for (const text of ['gate', 'gate;', 'ga', 'port', 'gate']) addChoice(choices, cut(text, 0.1));
    addChoice(choices, undefined);
    expect(choices.map(({ text }) => text)).toEqual(['gate', 'port']);
  });
});
