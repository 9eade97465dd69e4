import { rmSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { freePort } from './port.ts';
import { copySample } from './sample.ts';
import { installExtension, type Profile, startEditor, userSettingsFile } from './server.ts';
import { vsixFile } from '../paths.ts';

export interface EditorWindow {
  readonly page: Page;
  /** The open folder: a copy of the project. */
  readonly workspace: string;
  dispose(): Promise<void>;
}

export interface WindowOptions {
  /** The folder of which a copy is opened; left out, the sample project. */
  readonly project?: string;
  /** The packaged extension; left out, this checkout's. */
  readonly extension?: string;
  /** Of the window, in pixels; left out, the browser's own. */
  readonly size?: { readonly width: number; readonly height: number };
}

/** Never copied: nothing is learned from them, and they may be large. */
const leftOut: readonly string[] = ['.git', 'node_modules'];

/**
 * Opens a copy of a project in a new editor that has the packaged extension. However this process ends, editor and
 * copy end with it.
 *
 * @param settings - the user's settings
 * @param prepare - may change the copy before the editor opens it
 */
export async function openWindow(
  settings: Readonly<Record<string, unknown>>,
  prepare: (workspace: string) => Promise<void>,
  { project, extension = vsixFile, size }: WindowOptions = {},
): Promise<EditorWindow> {
  const home = await mkdtemp(join(tmpdir(), 'tacit-window-'));
  const clear = (): void => {
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  };
  process.on('exit', clear);
  const open: { dispose(): Promise<void> }[] = [];
  const dispose = async (): Promise<void> => {
    for (const part of open.reverse()) await part.dispose();
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
    process.off('exit', clear);
  };
  try {
    const profile: Profile = { folder: join(home, 'profile'), port: await freePort() };
    const workspace = join(home, project === undefined ? 'sample' : basename(project));
    if (project === undefined) await copySample(workspace);
    else
      await cp(project, workspace, { recursive: true, filter: (path) => !leftOut.includes(basename(path)) });
    await prepare(workspace);
    const settingsFile = userSettingsFile(profile);
    await mkdir(dirname(settingsFile), { recursive: true });
    await writeFile(settingsFile, JSON.stringify(settings, undefined, 2));
    await installExtension(profile, extension);
    const editor = await startEditor({ profile, trusted: true }, workspace);
    open.push(editor);
    const browser = await launchChromium(join(home, 'browser'));
    open.push({ dispose: () => browser.close() });
    const page = await browser.newPage();
    if (size !== undefined) await page.setViewportSize(size);
    await page.goto(editor.address);
    await page.locator('.monaco-workbench .explorer-folders-view').waitFor({ timeout: 60_000 });
    return { page, workspace, dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}
