import type { Page } from 'playwright-core';
import type { Frame } from './gif.ts';
import { Keycap } from './keycap.ts';

/** Milliseconds between the keys of a practised typist, used in turn. */
const keyTimes = [70, 95, 80, 120, 75, 90, 110, 85];
/** Milliseconds to read a suggestion of one line before Tab, and to read each further line. */
const READING = 330;
const READING_A_LINE = 280;
/** The shortest time, in milliseconds, for which accepted text is shown before the next key. */
const ACCEPTED = 250;
/** Milliseconds for which the first and the last frame are shown. */
const FIRST_FRAME = 500;
const LAST_FRAME = 2300;
/** Milliseconds that the editor gets to show a suggestion after a key. */
const ANSWER = 350;
/** The typist types on instead of accepting a suggestion with fewer characters. */
const LEAST_ACCEPTED = 4;

/**
 * Types a text into the focused editor like a person who knows what to write: key by key, but with Tab where the
 * suggestion equals what comes next. Returns the frames of the picture. Each frame is taken when the editor has
 * answered a key, and is shown for as long as a person would take to press the next one.
 */
export async function type(page: Page, text: string): Promise<Frame[]> {
  const keycap = await Keycap.add(page);
  const frames: Frame[] = [];
  let least = FIRST_FRAME;
  const keep = async (milliseconds: number): Promise<void> => {
    frames.push({ png: await page.screenshot(), milliseconds: Math.max(least, milliseconds) });
    least = 0;
    await keycap.show(false);
  };
  for (let at = 0; at < text.length;) {
    const rest = text.slice(at);
    const suggested = await suggestion(page);
    if (suggested.trim().length >= LEAST_ACCEPTED && rest.startsWith(suggested)) {
      await keep(READING + (suggested.split('\n').length - 1) * READING_A_LINE);
      await page.keyboard.press('Tab');
      at += suggested.length;
      least = ACCEPTED;
      await keycap.show(true);
    } else {
      await keep(keyTimes[frames.length % keyTimes.length] ?? 0);
      // The editor indents a new line.
      const key = /^\n */.exec(rest)?.[0] ?? rest.charAt(0);
      if (key.startsWith('\n')) await page.keyboard.press('Enter');
      else await page.keyboard.type(key);
      at += key.length;
    }
    await page.waitForTimeout(ANSWER);
  }
  await keep(LAST_FRAME);
  return frames;
}

/** The suggestion that the editor shows at the cursor; empty when there is none. */
async function suggestion(page: Page): Promise<string> {
  const first = await page.locator('.ghost-text-decoration').allInnerTexts();
  if (first.length === 0) return '';
  const further = await page.locator('.suggest-preview-text .view-line').allInnerTexts();
  return [first.join(''), ...further].join('\n').replaceAll('\u00a0', ' ');
}
