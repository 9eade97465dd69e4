import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeMemory, encodeMemory } from '../../../src/core/memory/memory-file.ts';
import { signalNames } from '../../../src/core/prediction/gate/signals.ts';
import type { FileReference } from '../../../src/protocol/trainer-contract.ts';
import { nodePlatform } from '../../../src/worker/platform.node.ts';
import { WorkspaceKnowledge } from '../../../src/worker/predictor/workspace-knowledge.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { write } from '../small-workspace.ts';
import { sourceOf } from '../source-of.ts';
import { valueOf } from '../start-worker.ts';

const none = new Uint8Array();
const platform = nodePlatform({ simd: none, relaxed: none }, 'reference');
const preset = 'fast';

/** A window on a folder, and what it stores. */
class Window {
  readonly folder = temporaryFolder();
  readonly memoryPath = join(this.folder, 'state', 'workspace.memory');
  readonly files = new Map<string, FileReference>();
  readonly knowledge = new WorkspaceKnowledge(
    platform,
    () => undefined,
    () => undefined,
  );

  write(path: string, text: string): FileReference {
    const reference = write(join(this.folder, 'workspace'), path, text);
    this.files.set(path, reference);
    return reference;
  }

  delete(path: string): void {
    rmSync(join(this.folder, 'workspace', path), { force: true });
    this.files.delete(path);
    this.knowledge.forget([path]);
  }

  async list(excluded: readonly string[] = [], excludes = false): Promise<void> {
    const files = [...this.files.values()].filter(({ path }) => !excluded.includes(path));
    valueOf(await this.knowledge.remember({ files, preset, memoryPath: this.memoryPath, excludes }));
  }

  async save(path: string, text: string): Promise<void> {
    this.write(path, text);
    const ignoreFiles = [...this.files.values()].filter((file) => file.path === '.gitignore');
    valueOf(await this.knowledge.rememberSaved({ path, text, ignoreFiles }));
  }

  withhold(...paths: readonly string[]): Promise<unknown> {
    return this.knowledge.withhold({ paths, preset });
  }

  /** The bytes of what serves; undefined where nothing does. */
  get bytes(): string | undefined {
    const memory = this.knowledge.current?.memory;
    return memory && Buffer.from(encodeMemory(memory)).toString('base64');
  }

  /** The bytes on the disk. */
  async stored(): Promise<string | undefined> {
    await this.knowledge.store();
    return existsSync(this.memoryPath) ? readFileSync(this.memoryPath, 'base64') : undefined;
  }
}

/** Says a word often enough for it to become a piece of the vocabulary. */
const about = (word: string): string => `${sourceOf(word)}${sourceOf(word)}`;

const known = ['src/anchor.ts', 'src/beacon.ts', 'src/cable.ts'];
const secret = ['src/zyxwvut.ts', 'qponmlk.md'];
const textOf = (path: string, turn: number): string => about(`${path.replace(/.*\/|\.\w+$/g, '')}${turn}`);

const step = fc.record({
  act: fc.constantFrom('write', 'save', 'delete', 'list', 'ignore', 'exclude'),
  path: fc.constantFrom(...known, ...secret),
  turn: fc.nat(2),
});

describe('what is forgotten', () => {
  it('leaves memory, vocabulary and disk as if it had never been, after any history and by each way', async () => {
    const ways = fc.constantFrom('withhold', 'ignore', 'exclude');
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 6 }), ways, async (steps, way) => {
        const window = new Window();
        for (const path of [...known, ...secret]) window.write(path, textOf(path, 0));
        await window.list();
        for (const { act, path, turn } of steps) {
          if (act === 'write') window.write(path, textOf(path, turn));
          if (act === 'save') await window.save(path, textOf(path, turn));
          if (act === 'delete') window.delete(path);
          if (act === 'list') await window.list();
          if (act === 'ignore') window.write('.gitignore', `${path}\n`);
          if (act === 'exclude') await window.list([path], true);
        }
        if (way === 'ignore') window.write('.gitignore', `${secret.join('\n')}\n`);
        else window.write('.gitignore', '');
        if (way === 'withhold') await window.withhold(...secret);
        const excluded = way === 'exclude' ? secret : [];
        await window.list(excluded, true);

        const other = new Window();
        for (const [path] of window.files) {
          const text = readFileSync(join(window.folder, 'workspace', path), 'utf8');
          if (!secret.includes(path)) other.write(path, text);
        }
        await other.list();
        const texts = [...(window.knowledge.current?.memory.tokenizer.pieces ?? [])].join('\n');
        expect(texts).not.toMatch(/zyx|wvut|qpon|nmlk/i);
        // A vocabulary that was learned from what is known since may differ; its words may not.
        const same = await (async () => {
          await window.withhold(...secret, 'another');
          await window.list(excluded);
          return window.bytes;
        })();
        expect(same).toBe(other.bytes);
        expect(await window.stored()).toBe(await other.stored());
        window.knowledge.dispose();
        other.knowledge.dispose();
      }),
      { numRuns: 40, seed: 7 },
    );
  }, 120_000);

  it('stays forgotten, whatever is listed, saved, changed or recalled, until it is taken back', async () => {
    const window = new Window();
    for (const path of [...known, ...secret]) window.write(path, textOf(path, 0));
    await window.list();
    const before = (await window.stored()) ?? '';
    await window.withhold(...secret);
    const held = (): readonly string[] => [...window.knowledge.remembered].toSorted();
    expect(held()).toEqual(known);
    await window.save(secret[0], textOf(secret[0], 1));
    await window.list();
    const files = [...window.files.values()].filter(({ path }) => secret.includes(path));
    await window.knowledge.rememberChanged({ files, ignoreFiles: [] });
    expect(held()).toEqual(known);

    // The memory was stored before the wish to forget became known, as after a kill.
    writeFileSync(window.memoryPath, Buffer.from(before, 'base64'));
    await window.knowledge.recall(window.memoryPath);
    expect(held()).toEqual(known);
    const stored = decodeMemory(new Uint8Array(readFileSync(window.memoryPath)));
    expect(stored.ok && stored.memory.files.map(({ path }) => path).toSorted()).toEqual(known);
    expect(stored.ok && stored.memory.tokenizer.pieces.join('\n')).not.toMatch(/zyx|wvut|qpon|nmlk/i);

    await window.withhold(secret[1]);
    await window.list();
    expect(held()).toEqual([...known, secret[0]].toSorted());
    window.knowledge.dispose();
  });

  it('leaves no damaged and no temporary file behind, and no memory where nothing else was remembered', async () => {
    const window = new Window();
    window.write(secret[0], textOf(secret[0], 0));
    await window.list();
    for (const name of ['damaged', `${process.pid}.tmp`, '999999999.tmp'])
      writeFileSync(`${window.memoryPath}.${name}`, textOf(secret[0], 0));
    await window.withhold(secret[0]);
    expect(readdirSync(join(window.folder, 'state'))).toEqual([]);
    expect(window.knowledge.current).toBeUndefined();
    window.knowledge.dispose();
  });

  it('is gone from the disk after an erasure, which stores nothing until files are remembered again', async () => {
    const window = new Window();
    const judgePath = join(window.folder, 'state', 'judge.json');
    await window.knowledge.judgeKeeper.open(judgePath);
    window.knowledge.judgeKeeper.judge.learn(new Float64Array(signalNames.length), true);
    await window.knowledge.store();
    for (const path of known) window.write(path, textOf(path, 0));
    await window.list();
    expect(readdirSync(join(window.folder, 'state'))).toHaveLength(2);
    await window.knowledge.erase();
    await window.save(known[0], textOf(known[0], 1));
    await window.knowledge.store();
    expect(window.knowledge.current).toBeUndefined();
    expect(readdirSync(join(window.folder, 'state'))).toEqual([]);
    await window.list();
    expect(window.knowledge.remembered).toHaveLength(known.length);
    expect(readdirSync(join(window.folder, 'state'))).toEqual(['workspace.memory']);
    window.knowledge.dispose();
  });
});
