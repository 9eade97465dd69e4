import { describe, expect, it } from 'vitest';
import { commands, MENU_COMMAND, TAKEN_COMMAND } from '../../../src/extension/manifest/commands.ts';
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

  it.each([MENU_COMMAND, TAKEN_COMMAND])('keeps %s, which is not for people, out of the palette', (id) => {
    expect(contributed.map(({ command }) => command)).not.toContain(id);
  });
});
