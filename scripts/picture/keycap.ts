import type { Page } from 'playwright-core';

const ID = 'tacit-picture-keycap';
const STYLE =
  'position: fixed; right: 36px; bottom: 60px; padding: 8px 22px; border: 1px solid #8a8f98; border-width: 1px 1px 4px; ' +
  'border-radius: 7px; background: #2b2f36; color: #fff; font: 600 20px sans-serif; visibility: hidden; z-index: 9999';

/** A keycap in the corner of the window, to show viewers that Tab was pressed. */
export class Keycap {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  static async add(page: Page): Promise<Keycap> {
    await page.evaluate(`{
      const keycap = document.createElement('div');
      keycap.id = '${ID}';
      keycap.textContent = 'Tab';
      keycap.style.cssText = '${STYLE}';
      document.body.append(keycap);
    }`);
    return new Keycap(page);
  }

  async show(shown: boolean): Promise<void> {
    await this.#page.evaluate(
      `document.getElementById('${ID}').style.visibility = '${shown ? 'visible' : 'hidden'}'`,
    );
  }
}
