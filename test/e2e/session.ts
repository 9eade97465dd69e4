import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { type EditorWindow, openWindow } from '../../scripts/editor/window.ts';
import { resultsFolder } from '../../scripts/paths.ts';

/** The kinds of theme that people use, and a selector that matches when the theme is in use. */
const themes = {
  light: { name: 'Light 2026', shownBy: '.monaco-workbench.vs' },
  dark: { name: 'Dark 2026', shownBy: '.monaco-workbench.vs-dark' },
  'high-contrast': { name: 'Default High Contrast', shownBy: '.monaco-workbench.hc-black' },
} as const;

/**
 * Lets only ghost text respond to typing. The editor's own lists would come and go in ways that tests cannot foresee.
 */
const quietEditor = {
  'chat.disableAIFeatures': true,
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'git.enabled': false,
  'editor.quickSuggestions': { other: 'off', comments: 'off', strings: 'off' },
  'editor.suggestOnTriggerCharacters': false,
  'editor.autoClosingBrackets': 'never',
  'editor.autoClosingQuotes': 'never',
  'editor.formatOnType': false,
  // The default gate shows less and at moments of its own choice, and grows quiet where the same is typed again and again.
  'tacit.suggest.threshold': 0.22,
};

/** A user's first day: a fresh editor with the packaged extension, on a copy of the sample workspace. */
export class Session {
  readonly #window: EditorWindow;

  private constructor(window: EditorWindow) {
    this.#window = window;
  }

  get page(): Page {
    return this.#window.page;
  }

  /** The open folder. */
  get workspace(): string {
    return this.#window.workspace;
  }

  /**
   * @param prepare - may add files to the workspace before the editor opens it
   * @param settings - the user's, beside those that keep the editor quiet
   */
  static async open(
    prepare: (workspace: string) => Promise<void>,
    settings: Readonly<Record<string, unknown>> = {},
  ): Promise<Session> {
    return new Session(
      await openWindow({ ...quietEditor, ...settings }, async (workspace) => {
        await prepare(workspace);
        await writeJson(workspaceSettings(workspace), {});
      }),
    );
  }

  /** Opens a file of the workspace by its name, and focuses it. */
  async openFile(name: string): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+P');
    await this.page.locator('.quick-input-widget input').fill(name);
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().waitFor();
    await this.page.keyboard.press('Enter');
    await this.page.locator('.tab.active', { hasText: name }).waitFor();
    await this.page.locator('.monaco-editor.focused').waitFor();
  }

  /** Opens the command palette with a filter, and waits until it lists a match. */
  async openPalette(filter: string): Promise<void> {
    await this.page.keyboard.press('F1');
    await this.page.locator('.quick-input-widget input').fill(`>${filter}`);
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: filter }).first().waitFor();
  }

  /**
   * Takes a picture of the window in each theme, for people to look at. The theme is changed in the workspace's
   * settings file, which the editor watches, so the focus and the ghost text stay.
   */
  async screenshots(surface: string): Promise<void> {
    for (const [kind, { name, shownBy }] of Object.entries(themes)) {
      await writeJson(workspaceSettings(this.workspace), { 'workbench.colorTheme': name });
      await this.page.locator(shownBy).waitFor();
      await this.page.screenshot({ path: join(resultsFolder, 'screenshots', `${surface}-${kind}.png`) });
    }
  }

  close(): Promise<void> {
    return this.#window.dispose();
  }
}

function workspaceSettings(workspace: string): string {
  return join(workspace, '.vscode', 'settings.json');
}

async function writeJson(file: string, value: unknown): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(value, undefined, 2));
}
