import { describe, expect, it } from 'vitest';
import { rulingPlace } from '../../../src/extension/suggestions/toggle.ts';

describe('where suggestions are turned on and off', () => {
  it('is the settings of the user where nothing is set', () => {
    expect(rulingPlace(undefined)).toEqual({ target: 'user', inLanguage: false });
    expect(rulingPlace({})).toEqual({ target: 'user', inLanguage: false });
  });

  it('is where the value that rules is written: languages rule over the rest, near over far', () => {
    expect(rulingPlace({ workspaceValue: true })).toEqual({ target: 'workspace', inLanguage: false });
    expect(rulingPlace({ workspaceValue: true, workspaceFolderValue: false }).target).toBe('folder');
    expect(rulingPlace({ workspaceFolderValue: true, globalLanguageValue: false })).toEqual({
      target: 'user',
      inLanguage: true,
    });
    expect(rulingPlace({ globalLanguageValue: true, workspaceLanguageValue: false })).toEqual({
      target: 'workspace',
      inLanguage: true,
    });
  });
});
