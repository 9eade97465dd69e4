/**
 * `npm run measure:editor [-- --workspace FOLDER --file FILE ...]`: lets Tacit learn a copy of a workspace in a real
 * editor, then types a file that it has not seen, key by key, as a person would who presses Tab where the ghost text is
 * right. Prints what that saved, what was shown, and how long ghost text took from the key to the screen.
 *
 *   --workspace FOLDER   what is learned (.workspaces/python/train)
 *   --file FILE          what is typed, and not learned (.workspaces/python/test/unittest/signals.py)
 *   --characters N       how much of it (2500)
 *   --key-ms N           milliseconds between two keys (120)
 *   --minutes N          of training (2); 0 stops it when it begins, so that nearly nothing but the memory serves
 *   --bare               without the editor's own list, closing brackets and indentation
 *   --defaults           with all that the editor does by default; this is the default
 *   --type-through       accepts nothing: what is right is typed through, to see whether ghost text stays
 *   --extension PATH     another build: a VSIX, or a checkout in which `npm run package` was run
 *   --json               prints all figures as JSON
 */
import { existsSync, statSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { buildFirst } from './build-first.ts';
import { requireChromium } from './editor/chromium.ts';
import { installEditor } from './editor/install.ts';
import { openWindow } from './editor/window.ts';
import { knownWords, lastWord } from './measure-editor/known-words.ts';
import { PageLog } from './measure-editor/page-log.ts';
import { type Gap, percentile, timings } from './measure-editor/timings.ts';
import { type Keys, type Shown, Typist } from './measure-editor/typist.ts';
import { indentationOf, placeInWorkspace } from './measure-editor/typed-file.ts';
import { runScript, UserError } from './user-error.ts';
import { packExtension } from './vsix/pack.ts';

interface Task {
  readonly workspace: string;
  /** Where the typed file stands in the workspace. */
  readonly place: string;
  readonly text: string;
  readonly keyMilliseconds: number;
  readonly minutes: number;
  readonly isBare: boolean;
  /** Whether what is right is accepted. */
  readonly accepts: boolean;
  readonly extension: string;
}

interface Figures {
  readonly characters: number;
  readonly keysNeeded: number;
  readonly keysPressed: number;
  readonly saved: number;
  readonly shown: number;
  readonly right: number;
  readonly invisible: number;
  readonly endsInUnknownWord: number;
  readonly accepted: number;
  readonly acceptedLength: number;
  /** From the key to the frame with new ghost text. */
  readonly newText: { readonly count: number; readonly median?: number; readonly p90?: number };
  /** While ghost text was typed through. */
  readonly gaps: {
    readonly count: number;
    readonly median?: number;
    readonly longest?: number;
    readonly at: readonly Gap[];
  };
  readonly repairs: number;
  readonly unknownWords: readonly string[];
}

/** Leaves nothing open that comes and goes by itself. */
const calmWindow = {
  'chat.disableAIFeatures': true,
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'extensions.autoCheckUpdates': false,
  'files.autoSave': 'off',
  'git.enabled': false,
  'editor.detectIndentation': false,
};

const bareEditor = {
  'editor.quickSuggestions': { other: 'off', comments: 'off', strings: 'off' },
  'editor.suggestOnTriggerCharacters': false,
  'editor.parameterHints.enabled': false,
  'editor.autoClosingBrackets': 'never',
  'editor.autoClosingComments': 'never',
  'editor.autoClosingQuotes': 'never',
  'editor.autoIndent': 'none',
  'editor.formatOnType': false,
};

/** Milliseconds for which Tacit may read and prepare before it trains. */
const PREPARING = 5 * 60_000;

await runScript(async () => {
  const { values } = parseArgs({
    options: {
      workspace: { type: 'string', default: '.workspaces/python/train' },
      file: { type: 'string', default: '.workspaces/python/test/unittest/signals.py' },
      characters: { type: 'string', default: '2500' },
      'key-ms': { type: 'string', default: '120' },
      minutes: { type: 'string', default: '2' },
      bare: { type: 'boolean', default: false },
      defaults: { type: 'boolean', default: false },
      'type-through': { type: 'boolean', default: false },
      extension: { type: 'string' },
      json: { type: 'boolean', default: false },
      'no-build': { type: 'boolean', default: false },
    },
  });
  if (values.bare && values.defaults) throw new UserError('Choose --bare or --defaults, not both.');
  const [workspace, file] = [resolve(values.workspace), resolve(values.file)];
  for (const path of [workspace, file]) {
    if (!existsSync(path)) {
      throw new UserError(
        `${path} does not exist. "npm run workspaces" makes the workspaces in .workspaces; ` +
          'or name others with --workspace and --file.',
      );
    }
  }
  const task: Task = {
    workspace,
    place: placeInWorkspace(file, workspace),
    text: (await readFile(file, 'utf8')).replaceAll('\r\n', '\n').slice(0, atLeast(1, values.characters)),
    keyMilliseconds: atLeast(0, values['key-ms']),
    minutes: atLeast(0, values.minutes),
    isBare: values.bare,
    accepts: !values['type-through'],
    extension: await packedExtension(values.extension),
  };
  await installEditor();
  await requireChromium();
  const figures = await measure(task);
  if (values.json) console.log(JSON.stringify({ place: task.place, ...figures }, undefined, 2));
  else print(task, figures);
  return 0;
});

function atLeast(least: number, text: string): number {
  const number = Number(text);
  if (text.trim() === '' || !(number >= least))
    throw new UserError(`"${text}" is not a number from ${least} up.`);
  return number;
}

/** The VSIX to measure: this checkout's, built and packaged now, or the given one. */
async function packedExtension(path: string | undefined): Promise<string> {
  if (path === undefined) {
    await buildFirst();
    return (await packExtension()).file;
  }
  const given = resolve(path);
  const file = existsSync(given) && statSync(given).isDirectory() ? join(given, 'tacit.vsix') : given;
  if (!existsSync(file)) {
    throw new UserError(
      `${file} does not exist. Run "npm run package" in the checkout that is to be measured.`,
    );
  }
  return file;
}

async function measure(task: Task): Promise<Figures> {
  const { text, place, isBare, keyMilliseconds } = task;
  const settings = {
    ...calmWindow,
    ...(isBare ? bareEditor : {}),
    ...Object.fromEntries(
      Object.entries(indentationOf(text)).map(([key, value]) => [`editor.${key}`, value]),
    ),
    // The setting's least value. For none, the training is stopped.
    'tacit.train.minutes': Math.max(0.5, task.minutes),
  };
  const emptyFile = async (workspace: string): Promise<void> => {
    await mkdir(dirname(join(workspace, place)), { recursive: true });
    await writeFile(join(workspace, place), '');
  };
  const { workspace: project, extension } = task;
  const window = await openWindow(settings, emptyFile, { project, extension });
  try {
    const { page } = window;
    const known = await knownWords(window.workspace, text);
    await untilLearned(page, task.minutes);
    await openFile(page, place);
    const shown: Shown[] = [];
    const log = await PageLog.start(page);
    const typist = new Typist(page, log, text, {
      keyMilliseconds,
      isBare,
      accepts: task.accepts,
      tabSize: indentationOf(text).tabSize,
      onShown: (each) => shown.push(each),
    });
    await typist.type();
    return figuresOf(text, typist.keys, shown, known, timings(await log.events()));
  } finally {
    await window.dispose();
  }
}

/** Waits for the end of the training or, for no minutes, stops it when it has begun. */
async function untilLearned(page: Page, minutes: number): Promise<void> {
  const learning = page.locator('.statusbar-item', { hasText: /Tacit: learning \d+%/ });
  await learning.waitFor({ timeout: PREPARING });
  if (minutes === 0) {
    await page.keyboard.press('F1');
    await page.locator('.quick-input-widget input').fill('>Tacit: Stop');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Stop' }).first().waitFor();
    await page.keyboard.press('Enter');
  }
  await learning.waitFor({ state: 'detached', timeout: minutes * 60_000 + PREPARING });
}

async function openFile(page: Page, place: string): Promise<void> {
  const name = basename(place);
  await page.keyboard.press('ControlOrMeta+P');
  await page.locator('.quick-input-widget input').fill(place);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.tab.active', { hasText: name }).waitFor();
  await page.locator('.monaco-editor.focused').waitFor();
}

function figuresOf(
  text: string,
  { needed, pressed, accepted, repairs }: Keys,
  shown: readonly Shown[],
  known: ReadonlySet<string>,
  { newText, gaps }: ReturnType<typeof timings>,
): Figures {
  const unknown = shown
    .map(({ before, suggested, after }) => lastWord(before, suggested, after))
    .filter((word) => word !== '' && !known.has(word));
  const lasted = gaps.map(({ milliseconds }) => milliseconds);
  return {
    characters: text.length,
    keysNeeded: needed,
    keysPressed: pressed,
    saved: 1 - pressed / needed,
    shown: shown.length,
    right: shown.filter(({ isRight }) => isRight).length,
    invisible: shown.filter(({ suggested }) => suggested.trim() === '').length,
    endsInUnknownWord: unknown.length,
    accepted: accepted.length,
    acceptedLength: accepted.reduce((sum, length) => sum + length, 0) / Math.max(1, accepted.length),
    newText: { count: newText.length, ...times({ median: [newText, 0.5], p90: [newText, 0.9] }) },
    gaps: {
      count: gaps.length,
      ...times({ median: [lasted, 0.5], longest: [lasted, 1] }),
      at: gaps,
    },
    repairs,
    unknownWords: unknown,
  };
}

/** Percentiles by name, in milliseconds with one decimal, where there is one. */
function times<Name extends string>(
  of: Readonly<Record<Name, readonly [values: readonly number[], p: number]>>,
): Partial<Record<Name, number>> {
  const all = Object.entries<readonly [readonly number[], number]>(of).flatMap(([name, [values, p]]) => {
    const value = percentile(values, p);
    return value === undefined ? [] : [[name, Math.round(value * 10) / 10]];
  });
  return Object.fromEntries(all) as Partial<Record<Name, number>>;
}

function print({ place, keyMilliseconds, minutes, isBare }: Task, figures: Figures): void {
  const { shown, newText, gaps } = figures;
  const share = (count: number): string => `${count} (${((100 * count) / Math.max(1, shown)).toFixed(1)} %)`;
  const milliseconds = (value: number | undefined): string => (value === undefined ? '-' : `${value} ms`);
  const editor = isBare ? 'a bare editor' : "the editor's defaults";
  const keys = [...new Set(gaps.at.map(({ key }) => key))].join(' ');
  const rows = [
    [
      place,
      `${figures.characters} characters, ${keyMilliseconds} ms a key, ${editor}, ${minutes} min learned`,
    ],
    ['keys needed / pressed', `${figures.keysNeeded} / ${figures.keysPressed}`],
    ['keys saved', figures.saved.toFixed(3)],
    ['shown', String(shown)],
    ['right', share(figures.right)],
    ['invisible', share(figures.invisible)],
    ['ends in an unknown word', `${share(figures.endsInUnknownWord)} ${figures.unknownWords.join(' ')}`],
    ['accepted', `${figures.accepted}, ${figures.acceptedLength.toFixed(1)} characters on average`],
    [
      'key to new ghost text',
      `median ${milliseconds(newText.median)}, p90 ${milliseconds(newText.p90)} (${newText.count})`,
    ],
    [
      'gone while typed through',
      `${gaps.count} times, median ${milliseconds(gaps.median)}, longest ${milliseconds(gaps.longest)}, at ${keys}`,
    ],
    ['lines set right', String(figures.repairs)],
  ];
  for (const [name = '', value = ''] of rows) console.log(`${name.padEnd(26)}${value}`.trimEnd());
}
