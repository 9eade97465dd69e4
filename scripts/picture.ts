/**
 * `npm run picture`: makes media/tacit.gif, the picture at the top of the README. It installs the packaged extension
 * into a real editor, lets it learn a copy of the sample project, types into one of its files and records the window.
 * All suggestions in the picture are what Tacit suggested. The frames go to test-results/picture.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openWindow } from './editor/window.ts';
import { resultsFolder, root } from './paths.ts';
import { encodeGif, type Frame } from './picture/gif.ts';
import {
  LINES_ABOVE,
  openedFile,
  PICTURE_BUDGET,
  PICTURE_FILE,
  pictureSize,
  SCENE_FILE,
  sceneSettings,
  typed,
} from './picture/scene.ts';
import { type } from './picture/typist.ts';
import { runScript, UserError } from './user-error.ts';
import { packExtension } from './vsix/pack.ts';

const frameFolder = join(resultsFolder, 'picture');

await runScript(async () => {
  await packExtension();
  const frames = await record();
  const gif = encodeGif(frames);
  await writeFile(join(root, PICTURE_FILE), gif);
  const seconds = frames.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / 1000;
  console.log(`${PICTURE_FILE}: ${gif.length} bytes, ${frames.length} frames, ${seconds.toFixed(1)} s`);
  if (gif.length > PICTURE_BUDGET) {
    throw new UserError(`The picture is over its budget of ${PICTURE_BUDGET} bytes.`);
  }
  return 0;
});

async function record(): Promise<Frame[]> {
  const { text, line } = openedFile(await readFile(join(root, 'sample', SCENE_FILE), 'utf8'));
  const window = await openWindow(
    sceneSettings,
    (workspace) => writeFile(join(workspace, SCENE_FILE), text),
    { size: pictureSize },
  );
  try {
    await untilLearned(window.page);
    await openScene(window.page, line);
    const frames = await type(window.page, typed);
    await keepFrames(frames);
    await checkText(window.page, join(window.workspace, SCENE_FILE));
    return frames;
  } finally {
    await window.dispose();
  }
}

/** Waits until the training has ended. */
async function untilLearned(page: Page): Promise<void> {
  await page
    .getByLabel('Tacit has learned this workspace')
    .first()
    .waitFor({ timeout: 10 * 60_000 });
}

/** Opens the file with the cursor at the end of a line, and hides all but the text. */
async function openScene(page: Page, line: number): Promise<void> {
  await page.keyboard.press('ControlOrMeta+P');
  await page.locator('.quick-input-widget input').fill(`${SCENE_FILE}:${line}`);
  await page.locator('.quick-input-list .monaco-list-row').first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.monaco-editor.focused').waitFor();
  await page.keyboard.press('ControlOrMeta+B');
  await page.keyboard.press('End');
  const lines = page.locator('.monaco-editor .line-numbers');
  const above = async (): Promise<number> => {
    const shown = (await lines.allInnerTexts()).map(Number);
    return shown.filter((each) => each < line).length;
  };
  while ((await above()) > LINES_ABOVE) {
    await page.keyboard.press('ControlOrMeta+ArrowDown');
    await page.waitForTimeout(200);
  }
  await page.locator('.statusbar-item', { hasText: 'Analyzing' }).waitFor({ state: 'detached' });
  await page.waitForTimeout(2000); // the colours come late
}

/** Throws unless the saved file holds the text that was to be typed. */
async function checkText(page: Page, file: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+S');
  for (const end = Date.now() + 10_000; Date.now() < end;) {
    if ((await readFile(file, 'utf8')).includes(typed)) return;
    await page.waitForTimeout(200);
  }
  throw new Error('The saved file does not hold the text of the scene, so the picture shows another text.');
}

async function keepFrames(frames: readonly Frame[]): Promise<void> {
  await rm(frameFolder, { recursive: true, force: true });
  await mkdir(frameFolder, { recursive: true });
  for (const [i, { png }] of frames.entries()) {
    await writeFile(join(frameFolder, `${String(i).padStart(3, '0')}.png`), png);
  }
}
