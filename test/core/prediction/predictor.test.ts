import { describe, expect, it } from 'vitest';
import { ReferenceKernels } from '../../../src/backend/reference-kernels.ts';
import { WorkspaceMemory } from '../../../src/core/memory/workspace-memory.ts';
import { newMixingWeights } from '../../../src/core/mixing/mixing-weights.ts';
import { finish } from '../../../src/core/base/bounded-work.ts';
import { Judge } from '../../../src/core/prediction/gate/judge.ts';
import type { Knowledge } from '../../../src/core/prediction/knowledge.ts';
import { OpenDocument } from '../../../src/core/prediction/open-document.ts';
import { Predictor, type CursorRequest } from '../../../src/core/prediction/predictor.ts';
import { pieceTokenizer, TableModel } from './table-model.ts';
import { setFile } from '../memory/set-file.ts';

const tokenizer = pieceTokenizer([
  ...'abcdefghijklmnopqrstuvwxyz(); ',
  '\n',
  '\n  ',
  'return',
  'ret',
  'value',
  'values',
]);

/** The knowledge of a workspace whose files repeat `return value;`, with something else now and then. */
function taught(text = 'return value;\n  return value;\nabc xyz;\n'.repeat(20)): Knowledge {
  const memory = new WorkspaceMemory(tokenizer);
  for (const path of ['a', 'b', 'c']) setFile(memory, { path, text });
  return { tokenizer, memory, network: undefined, mixing: newMixingWeights(), judge: new Judge() };
}

const settings = {
  selected: undefined,
  insertSpaces: true,
  tabSize: 2,
  eagerness: 0.3,
  multiLine: false,
} as const;

function setUp(text: string, knowledge = taught()) {
  const document = new OpenDocument('x', text);
  const predictor = new Predictor(knowledge, document, new ReferenceKernels());
  return {
    predictor,
    document,
    ask: (line: number, character: number, more: Partial<CursorRequest> = {}) =>
      finish(predictor.suggest({ ...settings, line, character, ...more })),
    type: (text: string, line: number, character: number) => {
      const at = { startLine: line, startCharacter: character, endLine: line, endCharacter: character };
      predictor.edit({ ...at, text });
    },
  };
}

describe('Predictor', () => {
  it('completes a half-typed word, over its range, to the end of the line', () => {
    const { ask } = setUp('a\n  retu');
    expect(ask(1, 6)).toMatchObject({
      line: 1,
      startCharacter: 2,
      endCharacter: 6,
      insertText: 'return value;',
      ghostText: 'rn value;',
    });
  });

  it('keeps a suggestion still while it is typed through', () => {
    const { ask, type } = setUp('retu');
    const first = ask(0, 4);
    for (const [i, key] of [...'rn va'].entries()) {
      type(key, 0, 4 + i);
      expect(ask(0, 5 + i)).toMatchObject({
        ghostText: 'rn value;'.slice(i + 1),
        probability: first?.probability,
      });
    }
  });

  it('does not keep a suggestion when what the user wants to see has changed', () => {
    const knowledge = taught('; return value\n'.repeat(60));
    const document = new OpenDocument('lisp', '; retu');
    const predictor = new Predictor(knowledge, document, new ReferenceKernels());
    const ask = (inComments: 'on' | 'off') =>
      finish(predictor.suggest({ ...settings, line: 0, character: 6, inComments }))?.ghostText;
    expect([ask('on'), ask('off'), ask('on')]).toEqual(['rn value', undefined, 'rn value']);
  });

  it('leaves out a closer that the editor has put after the cursor in the meantime', () => {
    const { ask, type } = setUp('retu', taught('return (value);\n'.repeat(60)));
    expect(ask(0, 4)?.ghostText).toBe('rn (value);');
    type('rn (', 0, 4);
    type(')', 0, 8);
    expect(ask(0, 8)?.ghostText).toBe('value');
  });

  it('drops a suggestion when something else is typed, and does not offer it there again', () => {
    const { ask, type, predictor } = setUp('retu');
    expect(ask(0, 4)?.ghostText).toBe('rn value;');
    type('x', 0, 4);
    expect(ask(0, 5)?.ghostText).not.toBe('rn value;');
    predictor.edit({ startLine: 0, startCharacter: 4, endLine: 0, endCharacter: 5, text: '' });
    expect(ask(0, 4)?.ghostText).not.toBe('rn value;');
  });

  it('does not offer again what was rejected when the line has moved', () => {
    const { ask, type, predictor } = setUp('abc\nretu');
    expect(ask(1, 4)?.ghostText).toBe('rn value;');
    type('x', 1, 4);
    ask(1, 5);
    predictor.edit({ startLine: 1, startCharacter: 4, endLine: 1, endCharacter: 5, text: '' });
    type('abc\n', 0, 0);
    expect(ask(2, 4)?.ghostText).not.toBe('rn value;');
  });

  it('offers at a new line what was rejected at the one that was there before', () => {
    const { ask, type, predictor } = setUp('abc\nretu');
    expect(ask(1, 4)?.ghostText).toBe('rn value;');
    type('x', 1, 4);
    ask(1, 5);
    predictor.edit({ startLine: 0, startCharacter: 3, endLine: 1, endCharacter: 5, text: '' });
    type('\nretu', 0, 3);
    expect(ask(1, 4)?.ghostText).toBe('rn value;');
  });

  it('keeps a suggestion still when a line is inserted above it', () => {
    const { ask, type } = setUp('abc\nretu');
    const first = ask(1, 4);
    type('abc\n', 0, 0);
    expect(ask(2, 4)).toMatchObject({ line: 2, ghostText: 'rn value;', probability: first?.probability });
  });

  it('learns finished lines at once, and forgets them when they are undone', () => {
    const { ask, type, predictor } = setUp('', taught('abc xyz;\n'));
    expect(ask(0, 0)?.ghostText).not.toBe('quz value (quz);');
    for (let line = 0; line < 12; line++) type('quz value (quz);\n', line, 0);
    type('qu', 12, 0);
    expect(ask(12, 2, { eagerness: 0.05 })?.ghostText).toMatch(/^z value/);
    predictor.edit({ startLine: 0, startCharacter: 0, endLine: 12, endCharacter: 2, text: 'qu' });
    expect(ask(0, 2, { eagerness: 0.05 })?.ghostText ?? '').not.toMatch(/^z value/);
  });

  it('extends the entry selected in the list, or stays silent', () => {
    const { ask } = setUp('return va');
    expect(ask(0, 9, { selected: { startCharacter: 7, text: 'val' } })).toMatchObject({
      startCharacter: 7,
      endCharacter: 9,
      insertText: 'value;',
      ghostText: 'lue;',
    });
    expect(ask(0, 9, { selected: { startCharacter: 7, text: 'zebra' } })).toBeUndefined();
  });

  it('does not repeat what follows the cursor', () => {
    const { ask } = setUp('return ;');
    expect(ask(0, 7)).toMatchObject({ insertText: 'value' });
  });

  it('learns from what is taken, and unlearns it if that is taken back', () => {
    const judge = new Judge();
    const { ask, predictor } = setUp('retu', { ...taught(), judge });
    const at = { startLine: 0, startCharacter: 4, endLine: 0 };
    const suggestion = ask(0, 4, { eagerness: 'eager', keySeconds: 0.28 });
    expect(suggestion?.ghostText).toBe('rn value;');
    const [before] = judge.learned.weights;
    predictor.edit({ ...at, endCharacter: 4, text: 'rn value;' });
    expect(judge.learned.weights[0]).toBeGreaterThan(before);
    predictor.edit({ ...at, endCharacter: 13, text: '' });
    expect(judge.learned.weights[0]).toBeLessThan(before);
  });

  it('suggests several lines only at the end of a line, and only if they are wanted', () => {
    const knowledge = taught('abc xyz;\nreturn value;\nvalues (value);\n'.repeat(60));
    const empty = () => setUp('abc xyz;\n', knowledge);
    expect(empty().ask(1, 0)?.ghostText).toBe('return value;');
    expect(empty().ask(1, 0, { multiLine: true })?.ghostText).toMatch(/^return value;\nvalues \(value\);/);
    const inLine = setUp('abc xyz;\nret', knowledge);
    expect(inLine.ask(1, 3)?.ghostText).toBe('urn value;');
    expect(inLine.ask(1, 3, { multiLine: true })?.ghostText).toMatch(/^urn value;\nvalues \(value\);/);
    const before = setUp('abc xyz;\nret // why', knowledge);
    expect(before.ask(1, 3, { multiLine: true })?.ghostText ?? '').not.toContain('\n');
  });

  it('says less, the surer it has to be', () => {
    const { ask } = setUp('retu');
    expect(ask(0, 4, { eagerness: 0.9999 })).toBeUndefined();
  });

  it('says nothing after the end of a document, or in an empty one if it knows nothing', () => {
    const { ask } = setUp('', { ...taught(), memory: new WorkspaceMemory(tokenizer) });
    expect(ask(0, 9)).toBeUndefined();
    expect(ask(5, 9)).toBeUndefined();
  });

  it('mixes in a network', () => {
    const size = tokenizer.size;
    const table = new TableModel(Array.from({ length: size }, () => new Float32Array(size).fill(1 / size)));
    const network = Object.assign(table, {
      hiddenSize: 2,
      hidden: (state: Float32Array) => state.subarray(0, 2),
      output: { weight: new Float32Array(size * 2), bias: new Float32Array(size) },
      attributions: (_kernels: unknown, tokens: Int32Array) => new Float32Array(tokens.length - 1),
    });
    const { ask } = setUp('retu', { ...taught(), network });
    expect(ask(0, 4)?.ghostText).toBe('rn ');
  });
});
