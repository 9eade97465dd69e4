import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  languageRules,
  LanguageConfigurations,
} from '../../../src/extension/suggestions/language-configurations.ts';

const editor = vi.hoisted(() => ({
  all: [] as { extensionUri: string; packageJSON: unknown }[],
  files: new Map<string, string>(),
  changed: new Set<() => void>(),
}));

vi.mock('vscode', () => ({
  extensions: {
    get all() {
      return editor.all;
    },
    onDidChange(listener: () => void) {
      editor.changed.add(listener);
      return { dispose: () => editor.changed.delete(listener) };
    },
  },
  Uri: { joinPath: (base: string, path: string) => `${base}/${path}` },
  workspace: {
    fs: {
      readFile(uri: string) {
        const text = editor.files.get(uri);
        if (text === undefined) return Promise.reject(new Error('There is no such file.'));
        return Promise.resolve(new TextEncoder().encode(text));
      },
    },
  },
}));

const configuration = `{
  // As VS Code's own: with comments, and commas at the end.
  "comments": { "lineComment": "--", "blockComment": ["{-", "-}"] },
  "autoClosingPairs": [["(", ")"], ["'", "'"], { "open": "\\"", "close": "\\"", "notIn": ["string"] },],
}`;
const rules = { lineComments: ['--'], blockComments: [['{-', '-}']], quotes: ["'", '"'] };

describe("what VS Code's language configurations say", () => {
  it('is comments and quotes', () => {
    expect(languageRules([configuration])).toEqual(rules);
  });

  it('is a mark with options, too', () => {
    expect(
      languageRules(['{ "comments": { "lineComment": { "comment": "#", "noIndent": true } } }']),
    ).toEqual({
      lineComments: ['#'],
      blockComments: [],
      quotes: [],
    });
  });

  it.each(['', '[]', 'null', '{ "comments": 3, "autoClosingPairs": [1, [], {}] }', '{ "comments'])(
    'is nothing in a file that says nothing: %s',
    (text) => {
      expect(languageRules([text])).toEqual({ lineComments: [], blockComments: [], quotes: [] });
    },
  );
});

describe('LanguageConfigurations', () => {
  beforeEach(() => {
    const languages = [
      { id: 'tide', configuration: 'tide.json' },
      { id: 'gone', configuration: 'no.json' },
      { id: 'bare' },
    ];
    editor.all = [
      { extensionUri: 'a', packageJSON: {} },
      { extensionUri: 'b', packageJSON: { contributes: { languages } } },
    ];
    editor.files.set('b/tide.json', configuration);
  });

  it('reads a language when it is first asked for, and anew when extensions have changed', async () => {
    const known = new LanguageConfigurations();
    expect(known.rulesOf('tide')).toBeUndefined();
    await vi.waitFor(() => {
      expect(known.rulesOf('tide')).toEqual(rules);
    });
    editor.files.set('b/tide.json', '{ "comments": { "lineComment": ";" } }');
    for (const listener of editor.changed) listener();
    await vi.waitFor(() => {
      expect(known.rulesOf('tide')?.lineComments).toEqual([';']);
    });
    known.dispose();
    expect(editor.changed.size).toBe(0);
  });

  it.each(['gone', 'bare', 'never-heard-of'])(
    'knows nothing of a language without a configuration: %s',
    async (id) => {
      const known = new LanguageConfigurations();
      known.rulesOf(id);
      await new Promise((resolve) => setTimeout(resolve, 0));
      expect(known.rulesOf(id)).toBeUndefined();
      known.dispose();
    },
  );
});
