import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distinctNames, pathInWorkspace } from '../../../src/extension/workspace/workspace-paths.ts';

describe('paths in the workspace', () => {
  it("are relative to the folder, after the folder's name if there are several", () => {
    const folder = { path: '/home/me/app' };
    expect(pathInWorkspace({ path: '/home/me/app/src/a.ts' }, folder, undefined)).toBe('src/a.ts');
    expect(pathInWorkspace({ path: '/home/me/app/src/a.ts' }, folder, 'app')).toBe('app/src/a.ts');
    expect(pathInWorkspace({ path: '/a.ts' }, { path: '/' }, undefined)).toBe('a.ts');
  });

  it('distinguish folders of the same name', () => {
    expect(distinctNames(['app', 'app', 'lib'])).toEqual(['app', 'app (2)', 'lib']);
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'a (2)', 'a (3)')), (names) => {
        expect(new Set(distinctNames(names)).size).toBe(names.length);
      }),
    );
  });
});
