import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { UserError } from '../user-error.ts';
import { neededKeys } from './editor-keys.ts';
import type { PageLine, PageLog } from './page-log.ts';
import { agreedText, atCursor, type AtCursor, expandTabs } from './shown-text.ts';

export interface TypistOptions {
  readonly keyMilliseconds: number;
  readonly tabSize: number;
  /** Whether the editor neither indents nor closes by itself. */
  readonly isBare: boolean;
  /** Whether what is right is accepted, and not typed through. */
  readonly accepts: boolean;
  /** Called once for each suggestion that a person sees, just before the next key. */
  readonly onShown: (shown: Shown) => void;
}

export interface Shown {
  /** The line's beginning. */
  readonly before: string;
  readonly suggested: string;
  /** The document's own text behind the suggestion. */
  readonly after: string;
  readonly isRight: boolean;
}

export interface Keys {
  /** The keys that the text takes without suggestions: none for what the editor types by itself. */
  needed: number;
  pressed: number;
  /** The lengths of the accepted suggestions. */
  readonly accepted: number[];
  /** How often the line had to be set right, because the editor had typed something unforeseen. */
  repairs: number;
}

/** A text with less than two characters takes no more keys to type than to accept. */
const SHORTEST_ACCEPTED = 2;
const MOST_REPAIRS = 5;

/**
 * Types a text into the focused, empty editor with an even rhythm, and accepts with Tab what is right. Looks at the
 * page just before each key.
 */
export class Typist {
  readonly keys: Keys = { needed: 0, pressed: 0, accepted: [], repairs: 0 };
  readonly #page: Page;
  readonly #log: PageLog;
  readonly #text: string;
  readonly #options: TypistOptions;
  #at = 0;
  /** Whether the cursor's line has been compared with the text since it was begun. */
  #isLineBegun = true;
  /** What is left of the last suggestion if it is typed through. */
  #left = '';
  #repairsInARow = 0;
  #nextKey = performance.now();

  constructor(page: Page, log: PageLog, text: string, options: TypistOptions) {
    this.#page = page;
    this.#log = log;
    this.#text = text;
    this.#options = options;
  }

  async type(): Promise<void> {
    while (this.#at < this.#text.length) {
      await this.#rhythm();
      const line = await this.#log.line();
      if (this.#isLineBegun || this.#beginLine(line)) await this.#press(line);
      else await this.#count(1, 'Backspace');
    }
    // The last key's suggestion is not waited for.
    await this.#rhythm();
  }

  /** Takes over what the editor has put at the line's start. Returns false if that must be deleted first. */
  #beginLine({ pieces }: PageLine): boolean {
    const typed = pieces.map(({ text, isGhost }) => (isGhost ? '' : text)).join('');
    const rest = this.#text.slice(this.#at);
    if (typed !== '' && !(typed.trim() === '' && rest.startsWith('\n'))) {
      const agreed = agreedText(typed, '', rest, this.#options.tabSize);
      if (agreed === undefined) return false;
      this.#at += agreed.length;
    }
    this.#isLineBegun = true;
    return true;
  }

  async #press(line: PageLine): Promise<void> {
    const before = this.#text.slice(this.#text.lastIndexOf('\n', this.#at - 1) + 1, this.#at);
    const cursor = atCursor(line, expandTabs(before, this.#options.tabSize));
    if (!cursor) return this.#repair(before);
    this.#repairsInARow = 0;
    const rest = this.#text.slice(this.#at);
    const agreed = agreedText(cursor.suggested, before, rest, this.#options.tabSize);
    this.#look(cursor, before, agreed !== undefined);
    if (this.#accepts(agreed) && !line.isListOpen) {
      this.#at += agreed.length;
      this.#left = '';
      const keys = this.#options.isBare ? agreed.length : neededKeys(agreed) - cursor.kept;
      this.keys.accepted.push(agreed.length - cursor.kept);
      return this.#count(keys, 'Tab');
    }
    const character = String.fromCodePoint(rest.codePointAt(0) ?? 0);
    this.#left = cursor.suggested.startsWith(character) ? cursor.suggested.slice(character.length) : '';
    // What the list would make of another key is nobody's wish.
    if (line.isListOpen && !/[\p{L}\p{N}_$]/u.test(character)) await this.#count(0, 'Escape');
    return this.#options.isBare ? this.#typeCharacter(character) : this.#typeHelped(character, rest, cursor);
  }

  #accepts(agreed: string | undefined): agreed is string {
    return this.#options.accepts && agreed !== undefined && agreed.trim().length >= SHORTEST_ACCEPTED;
  }

  /** Types in an editor that closes brackets and indents. */
  async #typeHelped(character: string, rest: string, { after }: AtCursor): Promise<void> {
    const { keyboard } = this.#page;
    if (after.trim() !== '' && rest.startsWith(after)) {
      this.#at += after.length;
      return keyboard.press('End');
    }
    if (character === '\n') {
      if (after.trim() !== '') {
        await keyboard.press('Shift+End');
        await keyboard.press('Delete');
      }
      return this.#typeCharacter(character);
    }
    if (/[)\]}"'`]/.test(character) && after.startsWith(character)) {
      // The editor lets its own closing bracket be typed over.
      this.#at += character.length;
      return keyboard.type(character);
    }
    return this.#typeCharacter(character);
  }

  async #typeCharacter(character: string): Promise<void> {
    this.#at += character.length;
    if (character === '\n') {
      this.#isLineBegun = this.#options.isBare;
      return this.#count(1, 'Enter');
    }
    this.keys.needed++;
    this.keys.pressed++;
    await this.#page.keyboard.type(character);
  }

  async #count(needed: number, key: string): Promise<void> {
    this.keys.needed += needed;
    this.keys.pressed++;
    await this.#page.keyboard.press(key);
  }

  #look({ suggested, after, kept }: AtCursor, before: string, isRight: boolean): void {
    if (suggested === '' || suggested === this.#left) return;
    this.#options.onShown({ before, suggested, after: after.slice(kept), isRight });
  }

  /** Sets the line right. */
  async #repair(before: string): Promise<void> {
    this.keys.repairs++;
    this.#left = '';
    if (++this.#repairsInARow > MOST_REPAIRS) {
      throw new UserError(`The editor does not show ${JSON.stringify(before)}, which was typed.`);
    }
    const { keyboard } = this.#page;
    await keyboard.press('Escape');
    for (const key of ['End', 'Shift+Home', 'Shift+Home', 'Delete']) await keyboard.press(key);
    await keyboard.insertText(before);
  }

  async #rhythm(): Promise<void> {
    const now = performance.now();
    this.#nextKey = Math.max(this.#nextKey + this.#options.keyMilliseconds, now);
    await delay(this.#nextKey - now);
  }
}
