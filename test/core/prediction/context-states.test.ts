import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finish } from '../../../src/core/base/bounded-work.ts';
import { ContextStates } from '../../../src/core/prediction/context-states.ts';
import type { ObservedTokens } from '../../../src/core/mixing/expert.ts';
import type { LearningModel } from '../../../src/core/prediction/learning-model.ts';
import { OpenDocument } from '../../../src/core/prediction/open-document.ts';
import { FILE_TOKEN, TEXT_TOKEN } from '../../../src/core/text/tokenizer.ts';
import { textOf } from './document-text.ts';
import { pieceTokenizer } from './table-model.ts';

/** A model whose state is a digest of all tokens read: any wrong token changes it. */
class DigestModel implements LearningModel {
  readonly stateSize = 1;
  steps = 0;
  newState(): Float32Array {
    return new Float32Array(1);
  }
  step(stateIn: Float32Array, token: number, stateOut: Float32Array): void {
    this.steps++;
    stateOut[0] = (stateIn[0] * 31 + token + 1) % 65_521;
  }
  probabilities(): void {
    throw new Error('not asked for');
  }
  readonly reads: ObservedTokens[] = [];
  observe(tokens: ObservedTokens): void {
    this.reads.push(tokens);
  }
  splice(): void {
    // Nothing is remembered by line.
  }
}

const tokenizer = pieceTokenizer(['a', 'b', 'ab', ' ', '\n', '\n ', '.', 'x']);

function fromScratch(path: string, text: string): { state: number; partial: string } {
  const model = new DigestModel();
  const state = model.newState();
  const settled = tokenizer.stableLength(text);
  for (const token of [
    FILE_TOKEN,
    ...tokenizer.encode(path),
    TEXT_TOKEN,
    ...tokenizer.encode(text.slice(0, settled)),
  ]) {
    model.step(state, token, state);
  }
  return { state: state[0], partial: text.slice(settled) };
}

const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '.', '\n'), maxLength: 40 });

describe('ContextStates', () => {
  it('is in the state, after any edits, that reading the file from its start leads to', () => {
    const edit = fc.record({
      startLine: fc.nat(6),
      startCharacter: fc.nat(8),
      lines: fc.nat(2),
      endCharacter: fc.nat(8),
      text,
      askLine: fc.nat(6),
      askCharacter: fc.nat(8),
    });
    fc.assert(
      fc.property(text, fc.array(edit, { maxLength: 8 }), (initial, edits) => {
        const document = new OpenDocument('x', initial);
        const states = new ContextStates(new DigestModel(), tokenizer, document);
        for (const {
          startLine,
          startCharacter,
          lines,
          endCharacter,
          text: inserted,
          askLine,
          askCharacter,
        } of edits) {
          const endLine = startLine + lines;
          const end = endLine === startLine ? Math.max(startCharacter, endCharacter) : endCharacter;
          states.splice(
            document.apply({ startLine, startCharacter, endLine, endCharacter: end, text: inserted }),
          );
          const line = Math.min(askLine, document.lineCount - 1);
          const prefix = document.line(line).slice(0, askCharacter);
          const before = Array.from({ length: line }, (_, k) => `${document.line(k)}\n`).join('');
          const { place, partial } = finish(states.at(line, prefix));
          expect({ state: place.state[0], partial }).toEqual(fromScratch('x', before + prefix));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('reads each token of a line once while it is typed', () => {
    const model = new DigestModel();
    const document = new OpenDocument('x', 'ab ab\nab. ab\n');
    const states = new ContextStates(model, tokenizer, document);
    finish(states.at(2, ''));
    const before = model.steps;
    for (const [i, key] of [...'ab ab. b'].entries()) {
      states.splice(
        document.apply({ startLine: 2, startCharacter: i, endLine: 2, endCharacter: i, text: key }),
      );
      finish(states.at(2, document.line(2)));
    }
    expect(model.steps - before).toBe(['ab', ' ', 'ab', '.', ' '].length);
  });

  it('lets the model observe no line that holds a secret, read or typed', () => {
    const model = new DigestModel();
    const pieces = pieceTokenizer(['a', 'b', '\n', '12', ';', 'x', 'password = "']);
    const secret = 'password = "ababab12';
    const document = new OpenDocument('x', `a\n${secret}\nb\n`);
    const states = new ContextStates(model, pieces, document);
    finish(states.at(3, ''));
    for (const [i, typed] of [secret, ';;;'].entries()) {
      const character = i * secret.length;
      const splice = document.apply({
        startLine: 3,
        startCharacter: character,
        endLine: 3,
        endCharacter: character,
        text: typed,
      });
      states.splice(splice);
      finish(states.at(3, document.line(3)));
    }
    const observed = model.reads.map(({ tokens }) => pieces.decode(tokens)).join('|');
    expect(observed).toContain('b');
    expect(observed).not.toMatch(/password|12|;/);
  });

  it('lets the model observe every typed token once, in order, and none of those that were there already', () => {
    fc.assert(
      fc.property(text, text, (initial, added) => {
        // This one keeps the promise of tokenizers that a settled token never changes: no piece continues a line break.
        const tokenizer = pieceTokenizer(['a', 'b', 'ab', ' ', '\n', '.', 'x']);
        const model = new DigestModel();
        const document = new OpenDocument('x', initial);
        const states = new ContextStates(model, tokenizer, document);
        const end = () => {
          const line = document.lineCount - 1;
          return { line, character: document.line(line).length };
        };
        finish(states.at(end().line, document.line(end().line)));
        expect(model.reads.some(({ typed }) => typed)).toBe(false);
        for (const key of added) {
          const { line, character } = end();
          const at = { startLine: line, startCharacter: character, endLine: line, endCharacter: character };
          states.splice(document.apply({ ...at, text: key }));
          finish(states.at(end().line, document.line(end().line)));
        }
        const told = model.reads.filter(({ typed }) => typed).flatMap(({ tokens }) => [...tokens]);
        const whole = initial + added;
        const known = tokenizer.stableLength(initial);
        const expected = tokenizer.encode(whole.slice(known, tokenizer.stableLength(whole)));
        expect(told).toEqual([...expected]);
      }),
    );
  });

  it('reads only a bounded part of a huge file', () => {
    const model = new DigestModel();
    const document = new OpenDocument('x', `${'ab ab.\n'.repeat(50_000)}ab`);
    finish(new ContextStates(model, tokenizer, document).at(50_000, 'ab'));
    expect(model.steps).toBeLessThan(10_000);
    const minified = new OpenDocument('x', `${'ab'.repeat(500_000)}\nab`);
    const before = model.steps;
    finish(new ContextStates(model, tokenizer, minified).at(1, 'ab'));
    expect(model.steps - before).toBeLessThan(10_000);
  });
});

describe('OpenDocument', () => {
  it('applies edits like replacements in the text', () => {
    fc.assert(
      fc.property(text, text, fc.nat(50), fc.nat(50), (initial, inserted, a, b) => {
        const document = new OpenDocument('x', initial);
        const [start, end] = [Math.min(a, b, initial.length), Math.min(Math.max(a, b), initial.length)];
        const at = (offset: number) => {
          const lines = initial.slice(0, offset).split('\n');
          return { line: lines.length - 1, character: lines.at(-1).length };
        };
        document.apply({
          startLine: at(start).line,
          startCharacter: at(start).character,
          endLine: at(end).line,
          endCharacter: at(end).character,
          text: inserted,
        });
        expect(textOf(document)).toBe(initial.slice(0, start) + inserted + initial.slice(end));
      }),
    );
  });

  it('treats all line ends alike', () => {
    const document = new OpenDocument('x', 'a\r\nb\rc');
    expect([document.line(0), document.line(1), document.line(2), document.line(3)]).toEqual([
      'a',
      'b',
      'c',
      '',
    ]);
    document.apply({ startLine: 1, startCharacter: 1, endLine: 1, endCharacter: 1, text: '1\r\n2' });
    expect(textOf(document)).toBe('a\nb1\n2\nc');
  });

  it('reads the last part of a very long line, and a key more costs a step more', () => {
    const line = 'ab.x '.repeat(40_000);
    const model = new DigestModel();
    const document = new OpenDocument('x', line);
    const states = new ContextStates(model, tokenizer, document);
    finish(states.at(0, line));
    const whole = model.steps;
    expect(whole).toBeLessThan(6000);
    for (const key of 'ab.x ab.x ') {
      const end = document.line(0).length;
      const at = { startLine: 0, startCharacter: end, endLine: 0, endCharacter: end };
      states.splice(document.apply({ ...at, text: key }));
      finish(states.at(0, document.line(0)));
    }
    expect(model.steps - whole).toBeLessThan(20);
    const { settled } = finish(states.at(0, document.line(0)));
    expect(settled.length).toBeGreaterThan(tokenizer.encode(document.line(0).slice(-3000)).length - 2);
  });
});
