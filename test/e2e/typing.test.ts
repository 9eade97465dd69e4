import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { PageLog } from '../../scripts/measure-editor/page-log.ts';
import { Session } from './session.ts';

const typedFile = 'typed-by-test.ts';
/** What is typed is to be suggested, so it is in many files. */
const FILES = 24;

/** Opens the editor on a sample with many files of one kind, and with an empty file, which gets the focus. */
async function open(
  settings: Readonly<Record<string, unknown>>,
  text: (file: number) => string,
): Promise<Session> {
  const session = await Session.open(async (workspace) => {
    await mkdir(join(workspace, 'src', 'many'));
    for (let file = 0; file < FILES; file++) {
      await writeFile(join(workspace, 'src', 'many', `station${file}.ts`), text(file));
    }
    await writeFile(join(workspace, typedFile), '');
  }, settings);
  await session.openFile(typedFile);
  return session;
}

/** Types a text into the empty document, again and again, until the ghost text is as expected. Returns that. */
async function typeUntil(session: Session, log: PageLog, text: string, expected: RegExp): Promise<string> {
  const { keyboard } = session.page;
  for (const end = Date.now() + 4 * 60_000; Date.now() < end;) {
    await keyboard.press('ControlOrMeta+A');
    await keyboard.press('Delete');
    for (const character of text) {
      if (character === '\n') await keyboard.press('Enter');
      else await keyboard.type(character);
      await session.page.waitForTimeout(30);
    }
    // At the line's start, only a change of the text brings a suggestion.
    await keyboard.type('x');
    await keyboard.press('Backspace');
    await session.page.waitForTimeout(800);
    const { pieces, further } = await log.line();
    const first = pieces.map(({ text, isGhost }) => (isGhost ? text : '')).join('');
    const ghost = [first, ...further].join('\n');
    if (expected.test(ghost)) return ghost;
  }
  throw new Error(`No ghost text like ${String(expected)} came up in four minutes.`);
}

describe('ghost text while someone types', () => {
  let session: Session;

  afterEach(async () => {
    await session.close();
  });

  it('stays while a bracket is typed through that the editor closes', async () => {
    const closing = { 'editor.autoClosingBrackets': 'always' };
    session = await open(
      closing,
      (file) =>
        `const height = measureHeight(station);\nconst ${'abcdefghijklmnopqrstuvwxyz'[file]} = ${file * 7919};\n`,
    );
    const log = await PageLog.start(session.page);
    const ghost = await typeUntil(session, log, 'const height = measure', /\(/);
    const through = ghost.slice(0, ghost.indexOf('(') + 4);
    const before = (await log.events()).length;
    await session.page.keyboard.type(through, { delay: 150 });
    const shown = (await log.events())
      .slice(before)
      .flatMap((event) => (event.kind === 'ghost' ? event.text : []));
    expect(shown).not.toContain('');
    expect(shown.at(-1)).toMatch(/^tion\b/);
  });

  it('is explained, by the lines that taught it among others, and they open', async () => {
    session = await open(
      {},
      (file) => `const height = measureHeight(station${file === 7 ? '.gauge' : ''});\n`,
    );
    const { page } = session;
    await typeUntil(session, await PageLog.start(page), 'const height = measure', /^Height/);
    await session.openPalette('Tacit: Why This?');
    await page.keyboard.press('Enter');
    const list = page.locator('.quick-input-list');
    await list
      .locator('.monaco-list-row', { hasText: 'const height = measureHeight(station' })
      .first()
      .waitFor();
    await session.screenshots('why');
    const said = await page.locator('.quick-input-widget').innerText();
    for (const group of ['Learned from', 'Because of these words', 'Known from'])
      expect(said).toContain(group);
    await page.keyboard.press('Enter');
    await page.locator('.tab.active', { hasText: /station\d+\.ts/ }).waitFor();
  });

  it.each([
    ['spaces', true, '    return station.gauge.height;'],
    ['tabs', false, '\treturn station.gauge.height;'],
  ])('is accepted with Tab where it begins with indentation of %s', async (_, insertSpaces, line) => {
    const settings = {
      'editor.autoIndent': 'none',
      'editor.detectIndentation': false,
      'editor.insertSpaces': insertSpaces,
      'editor.tabSize': 4,
    };
    const head = (name: string): string => `export function height${name}(station: Station): number {\n`;
    session = await open(settings, (file) => `${head(String(file))}${line}\n}\n`);
    const log = await PageLog.start(session.page);
    await typeUntil(session, log, head('Of'), /^ {4}return station\.gauge\.height;/);
    await session.page.keyboard.press('Tab');
    await session.page.keyboard.press('ControlOrMeta+S');
    await expect
      .poll(() => readFile(join(session.workspace, typedFile), 'utf8'), { timeout: 30_000 })
      .toContain(`${head('Of')}${line}`);
  });
});
