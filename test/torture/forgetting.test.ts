import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeMemory } from '../../src/core/memory/memory-file.ts';
import { decodeModel } from '../../src/core/modelfile/model-file.ts';
import type { PredictorContract } from '../../src/protocol/predictor-contract.ts';
import type { FileReference, TrainerContract, TrainParams } from '../../src/protocol/trainer-contract.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { editor } from '../worker/predictor/half-typed.ts';
import { write } from '../worker/small-workspace.ts';
import { sourceOf } from '../worker/source-of.ts';
import { startWorker, valueOf } from '../worker/start-worker.ts';
import { isFull, reportFault } from './fault-report.ts';

const HISTORIES = isFull ? 600 : 16;
const preset = 'fast';
const paths = ['src/a.ts', 'src/b.ts', 'src/c.ts', 'src/d.ts', 'docs/e.md', 'docs/f.md'];
const acts = [
  'write',
  'save',
  'change',
  'delete',
  'list',
  'ignore',
  'exclude',
  'forget',
  'kill',
  'damage',
] as const;

interface Step {
  readonly act: (typeof acts)[number];
  readonly path: string;
}

const history = fc.record({
  steps: fc.array(fc.record<Step>({ act: fc.constantFrom(...acts), path: fc.constantFrom(...paths) }), {
    minLength: 3,
    maxLength: 12,
  }),
  hasNetwork: fc.boolean(),
});

/** A window on a folder: two threads, which are told what the extension would tell them. */
class Window {
  readonly #folder = temporaryFolder();
  readonly state = join(this.#folder, 'state');
  readonly #memoryPath = join(this.state, 'workspace.memory');
  readonly #modelPath = join(this.state, 'workspace.safetensors');
  readonly #files = new Map<string, FileReference>();
  /** By path: the words that stand in no other file, ever. */
  readonly words = new Map<string, string[]>();
  readonly forgotten = new Set<string>();
  readonly ignored = new Set<string>();
  readonly excluded = new Set<string>();
  #barred = '';
  #predictor = startWorker<PredictorContract>('predictor');
  readonly #trainer = startWorker<TrainerContract>('trainer');
  #plants = 0;

  /** Writes a new text with a new word. */
  write(path: string): string {
    // Letters that no other word shares, so that even a part of the word is a leak.
    const word = `zq${[...String(1000 + this.#plants++)].map((digit) => 'xjkvwzqyhf'[Number(digit)]).join('')}zq`;
    this.words.set(path, [...(this.words.get(path) ?? []), word]);
    const text = `${sourceOf(word)}const ${word} = harbour.pier(${word});\n`.repeat(2);
    this.#files.set(path, write(this.#folder, path, text));
    return text;
  }

  async save(path: string): Promise<void> {
    const saved = { path, text: this.write(path), ignoreFiles: this.#ignoreFiles };
    valueOf(await this.#predictor.caller.call('rememberSaved', saved));
    await this.#trainer.caller.call('learn', saved);
  }

  async change(path: string): Promise<void> {
    this.write(path);
    const files = this.#listed.filter((file) => file.path === path);
    valueOf(await this.#predictor.caller.call('rememberChanged', { files, ignoreFiles: this.#ignoreFiles }));
  }

  async delete(path: string): Promise<void> {
    this.#files.delete(path);
    const { gone } = valueOf(await this.#predictor.caller.call('forget', { paths: [path] }));
    await this.#tellTrainer(gone);
  }

  async list(excludes: boolean): Promise<void> {
    const files = [...this.#listed, ...this.#ignoreFiles];
    const params = { files, preset, memoryPath: this.#memoryPath, excludes } as const;
    const { gone, barred } = valueOf(await this.#predictor.caller.call('remember', params));
    this.#barred = barred;
    await this.#tellTrainer(gone);
  }

  async forget(path: string): Promise<void> {
    this.forgotten.add(path);
    await this.#withhold();
    await this.#tellTrainer('');
  }

  /** Ends the predictor's thread while it stores, perhaps, and starts another one. */
  async kill(): Promise<void> {
    void this.#predictor.caller.call('store', {});
    await this.#predictor.worker.terminate();
    this.#predictor = startWorker<PredictorContract>('predictor');
    await this.#withhold();
    if (existsSync(this.#memoryPath))
      await this.#predictor.caller.call('recall', { memoryPath: this.#memoryPath });
  }

  /** Cuts the stored memory off, and leaves what a thread that was killed leaves. */
  async damage(): Promise<void> {
    if (existsSync(this.#memoryPath)) {
      const bytes = readFileSync(this.#memoryPath);
      for (const end of [`${process.pid}.tmp`, '999999999.tmp'])
        writeFileSync(`${this.#memoryPath}.${end}`, bytes);
      writeFileSync(this.#memoryPath, bytes.subarray(0, -1));
    }
    await this.kill();
    await this.list(false);
  }

  async train(): Promise<void> {
    const params: TrainParams = {
      files: [...this.#listed, ...this.#ignoreFiles],
      preset,
      options: {
        hidden: 32,
        embedding: 32,
        batch: 2,
        budget: { seconds: undefined, epochs: undefined, steps: 3 },
      },
      resume: true,
      modelPath: this.#modelPath,
      workspaceName: 'torture',
    };
    const trained = await this.#trainer.caller.call('train', params);
    if (trained.ok) await this.#predictor.caller.call('load', { diskPath: this.#modelPath });
  }

  /** The paths of what may still be known. */
  get kept(): readonly string[] {
    return this.#listed
      .map(({ path }) => path)
      .filter((path) => !this.forgotten.has(path) && !this.ignored.has(path));
  }

  /** The words of forgotten files that stand in a stored file, raw or decoded, or that are suggested. */
  async leaks(): Promise<readonly string[]> {
    await this.#predictor.caller.call('store', {});
    const kept = new Set(this.kept);
    const words = [...this.words].filter(([path]) => !kept.has(path)).flatMap(([, some]) => some);
    const stored = existsSync(this.state) ? readdirSync(this.state) : [];
    const found = stored.flatMap((name) => {
      const text = textsIn(join(this.state, name));
      return words.filter((word) => text.includes(word.slice(1, -1))).map((word) => `${word} in ${name}`);
    });
    for (const [at, word] of words.entries()) {
      const text = `const ${word.slice(0, 4)}`;
      const document = `typed ${at}`;
      await this.#predictor.caller.call('openDocument', { document, path: 'typed.ts', version: 1, text });
      const asked = { document, version: 1, line: 0, character: text.length, ...editor, eagerness: 0.01 };
      const choices = await this.#predictor.caller.call('choices', asked);
      for (const { ghostText } of choices.ok ? choices.value : [])
        if ((word.slice(0, 4) + ghostText).includes(word.slice(0, -1))) found.push(`${word} suggested`);
      await this.#predictor.caller.call('closeDocument', { document });
    }
    return found;
  }

  async end(): Promise<void> {
    await Promise.all([this.#predictor.worker.terminate(), this.#trainer.worker.terminate()]);
  }

  get #listed(): FileReference[] {
    return [...this.#files.values()].filter(({ path }) => !this.excluded.has(path));
  }

  get #ignoreFiles(): FileReference[] {
    return [write(this.#folder, '.gitignore', [...this.ignored].join('\n'))];
  }

  async #withhold(): Promise<void> {
    const params = { paths: [...this.forgotten], preset } as const;
    valueOf(await this.#predictor.caller.call('withhold', params));
  }

  async #tellTrainer(gone: string): Promise<void> {
    const told = { paths: [...this.forgotten], barred: this.#barred, gone, modelPath: this.#modelPath };
    valueOf(await this.#trainer.caller.call('forget', told));
  }
}

/** All that a stored file says, raw and decoded. */
function textsIn(file: string): string {
  const bytes = new Uint8Array(readFileSync(file));
  const raw = Buffer.from(bytes).toString('latin1');
  const memory = decodeMemory(bytes);
  const model = decodeModel(bytes);
  const texts = memory.ok
    ? memory.memory.files.map(({ path, tokens }) => `${path}\n${memory.memory.tokenizer.decode(tokens)}`)
    : [];
  const pieces = memory.ok
    ? memory.memory.tokenizer.pieces
    : model.ok
      ? model.model.card.tokenizer.pieces
      : [];
  return [raw, ...texts, ...pieces].join('\n');
}

async function live(window: Window, { act, path }: Step): Promise<void> {
  if (act === 'write') window.write(path);
  else if (act === 'save') await window.save(path);
  else if (act === 'change') await window.change(path);
  else if (act === 'delete') await window.delete(path);
  else if (act === 'list') await window.list(false);
  else if (act === 'forget') await window.forget(path);
  else if (act === 'kill') await window.kill();
  else if (act === 'damage') await window.damage();
  else {
    (act === 'ignore' ? window.ignored : window.excluded).add(path);
    await window.list(act === 'exclude');
  }
}

it('what was forgotten is in no stored file and in no suggestion, after any history', async () => {
  const histories = fc.sample(history, { seed: 2026, numRuns: HISTORIES });
  const failures: string[] = [];
  let offered = 0;
  for (const [number, { steps, hasNetwork }] of histories.entries()) {
    const window = new Window();
    for (const path of paths) window.write(path);
    await window.list(false);
    if (hasNetwork) await window.train();
    for (const step of steps) await live(window, step);
    // A file that was only deleted leaves a vocabulary with the next listing, and a network with the next training.
    if (hasNetwork) await window.train();
    await window.list(false);
    const leaks = await window.leaks();
    if (leaks.length > 0) failures.push(`history ${number}, ${JSON.stringify(steps)}: ${leaks.join('; ')}`);
    offered += window.kept.length;
    await window.end();
  }
  reportFault({
    fault: 'a file is forgotten, ignored, excluded or deleted, in histories with kills and damaged files',
    tried: histories.length,
    survived: histories.length - failures.length,
    lost: 'nothing',
  });
  expect(failures).toEqual([]);
  expect(offered).toBeGreaterThan(histories.length);
}, 3_600_000);
