import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../../../scripts/paths.ts';
import type { Random } from '../../../src/core/tensor/random.ts';
import type { FileReference } from '../../../src/protocol/trainer-contract.ts';

/** What a switch of branches, or a program, has done to the files. */
interface Changed {
  readonly changed: readonly FileReference[];
  readonly deleted: readonly string[];
}

/** A folder with the sources of Tacit, which are a megabyte and a half, and what is done to its files. */
export class SimulatedWorkspace {
  readonly folder: string;
  readonly #random: Random;
  /** The texts of the main branch. */
  readonly #main = new Map<string, string>();
  /** What is on the disk now. */
  readonly #paths = new Set<string>();
  #isOnMain = true;
  #names = 0;

  constructor(folder: string, random: Random) {
    this.folder = folder;
    this.#random = random;
    cpSync(join(root, 'src'), join(folder, 'src'), { recursive: true });
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.ts')) continue;
      this.#paths.add(name);
      this.#main.set(name, readFileSync(join(folder, name), 'utf8'));
    }
  }

  get files(): readonly FileReference[] {
    return [...this.#paths].sort().map((path) => this.#reference(path));
  }

  /** A name that no file has held yet. Its length and letters are those of an identifier. */
  newName(): string {
    const letters = [...(this.#names++).toString()].map((digit) => 'abcdefghij'[Number(digit)]);
    return `someNewIdentifier${letters.join('')}`;
  }

  anyPath(): string {
    const paths = [...this.#main.keys()];
    return paths[this.#random.below(paths.length)];
  }

  read(path: string): string {
    return this.#paths.has(path) ? readFileSync(join(this.folder, path), 'utf8') : '';
  }

  /** What the main branch holds, whatever was done to the file since. */
  original(path: string): string {
    return this.#main.get(path) ?? '';
  }

  write(path: string, text: string): FileReference {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    this.#paths.add(path);
    return this.#reference(path);
  }

  delete(path: string): void {
    rmSync(join(this.folder, path), { force: true });
    this.#paths.delete(path);
  }

  /** Goes from the main branch to another, which has renamed things in some files, or back. */
  switchBranch(): Changed {
    this.#isOnMain = !this.#isOnMain;
    if (this.#isOnMain) {
      const changed = [...this.#main].map(([path, text]) => ({ path, text }));
      const touched = changed.filter(({ path, text }) => this.read(path) !== text);
      const added = [...this.#paths].filter((path) => !this.#main.has(path));
      for (const path of added) this.delete(path);
      return { changed: touched.map(({ path, text }) => this.write(path, text)), deleted: added };
    }
    const [name, other] = [this.newName(), this.newName()];
    const some = [...this.#main].filter(() => this.#random.below(8) === 0);
    const changed = some.map(([path, text]) =>
      this.write(path, text.replaceAll(/\b(?:memory|document)\b/g, name).replaceAll('tokens', other)),
    );
    changed.push(this.write(`src/${name}.ts`, `export const ${name} = '${other}';\n`.repeat(20)));
    const deleted = [this.anyPath()];
    for (const path of deleted) this.delete(path);
    return { changed: changed.filter(({ path }) => this.#paths.has(path)), deleted };
  }

  #reference(path: string): FileReference {
    return { path, source: { diskPath: join(this.folder, path) } };
  }
}
