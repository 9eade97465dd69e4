import { describe, expect, it } from 'vitest';
import { isSuggestible } from '../../../src/extension/suggestions/suggestible.ts';

describe('suggestions are offered', () => {
  it.each([
    ['file', 'typescript', true],
    ['vscode-vfs', 'python', true],
    ['untitled', 'plaintext', undefined],
    ['vscode-notebook-cell', 'python', undefined],
  ])('in %s, %s', (scheme, language, isWritable) => {
    expect(isSuggestible(scheme, language, isWritable)).toBe(true);
  });

  it.each([
    ['output', 'Log', undefined],
    ['output', 'plaintext', undefined],
    ['vscode-scm', 'scminput', undefined],
    ['comment', 'markdown', undefined],
    ['debug', 'plaintext', undefined],
    ['search-editor', 'search-result', undefined],
    ['file', 'search-result', true],
    ['vscode-vfs', 'python', false],
  ])('not in %s, %s', (scheme, language, isWritable) => {
    expect(isSuggestible(scheme, language, isWritable)).toBe(false);
  });
});
