import type { Position, TextDocument } from 'vscode';
import { describe, expect, it } from 'vitest';
import { LastSuggestion } from '../../../src/extension/suggestions/last-suggestion.ts';

const at = (character: number): Position => ({ line: 0, character }) as never;
const suggestion = (ghostText: string) => ({
  ...{ line: 0, startCharacter: 0, endCharacter: 2, probability: 0.5 },
  ...{ insertText: ghostText, ghostText },
});

/** A document of one line, whose text the test changes. */
function documentOf(text: string) {
  const state = { text, isClosed: false };
  const document = {
    get isClosed() {
      return state.isClosed;
    },
    lineCount: 1,
    lineAt: () => ({ text: state.text }),
  } as unknown as TextDocument;
  return { state, document };
}

describe('the last suggestion', () => {
  it('is none until there is one', () => {
    expect(new LastSuggestion().current).toBeUndefined();
  });

  it('stays where it was made while it is typed through or taken', () => {
    const { state, document } = documentOf('ga');
    const last = new LastSuggestion();
    last.offered(1, document, at(2), suggestion('le blows'));
    state.text = 'gale';
    last.offered(1, document, at(4), suggestion(' blows'));
    expect(last.current).toMatchObject({ prefix: 'ga', text: 'le blows' });
    state.text = 'gale blows';
    expect(last.current).toMatchObject({ prefix: 'ga', text: 'le blows' });
    last.offered(2, document, at(10), suggestion(' over'));
    expect(last.current).toMatchObject({ prefix: 'gale blows', text: ' over' });
  });

  it('is gone with the text before it, and with the document', () => {
    const { state, document } = documentOf('ga');
    const last = new LastSuggestion();
    last.offered(1, document, at(2), suggestion('le'));
    state.text = 'wind';
    expect(last.current).toBeUndefined();
    last.offered(1, document, at(4), suggestion('y'));
    expect(last.current?.text).toBe('y');
    state.isClosed = true;
    expect(last.current).toBeUndefined();
  });
});
