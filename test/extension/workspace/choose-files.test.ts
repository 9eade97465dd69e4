import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseFiles, type FileChoice } from '../../../src/extension/workspace/choose-files.ts';

/** Names of so many files in a folder. */
const filesIn = (folder: string, count: number): string[] =>
  Array.from({ length: count }, (_, file) => `${folder}/${file}.ts`);

/** Chooses among files as a search would find them: in the order in which they are given. */
function choose(
  files: readonly string[],
  most: number,
  { roots = ['/r'], worked = [] }: { roots?: readonly string[]; worked?: readonly string[] } = {},
): Promise<FileChoice> {
  return chooseFiles({
    roots,
    most,
    find: (root, folders, atMost) => {
      const isFound = (file: string) =>
        file.startsWith(`${root}/`) && folders.some((folder) => file.startsWith(`${folder}/`));
      return Promise.resolve(files.filter(isFound).slice(0, atMost));
    },
    worked: () => Promise.resolve(worked),
  });
}

const countIn = ({ files }: FileChoice, folder: string): number =>
  files.filter((file) => file.startsWith(`${folder}/`)).length;

describe('the choice of files', () => {
  it('is all of them, where there is room', async () => {
    const files = [...filesIn('/a', 9), ...filesIn('/b', 1)];
    expect(await choose(files, 10, { roots: ['/a', '/b'] })).toMatchObject({ isCut: false });
    expect((await choose(files, 10, { roots: ['/a', '/b'] })).files.toSorted()).toEqual(files);
    expect(await choose([], 10)).toEqual({ files: [], isCut: false });
    expect(await choose([], 10, { roots: [] })).toEqual({ files: [], isCut: false });
  });

  it('begins with the files that the user works on, however late the search finds them', async () => {
    const files = [...filesIn('/r/vendor', 5000), ...filesIn('/r/src/deep', 3), '/r/src/near.ts'];
    const choice = await choose(files, 100, { worked: ['/r/src/deep/1.ts'] });
    expect(choice.isCut).toBe(true);
    expect(choice.files).toHaveLength(100);
    expect(choice.files[0]).toBe('/r/src/deep/1.ts');
    // Then come the files near it: in its folder, and in the folder around that.
    expect(choice.files.slice(1, 4).toSorted()).toEqual([
      '/r/src/deep/0.ts',
      '/r/src/deep/2.ts',
      '/r/src/near.ts',
    ]);
  });

  it('gives every root its share, and what a small root leaves to the others', async () => {
    const files = [...filesIn('/a', 5000), ...filesIn('/b', 10), ...filesIn('/c', 5000)];
    const choice = await choose(files, 100, { roots: ['/a', '/b', '/c'], worked: ['/a/7.ts'] });
    expect(choice.files).toHaveLength(100);
    expect(countIn(choice, '/b')).toBe(10);
    expect(countIn(choice, '/a')).toBe(45);
    expect(countIn(choice, '/c')).toBe(45);
  });

  it('takes the whole of a root that has more than its share, if the others leave enough', async () => {
    const files = [...filesIn('/a', 80), ...filesIn('/b', 10)];
    const choice = await choose(files, 100, { roots: ['/a', '/b'] });
    expect(choice).toMatchObject({ isCut: false });
    expect(choice.files).toHaveLength(90);
  });

  it('is never too large, has every file once, and holds what is worked on, whatever the workspace', async () => {
    const folder = fc.constantFrom('/a', '/a/x', '/a/x/y', '/b', '/b/z', '/ab');
    const file = fc.tuple(folder, fc.nat(30)).map(([name, number]) => `${name}/${number}.ts`);
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(file, { maxLength: 60 }),
        fc.integer({ min: 2, max: 40 }),
        fc.nat(),
        async (all, most, pick) => {
          const roots = ['/a', '/b'];
          const files = all.filter((path) => roots.some((root) => path.startsWith(`${root}/`)));
          const worked = files.length > 0 ? [files[pick % files.length] ?? ''] : [];
          const choice = await choose(files, most, { roots, worked });
          expect(new Set(choice.files).size).toBe(choice.files.length);
          expect(choice.files.length).toBe(Math.min(most, files.length));
          expect(choice.isCut).toBe(files.length > most);
          expect(choice.files).toEqual(expect.arrayContaining(worked));
        },
      ),
    );
  });
});
