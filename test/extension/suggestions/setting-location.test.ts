import { describe, expect, it } from 'vitest';
import { effectiveLocation } from '../../../src/extension/suggestions/setting-location.ts';

describe('the place where suggestions are turned on and off', () => {
  it("is the user's settings if nothing is set", () => {
    expect(effectiveLocation(undefined)).toEqual({ target: 'user', inLanguage: false });
    expect(effectiveLocation({})).toEqual({ target: 'user', inLanguage: false });
  });

  it('is where the effective value is set: languages take precedence, then folders, then workspaces', () => {
    expect(effectiveLocation({ workspaceValue: true })).toEqual({ target: 'workspace', inLanguage: false });
    expect(effectiveLocation({ workspaceValue: true, workspaceFolderValue: false }).target).toBe('folder');
    expect(effectiveLocation({ workspaceFolderValue: true, globalLanguageValue: false })).toEqual({
      target: 'user',
      inLanguage: true,
    });
    expect(effectiveLocation({ globalLanguageValue: true, workspaceLanguageValue: false })).toEqual({
      target: 'workspace',
      inLanguage: true,
    });
  });
});
