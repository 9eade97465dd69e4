import { expect, it } from 'vitest';
import { closedByEditor } from '../../../src/extension/suggestions/closed-by-editor.ts';

it.each([
  ['tide', []],
  ['tide(x)', []],
  ['tide(x', ['tide(x)']],
  ['operate((source, subscriber', ['operate((source, subscriber)', 'operate((source, subscriber))']],
  ['tide(x)[y', ['tide(x)[y]']],
  ['open("data', ['open("data)', 'open("data")']],
  // Brackets in a string, and apostrophes in words, are text.
  ['print("a (b', ['print("a (b)', 'print("a (b")']],
  ["// don't (", ["// don't ()"]],
  ['")', ['")"']],
  ['f(a:\n  b(', []],
])('%j is closed by the editor as %j', (text, closed) => {
  expect(closedByEditor(text)).toEqual(closed);
});
