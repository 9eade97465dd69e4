import { describe, expect, it } from 'vitest';
import { commands, MENU_COMMAND } from '../../../src/extension/manifest/commands.ts';
import { manifest } from './manifest.ts';

const contributed = manifest.contributes.commands;

describe('the table of commands', () => {
  it('equals package.json', () => {
    expect(Object.fromEntries(contributed.map(({ command, enablement }) => [command, enablement]))).toEqual(
      commands,
    );
  });

  it('has only commands of the category Tacit, with titles to translate', () => {
    for (const { category, title } of contributed) {
      expect(category).toBe('Tacit');
      expect(title).toMatch(/^%commands\..+%$/);
    }
  });

  it('keeps the menu of the status bar out of the palette', () => {
    expect(contributed.map(({ command }) => command)).not.toContain(MENU_COMMAND);
  });
});
