import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstSettings } from '../../scripts/editor/sample.ts';
import { type EditorWindow, openWindow } from '../../scripts/editor/window.ts';
import { resultsFolder } from '../../scripts/paths.ts';

describe('what `npm start` opens', () => {
  let window: EditorWindow;

  beforeAll(async () => {
    window = await openWindow(firstSettings, () => Promise.resolve());
  });

  afterAll(async () => {
    await window.dispose();
  });

  it('shows the text of the README', async () => {
    const text = window.page.locator('.editor-instance .view-lines');
    await expect.poll(() => text.innerText(), { timeout: 60_000 }).toMatch(/What\sto\stry/);
    await window.page.screenshot({ path: join(resultsFolder, 'screenshots', 'start.png') });
  });

  it('has lines in the log', async () => {
    const { page } = window;
    await page.locator('.statusbar-item', { hasText: 'Tacit' }).waitFor({ timeout: 60_000 });
    await page.keyboard.press('F1');
    await page.locator('.quick-input-widget input').fill('>Tacit: Show Log');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Show Log' }).first().waitFor();
    await page.keyboard.press('Enter');
    const lines = page.locator('.output-view .view-lines');
    await expect.poll(() => lines.innerText(), { timeout: 60_000 }).toMatch(/\[info\]\sActivity:/);
  });
});
