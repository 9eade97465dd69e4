import { describe, expect, it } from 'vitest';
import { finish } from '../../../src/core/prediction/bounded-work.ts';
import { OpenDocument } from '../../../src/core/prediction/open-document.ts';
import { Predictor, type CursorRequest } from '../../../src/core/prediction/predictor.ts';
import { Search } from '../../../src/core/prediction/search.ts';
import { pieceTokenizer, TableModel } from './table-model.ts';

const tokenizer = pieceTokenizer([...'abcdefghijklmnopqrstuvwxyz(); \n', 'return', 'ret', 'value', 'values']);

/** A model that was taught one line: `return value;`, almost always. */
function taught(): TableModel {
  const token = (piece: string) => tokenizer.pieces.indexOf(piece);
  const size = tokenizer.size;
  const table = Array.from({ length: size }, () => new Float32Array(size).fill(0.1 / size));
  const follow = (last: number, next: string, p: number) => {
    table[last][token(next)] = p;
  };
  for (let last = 0; last < size; last++) follow(last, 'return', 0.5);
  follow(token('return'), ' ', 0.9);
  follow(token('return'), 'return', 0);
  follow(token(' '), 'value', 0.8);
  follow(token(' '), 'return', 0.05);
  follow(token('value'), ';', 0.9);
  follow(token('value'), 'return', 0);
  follow(token(';'), '\n', 0.9);
  follow(token(';'), 'return', 0);
  return new TableModel(table);
}

function setUp(text: string): {
  ask: (line: number, character: number, more?: Partial<CursorRequest>) => ReturnType<typeof finish<unknown>>;
  predictor: Predictor;
  model: TableModel;
} {
  const model = taught();
  const predictor = new Predictor(
    model,
    tokenizer,
    new OpenDocument('x', text),
    new Search(model, tokenizer),
  );
  return {
    model,
    predictor,
    ask: (line, character, more = {}) =>
      finish(
        predictor.suggest({ line, character, selected: undefined, insertSpaces: true, tabSize: 2, ...more }),
      ),
  };
}

describe('Predictor', () => {
  it('completes a word that is half typed, over its range, to the end of the line', () => {
    const { ask } = setUp('a\n  retu');
    expect(ask(1, 6)).toMatchObject({
      line: 1,
      startCharacter: 2,
      endCharacter: 6,
      insertText: 'return value;',
      ghostText: 'rn value;',
    });
  });

  it('stands still while it is typed through, without asking the network', () => {
    const { ask, predictor, model } = setUp('retu');
    ask(0, 4);
    const steps = model.steps;
    for (const [i, key] of [...'rn va'].entries()) {
      predictor.edit({ startLine: 0, startCharacter: 4 + i, endLine: 0, endCharacter: 4 + i, text: key });
      expect(ask(0, 5 + i)).toMatchObject({ ghostText: 'rn value;'.slice(i + 1) });
    }
    expect(model.steps).toBe(steps);
  });

  it('leaves a suggestion that was typed past', () => {
    const { ask, predictor, model } = setUp('retu');
    ask(0, 4);
    const steps = model.steps;
    predictor.edit({ startLine: 0, startCharacter: 4, endLine: 0, endCharacter: 4, text: 'x' });
    expect(ask(0, 5)).toMatchObject({ insertText: expect.stringMatching(/^retux/) as string });
    expect(model.steps).toBeGreaterThan(steps);
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

  it('says nothing in an unknown place, behind the end, or in an empty document of an unsure model', () => {
    const uniform = new TableModel(
      Array.from({ length: tokenizer.size }, () => new Float32Array(tokenizer.size).fill(1 / tokenizer.size)),
    );
    const predictor = new Predictor(
      uniform,
      tokenizer,
      new OpenDocument('x', ''),
      new Search(uniform, tokenizer),
    );
    for (const line of [0, 5]) {
      expect(
        finish(
          predictor.suggest({ line, character: 9, selected: undefined, insertSpaces: true, tabSize: 2 }),
        ),
      ).toBeUndefined();
    }
  });
});
