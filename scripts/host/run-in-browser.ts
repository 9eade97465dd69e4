import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import { launchChromium } from '../editor/chromium.ts';
import type { RunningEditor } from '../editor/server.ts';
import { resultsFolder, root } from '../paths.ts';

export interface HostRun {
  readonly editor: RunningEditor;
  /** Where Chromium keeps its profile, which holds part of the editor's state. */
  readonly browserProfile: string;
  /** The folder or `.code-workspace` file to open. */
  readonly workspace: string;
  /** The bundled test module, which exports `run(): Promise<void>`. */
  readonly testModule: string;
  /** Names the files in the results folder: the editor's console and, if something went wrong, a screenshot. */
  readonly name: string;
  readonly timeoutMinutes: number;
}

/**
 * Opens the editor in Chromium with the extension under development, and lets it run a test module inside its extension
 * host. Resolves to undefined if the module's `run` resolves, else to what went wrong.
 *
 * The page calls `codeAutomationExit` and `codeAutomationLog` if the server was started with
 * `--enable-smoke-test-driver`. The payload in its address is what command-line flags are for the desktop editor.
 */
export async function runInBrowser(run: HostRun): Promise<string | undefined> {
  const log = createWriteStream(join(resultsFolder, `host-${run.name}.log`));
  const context = await launchChromium(run.browserProfile);
  try {
    const page = await context.newPage();
    const finished = new Promise<string | undefined>((resolve) => {
      void page.exposeFunction('codeAutomationExit', (code: number) => {
        resolve(code === 0 ? undefined : `tests failed (${String(code)})`);
      });
      page.once('crash', () => {
        resolve('the page crashed');
      });
      void run.editor.exited.then((status) => {
        resolve(`the server ended with ${String(status)}`);
      });
      setTimeout(
        resolve,
        run.timeoutMinutes * 60_000,
        `no end after ${String(run.timeoutMinutes)} minutes`,
      ).unref();
    });
    await page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) => {
      log.write(`[${type}] ${format(...args)}\n`);
    });
    await page.goto(testAddress(run));
    const problem = await finished;
    if (problem !== undefined) {
      await page.screenshot({ path: join(resultsFolder, `host-${run.name}.png`) }).catch(() => undefined);
    }
    return problem;
  } finally {
    await context.close();
    log.end();
  }
}

function testAddress({ editor, workspace, testModule }: HostRun): string {
  const { host } = new URL(editor.address);
  const remote = (path: string): string => `vscode-remote://${host}${path}`;
  const address = new URL(editor.address);
  address.searchParams.set(workspace.endsWith('.code-workspace') ? 'workspace' : 'folder', workspace);
  address.searchParams.set(
    'payload',
    JSON.stringify([
      ['extensionDevelopmentPath', remote(root)],
      ['extensionTestsPath', remote(testModule)],
    ]),
  );
  return address.href;
}
