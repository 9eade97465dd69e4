import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repeatedLines } from './repeated-lines.ts';
import { Session } from './session.ts';

const file = 'typed-by-test.ts';
/** A file that begins like a file of the sample, up to a place where similar functions have the same next two lines. */
const begun = {
  file: 'begun-by-test.ts',
  like: join('src', 'units', 'metres.ts'),
  until: 'is not more than 0 m.',
};

describe('the first day with Tacit', () => {
  let session: Session;

  beforeAll(async () => {
    session = await Session.open(async (workspace) => {
      await writeFile(join(workspace, file), '');
      await writeFile(join(workspace, begun.file), await beginning(workspace));
    });
  });

  afterAll(async () => {
    await session.close();
  });

  it('shows in the status bar how far the training is', async () => {
    const status = session.page.locator('.statusbar-item', { hasText: /Tacit: learning \d+%/ });
    await status.waitFor({ timeout: 2 * 60_000 });
    await session.screenshots('status-bar');
  });

  it('shows ghost text, which Tab accepts and a save stores', async () => {
    await session.openFile(file);
    const { typed, ghost } = await typeUntilGhostText(session);
    await session.screenshots('ghost-text');
    await session.page.keyboard.press('Tab');
    await session.page
      .locator('.ghost-text-decoration')
      .waitFor({ state: 'detached' })
      .catch(() => undefined);
    await session.page.keyboard.press('ControlOrMeta+S');
    await expect
      .poll(() => readFile(join(session.workspace, file), 'utf8'), { timeout: 30_000 })
      .toContain(typed + ghost);
  });

  it('shows suggestions to choose from when it is asked, and goes through them', async () => {
    await session.openFile(file);
    const { page } = session;
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('import { ', { delay: 30 });
    await session.openPalette('Trigger Inline Suggestion');
    await page.keyboard.press('Enter');
    const first = await ghostTextOtherThan(session, '');
    await page.keyboard.press('Alt+BracketRight');
    const second = await ghostTextOtherThan(session, first);
    await session.screenshots('choices');
    await page.keyboard.press('Alt+BracketLeft');
    expect(await ghostTextOtherThan(session, second)).toBe(first);
    await page.keyboard.press('Escape');
  });

  it('shows several lines on an empty line, which Tab accepts together', async () => {
    await session.openFile(begun.file);
    const { page } = session;
    await page.keyboard.press('ControlOrMeta+End');
    const lines = await typeUntilSeveralLines(session);
    await session.screenshots('several-lines');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ControlOrMeta+S');
    const saved = () => readFile(join(session.workspace, begun.file), 'utf8');
    await expect
      .poll(saved, { timeout: 30_000 })
      .toContain(`${await beginning(session.workspace)}\n  ${lines.join('\n')}`);
  });

  it('streams a sample into an untitled editor, by a command from the palette, when there is a model', async () => {
    // The first model comes after five seconds of training. Until then only the memory serves, without samples.
    const learning = session.page.locator('.statusbar-item', { hasText: /Tacit: learning (?:[5-9]|\d\d)%/ });
    await learning.waitFor({ timeout: 5 * 60_000 });
    await session.openPalette('Tacit: Sample Text');
    await session.screenshots('palette');
    await session.page.keyboard.press('Enter');
    const untitled = session.page.locator('.tab.active', { hasText: /untitled/i });
    await untitled.waitFor();
    await expect
      .poll(
        async () => (await session.page.locator('.editor-instance .view-lines').innerText()).trim().length,
        {
          timeout: 60_000,
        },
      )
      .toBeGreaterThan(20);
    await session.screenshots('sample');
    // A text that nobody means to run has no problems.
    await expect(session.page.locator('.squiggly-error').count()).resolves.toBe(0);
  });
});

async function beginning(workspace: string): Promise<string> {
  const lines = (await readFile(join(workspace, begun.like), 'utf8')).split('\n');
  return lines.slice(0, lines.findIndex((line) => line.includes(begun.until)) + 1).join('\n');
}

/** Types the beginnings of lines that the workspace repeats, until the editor suggests the rest of one. */
async function typeUntilGhostText({ page, workspace }: Session): Promise<{ typed: string; ghost: string }> {
  const lines = await repeatedLines(workspace, 8);
  const ghostText = page.locator('.ghost-text-decoration');
  for (const end = Date.now() + 8 * 60_000; Date.now() < end;) {
    for (const line of lines) {
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.press('Delete');
      for (let length = 4; length < line.length - 3; length++) {
        const typed = line.slice(0, length);
        await page.keyboard.type(length === 4 ? typed : typed.slice(-1), { delay: 30 });
        if (!(await appears(ghostText, 400))) continue;
        const ghost = (await ghostText.allInnerTexts()).join('').replaceAll('\u00a0', ' ');
        if (ghost.trim().length > 2) return { typed, ghost };
      }
    }
  }
  throw new Error('No ghost text came up in eight minutes.');
}

/** Resolves to the ghost text as soon as it is another one. */
async function ghostTextOtherThan({ page }: Session, before: string): Promise<string> {
  const shown = async (): Promise<string> =>
    (await page.locator('.ghost-text-decoration').allInnerTexts()).join('').replaceAll('\u00a0', ' ');
  await expect.poll(async () => ['', before].includes(await shown()), { timeout: 30_000 }).toBe(false);
  return shown();
}

/** Resolves to whether the locator matches something visible before the timeout, in milliseconds. */
function appears(locator: Locator, timeout: number): Promise<boolean> {
  return locator
    .first()
    .waitFor({ timeout })
    .then(() => true)
    .catch(() => false);
}

/** Begins the next line, one step less indented, again and again, until the editor suggests more than one line. */
async function typeUntilSeveralLines({ page }: Session): Promise<string[]> {
  const first = page.locator('.ghost-text-decoration');
  const further = page.locator('.suggest-preview-text .view-line', { hasText: /\S/ });
  for (const end = Date.now() + 4 * 60_000; Date.now() < end;) {
    await page.keyboard.press('Enter');
    await page.keyboard.press('Backspace');
    if (await appears(further, 2000)) {
      const texts = [(await first.allInnerTexts()).join(''), ...(await further.allInnerTexts())];
      return texts.map((text) => text.replaceAll('\u00a0', ' '));
    }
    await page.keyboard.press('Shift+Home');
    await page.keyboard.press('Shift+Home');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Backspace');
  }
  throw new Error('No suggestion of several lines came up in four minutes.');
}
