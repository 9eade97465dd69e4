import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { freePort } from './port.ts';
import { copySample } from './sample.ts';
import { installExtension, type Profile, startEditor, userSettingsFile } from './server.ts';
import { vsixFile } from '../paths.ts';

export interface EditorWindow {
  readonly page: Page;
  /** The open folder: a copy of the sample project. */
  readonly workspace: string;
  dispose(): Promise<void>;
}

/**
 * Opens a copy of the sample project in a new editor that has the packaged extension.
 *
 * @param settings - the user's settings
 * @param prepare - may change the copy before the editor opens it
 * @param size - of the window, in pixels; left out, the browser's own
 */
export async function openWindow(
  settings: Readonly<Record<string, unknown>>,
  prepare: (workspace: string) => Promise<void>,
  size?: { readonly width: number; readonly height: number },
): Promise<EditorWindow> {
  const home = await mkdtemp(join(tmpdir(), 'tacit-window-'));
  const profile: Profile = { folder: join(home, 'profile'), port: await freePort() };
  const workspace = join(home, 'sample');
  await copySample(workspace);
  await prepare(workspace);
  const settingsFile = userSettingsFile(profile);
  await mkdir(dirname(settingsFile), { recursive: true });
  await writeFile(settingsFile, JSON.stringify(settings, undefined, 2));
  await installExtension(profile, vsixFile);
  const editor = await startEditor({ profile, trusted: true }, workspace);
  const browser = await launchChromium(join(home, 'browser'));
  const page = await browser.newPage();
  if (size !== undefined) await page.setViewportSize(size);
  await page.goto(editor.address);
  await page.locator('.monaco-workbench .explorer-folders-view').waitFor({ timeout: 60_000 });
  return {
    page,
    workspace,
    async dispose() {
      await browser.close();
      await editor.dispose();
      await rm(home, { recursive: true, force: true });
    },
  };
}
