import { strict as assert } from 'node:assert';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { ledgerLine } from './fixtures.ts';
import { activateTacit, eventually, suggestionFor, tacitExtension, type WatchedTacit } from './tacit.ts';
import { controls } from './trace-controls.ts';

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

const answers = [
  ...Array.from({ length: 4 }, () => 'workbench.action.acceptSelectedQuickOpenItem'),
  ...Array.from({ length: 4 }, () => 'workbench.action.closeQuickOpen'),
];

/** Leaves nothing for others to work on, so it comes last. Its dialog, which no test can answer, has been confirmed. */
const eraser = 'tacit.eraseEverything';

/** Runs a command. Where it asks, it gets what stands there as its answer, and in the end none. */
async function runCommand(id: string, ...given: readonly unknown[]): Promise<void> {
  const end = Promise.resolve(vscode.commands.executeCommand(id, ...given)).then(() => true);
  for (const answer of answers) {
    if (await Promise.race([end, delay(300, false)])) return;
    await vscode.commands.executeCommand(answer);
  }
}

/** What Tacit does here is judged when the editor has ended, from a trace of its system calls. */
describe('Tacit under a trace', () => {
  let tacit: WatchedTacit;

  before(async () => {
    tacit = await activateTacit();
  });

  it('learns and suggests', async () => {
    await runCommand('tacit.train');
    await eventually('a training', () => tacit.activities.includes('training'));
    await eventually('a model', () => tacit.api.state().hasModel);
    await suggestionFor(tacit.api, ledgerLine);
  });

  it('runs every command', async () => {
    const { commands } = (tacitExtension().packageJSON as Manifest).contributes;
    const names = commands.map(({ command }) => command);
    assert(names.includes(eraser));
    for (const name of names) if (name !== eraser) await runCommand(name);
    await runCommand(eraser, 'confirmed');
  });

  it('is followed by what the trace must show', async () => {
    // What the commands have begun may not have got that far.
    await delay(1500);
    const { host, thread, port } = controls;
    await new Promise((resolve) => connect(port, host).once('error', resolve));
    const reach = `require('node:net').connect(${port}, '${thread}').once('error', () => {})`;
    await new Promise((resolve) => new Worker(reach, { eval: true }).once('exit', resolve));
  });
});
