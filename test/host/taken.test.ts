import { strict as assert } from 'node:assert';
import { before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { SuggestionCount } from '../../src/extension/statistics/suggestion-counts.ts';
import { ledgerLine } from './fixtures.ts';
import { activateTacit, beginsLike, eventually, suggestionFor, typeNew, type WatchedTacit } from './tacit.ts';

const { typed, rest } = ledgerLine;

describe('what becomes of suggestions', () => {
  let tacit: WatchedTacit;

  /** The sum of one number over all days, languages and kinds. */
  const sum = async (name: 'shown' | 'taken' | 'takenInPart' | 'takenCharacters'): Promise<number> =>
    (await tacit.api.suggestionCounts()).reduce((total, row: SuggestionCount) => total + row[name], 0);

  /** Puts the cursor behind the typed text, and lets the commands act on what the editor shows there. */
  const insertedBy = async (commands: readonly (readonly [string, unknown?])[]): Promise<string> => {
    const editor = await typeNew(typed);
    for (const [command, argument] of commands) {
      await vscode.commands.executeCommand(command, argument);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    return editor.document.getText().slice(typed.length);
  };

  before(async () => {
    tacit = await activateTacit();
    await suggestionFor(tacit.api, ledgerLine);
  });

  it('is counted when one is taken', async () => {
    const inserted = await eventually('an inserted suggestion', async () => {
      const text = await insertedBy([
        ['editor.action.inlineSuggest.trigger', { explicit: false, providerId: 'tacit.tacit:*' }],
        ['editor.action.inlineSuggest.commit'],
      ]);
      return text === '' ? undefined : text;
    });
    assert(beginsLike(rest, inserted), `inserted: ${inserted}`);
    await eventually('a taken suggestion', async () => (await sum('taken')) > 0, 1);
    assert((await sum('shown')) >= (await sum('taken')));
    assert((await sum('takenCharacters')) >= inserted.length);
    const [row] = (await tacit.api.suggestionCounts()).filter(({ taken }) => taken > 0);
    assert.equal(row.language, 'typescript');
    assert.notEqual(row.kind, 'askedFor');
  });

  it('is counted when a word of one is taken', async () => {
    const before = await sum('takenInPart');
    await eventually('a word', async () => {
      const text = await insertedBy([
        ['editor.action.inlineSuggest.trigger', { explicit: false, providerId: 'tacit.tacit:*' }],
        ['editor.action.inlineSuggest.acceptNextWord'],
      ]);
      return text === '' ? undefined : text;
    });
    await typeNew('');
    await eventually('a suggestion taken in part', async () => (await sum('takenInPart')) > before, 1);
  });

  it('is what the user takes from a pause, in which the editor is made to ask', async () => {
    await eventually('a suggestion in a pause', async () => {
      const editor = await typeNew(typed.slice(0, -1));
      await editor.edit((edit) => {
        edit.insert(editor.selection.active, typed.slice(-1));
      });
      await new Promise((resolve) => setTimeout(resolve, 2500));
      await vscode.commands.executeCommand('editor.action.inlineSuggest.commit');
      await new Promise((resolve) => setTimeout(resolve, 300));
      return editor.document.getText().length > typed.length || undefined;
    });
  });

  it('comes only to one who asks where the user wants that', async () => {
    const settings = vscode.workspace.getConfiguration('tacit');
    await settings.update('suggest.eagerness', 'manual', vscode.ConfigurationTarget.Global);
    try {
      const trigger = 'editor.action.inlineSuggest.trigger';
      const commit = ['editor.action.inlineSuggest.commit'] as const;
      const byItself = [trigger, { explicit: false, providerId: 'tacit.tacit:*' }] as const;
      assert.equal(await insertedBy([byItself, commit]), '');
      await eventually('an answer', async () => (await insertedBy([[trigger], commit])) !== '');
    } finally {
      await settings.update('suggest.eagerness', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('can be erased', async () => {
    assert((await tacit.api.suggestionCounts()).length > 0);
    await vscode.commands.executeCommand('tacit.eraseStatistics');
    assert.equal(await sum('taken'), 0);
  });
});
