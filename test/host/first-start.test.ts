import { strict as assert } from 'node:assert';
import { before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { ledgerLine } from './fixtures.ts';
import {
  activateTacit,
  beginsLike,
  eventually,
  suggestionFor,
  tacitExtension,
  typeNew,
  type WatchedTacit,
} from './tacit.ts';

const { typed, rest } = ledgerLine;
/** The beginning of several lines. */
const asked = 're';

describe('a workspace at its first start', () => {
  let tacit: WatchedTacit;

  before(async () => {
    tacit = await activateTacit();
    // For people to read: how long the call of `activate` took.
    for (const { name, duration } of performance.getEntriesByName('tacit.activate')) {
      console.log(`${name}: ${duration.toFixed(1)} ms`);
    }
  });

  it('gives other extensions version 1 of the API', () => {
    assert.equal(tacitExtension().exports.version, 1);
  });

  it('is learned without being asked', async () => {
    await eventually('a training', () => tacit.activities.includes('training'));
    await eventually('a model', () => tacit.api.state().hasModel);
  });

  it('gets the suggestions that its files lead to', async () => {
    await suggestionFor(tacit.api, ledgerLine);
  });

  it('makes its own lines more probable than foreign ones', async () => {
    const [own, foreign] = await tacit.api.score([typed + rest, 'qwrk zzv ## plorf ^^ 0x99 gnuu jjj ~~ vvv']);
    assert(own.bitsPerCharacter < foreign.bitsPerCharacter, JSON.stringify([own, foreign]));
  });

  it('inserts the suggestion on commit', async () => {
    const editor = await typeNew(typed);
    const inserted = await eventually('an inserted suggestion', async () => {
      await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
      await new Promise((resolve) => setTimeout(resolve, 300));
      await vscode.commands.executeCommand('editor.action.inlineSuggest.commit');
      const text = editor.document.getText();
      return text.length > typed.length ? text.slice(typed.length) : undefined;
    });
    assert(beginsLike(rest, inserted), `inserted: ${inserted}`);
  });

  it('shows several suggestions to one who asks, whatever the eagerness, and goes through them', async () => {
    const settings = vscode.workspace.getConfiguration('tacit');
    await settings.update('suggest.threshold', 1, vscode.ConfigurationTarget.Global);
    const insertedAfter = async (commands: readonly string[]): Promise<string> => {
      const editor = await typeNew(asked);
      await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
      for (const command of [...commands, 'editor.action.inlineSuggest.commit']) {
        await new Promise((resolve) => setTimeout(resolve, 500));
        await vscode.commands.executeCommand(command);
      }
      return editor.document.getText().slice(asked.length);
    };
    const next = 'editor.action.inlineSuggest.showNext';
    const previous = 'editor.action.inlineSuggest.showPrevious';
    try {
      const first = await eventually(
        'a first suggestion',
        async () => (await insertedAfter([])) || undefined,
      );
      const second = await insertedAfter([next]);
      const third = await insertedAfter([next, next]);
      assert.equal(new Set(['', first, second, third]).size, 4, JSON.stringify([first, second, third]));
      assert.equal(await insertedAfter([next, previous]), first);
      const { document, selection } = await typeNew(asked);
      assert.equal(await tacit.api.suggest(document, selection.active), undefined);
    } finally {
      await settings.update('suggest.threshold', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('stops training on command and keeps the model', async () => {
    await vscode.commands.executeCommand('tacit.stop');
    await eventually('an end of training', () => ['idle', 'stopped'].includes(tacit.api.state().activity));
    assert.equal(tacit.api.state().hasModel, true);
  });
});
