import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeMemory, type StoredMemory } from '../../../src/core/memory/memory-file.ts';
import type { RememberedFile } from '../../../src/core/memory/remembered-file.ts';
import { textStart } from '../../../src/core/text/file-header.ts';
import { Random } from '../../../src/core/tensor/random.ts';
import type { Tokenizer } from '../../../src/core/text/tokenizer.ts';
import type { Caller } from '../../../src/protocol/caller.ts';
import type {
  MemorySummary,
  PredictorContract,
  RememberParams,
} from '../../../src/protocol/predictor-contract.ts';
import type { FileReference, SavedFile, TrainerContract } from '../../../src/protocol/trainer-contract.ts';
import { editor, halfTyped } from './half-typed.ts';
import { smallWorkspace, write } from '../small-workspace.ts';
import { sourceOf } from '../source-of.ts';
import { startWorker, valueOf } from '../start-worker.ts';
import { suiteThreads } from '../suite-threads.ts';
import { unlearnable } from '../unlearnable.ts';

const start = suiteThreads<PredictorContract>('predictor');
const predictor = (): Caller<PredictorContract> => start().caller;

function params(more: Partial<RememberParams>): RememberParams {
  return { files: [], preset: 'fast', memoryPath: undefined, ...more };
}

/** The most likely continuation of a text, even if it is not very likely; empty if there is none. */
async function continued(caller: Caller<PredictorContract>, text: string): Promise<string> {
  const document = `doc of ${text.length}`;
  const lines = text.split('\n');
  const cursor = { line: lines.length - 1, character: lines.at(-1).length };
  await caller.call('openDocument', { document, path: 'src/typed.ts', version: 1, text });
  const outcome = await caller.call('suggest', {
    document,
    version: 1,
    ...cursor,
    ...editor,
    eagerness: 0.02,
  });
  await caller.call('closeDocument', { document });
  return valueOf(outcome)?.ghostText ?? '';
}

const isThrow = /^ow new Error/;
/** A file whose lines are unlike any in the small workspace, although their words are from there. */
const log = 'register.include(append, interface);\n'.repeat(12);
/** How far such a line is typed. */
const begun = 'register.';
const isInclude = /^include/;
const saved = (path: string, text: string): SavedFile => ({ path, text, ignoreFiles: [] });

/** A small model whose vocabulary no memory has. */
async function otherModel(): Promise<Uint8Array<ArrayBuffer>> {
  const { caller, worker } = startWorker<TrainerContract>('trainer');
  const models: Uint8Array<ArrayBuffer>[] = [];
  caller.on('model', ({ bytes }) => models.push(bytes));
  valueOf(
    await caller.call('train', {
      files: smallWorkspace().files,
      preset: 'fast',
      options: {
        vocabulary: 400,
        hidden: 16,
        embedding: 16,
        batch: 4,
        budget: { seconds: undefined, steps: 4 },
      },
      resume: false,
      modelPath: undefined,
      workspaceName: 'small',
    }),
  );
  await worker.terminate();
  return models.at(-1);
}

describe('the memory of the predictor thread', () => {
  it('serves before there is any model', async () => {
    const caller = predictor();
    const { files } = smallWorkspace();
    const { memory, changed, forgotten } = valueOf(await caller.call('remember', params({ files })));
    expect(memory.files).toBe(files.length);
    expect({ changed, forgotten }).toEqual({ changed: files.length, forgotten: 0 });
    expect(await continued(caller, halfTyped.text)).toMatch(isThrow);
    expect(await caller.call('score', { texts: ['a'] })).toMatchObject({ failure: { code: 'no-model' } });
  });

  it('learns a saved file at once, and forgets it when it is deleted', async () => {
    const caller = predictor();
    const { files } = smallWorkspace();
    const { memory } = valueOf(await caller.call('remember', params({ files })));
    expect(await continued(caller, begun)).not.toMatch(isInclude);
    expect(valueOf(await caller.call('rememberSaved', saved('src/new/log.ts', log)))).toMatchObject({
      files: files.length + 1,
      characters: memory.characters + log.length,
    });
    expect(await continued(caller, begun)).toMatch(isInclude);

    expect(valueOf(await caller.call('forget', { paths: ['src/new'] })).memory).toMatchObject({
      files: files.length,
      characters: memory.characters,
    });
    expect(await continued(caller, begun)).not.toMatch(isInclude);
  });

  it('reads changed files again, and forgets those that are no longer to be learned from', async () => {
    const caller = predictor();
    const { folder, files } = smallWorkspace();
    const { memory } = valueOf(await caller.call('remember', params({ files })));
    const ignoreFiles = [write(folder, '.gitignore', 'dist/\n*.tmp\n')];
    const names = ['dist/deep/a.ts', 'src/b.tmp', 'src/new.ts'];
    const changed = [...names.map((name) => write(folder, name, log)), write(folder, files[0].path, 'a\0b')];
    const gone = { path: files[1].path, source: { diskPath: join(folder, 'nowhere.ts') } };
    const outcome = await caller.call('rememberChanged', { files: [...changed, gone], ignoreFiles });
    expect(valueOf(outcome)).toMatchObject({
      memory: { files: memory.files - 1 },
      ignored: ['dist/', 'src/b.tmp'],
    });
    expect(await continued(caller, begun)).toMatch(isInclude);
    const again = await caller.call('remember', params({ files: [...files, ...changed, ...ignoreFiles] }));
    expect(valueOf(again).ignored).toEqual(['dist/', 'src/b.tmp']);
  });

  it('knows better what was saved than what another program wrote before', async () => {
    const caller = predictor();
    const { folder, files } = smallWorkspace();
    valueOf(await caller.call('remember', params({ files })));
    const changed = write(folder, files[0].path, 'register.before(append);\n'.repeat(12));
    const reading = caller.call('rememberChanged', { files: [changed], ignoreFiles: [] });
    const saving = caller.call('rememberSaved', saved(changed.path, log));
    valueOf(await reading);
    valueOf(await saving);
    expect(await continued(caller, begun)).toMatch(isInclude);
  });

  it('remembers nothing of changed files before it has listed all, and says so', async () => {
    const { files } = smallWorkspace();
    const outcome = await predictor().call('rememberChanged', { files, ignoreFiles: [] });
    expect(valueOf(outcome).memory).toBeUndefined();
  });

  it('forgets a file that is saved with a name or content that is not to be learned from', async () => {
    const caller = predictor();
    const { files } = smallWorkspace();
    valueOf(await caller.call('remember', params({ files })));
    const [{ path }] = files;
    expect(valueOf(await caller.call('rememberSaved', saved(path, 'a\0b')))?.files).toBe(files.length - 1);
    expect(valueOf(await caller.call('rememberSaved', saved('.env', 'KEY=1')))?.files).toBe(files.length - 1);
    for (const [other, text] of Object.entries(unlearnable)) {
      const held = valueOf(await caller.call('rememberSaved', saved(other, text)));
      expect(held?.files).toBe(files.length - 1);
    }
  });

  it('holds the files of the workspace, and no others', async () => {
    const caller = predictor();
    const { folder, files } = smallWorkspace();
    valueOf(await caller.call('remember', params({ files })));
    writeFileSync(join(folder, files[0].path), log);
    rmSync(join(folder, files[1].path));
    const again = valueOf(await caller.call('remember', params({ files: files.slice(0, -1) })));
    expect(again).toMatchObject({ changed: 1, forgotten: 2, memory: { files: files.length - 2 } });
  });

  it('outlives its thread, and reads only what has changed since', async () => {
    const { folder, files } = smallWorkspace();
    const memoryPath = join(folder, 'state', 'workspace.memory');
    const { memory } = valueOf(await predictor().call('remember', params({ files, memoryPath })));
    // There is no temporary file left in the memory's folder.
    expect(readdirSync(join(folder, 'state'))).toEqual(['workspace.memory']);

    const caller = predictor();
    expect(valueOf(await caller.call('recall', { memoryPath }))).toEqual({ memory, problem: undefined });
    expect(await continued(caller, halfTyped.text)).toMatch(isThrow);
    const again = valueOf(await caller.call('remember', params({ files, memoryPath })));
    expect(again).toMatchObject({ changed: 0, forgotten: 0, memory });
  });

  it('sets a damaged memory aside, reports it, and reads the files again', async () => {
    const { folder, files } = smallWorkspace();
    const memoryPath = join(folder, 'workspace.memory');
    valueOf(await predictor().call('remember', params({ files, memoryPath })));
    const bytes = readFileSync(memoryPath);
    bytes[bytes.length - 5] ^= 1;
    writeFileSync(memoryPath, bytes);

    const caller = predictor();
    const { memory, problem } = valueOf(await caller.call('recall', { memoryPath }));
    expect(memory).toBeUndefined();
    expect(problem).toMatchObject({ code: 'memory-damaged', path: memoryPath });
    expect(problem?.message).toContain(`${memoryPath}.damaged`);
    const aside = `${memoryPath}.damaged`;
    expect(statSync(aside).size).toBe(bytes.length);
    expect(valueOf(await caller.call('remember', params({ files, memoryPath }))).changed).toBe(files.length);
    expect(valueOf(await predictor().call('recall', { memoryPath })).memory?.files).toBe(files.length);
    // It may have held the text of a file that has been deleted since.
    expect(existsSync(aside)).toBe(false);
  });

  it('serves even if it cannot be stored, and reports that', async () => {
    const { folder, files } = smallWorkspace();
    // There is a file in the place of the folder, which stops even root.
    write(folder, 'blocked', '');
    const caller = predictor();
    const problems: string[] = [];
    caller.on('problem', ({ code }) => problems.push(code));
    valueOf(await caller.call('remember', params({ files, memoryPath: join(folder, 'blocked', 'memory') })));
    expect(problems).toEqual(['store-failed']);
    expect(await continued(caller, halfTyped.text)).toMatch(isThrow);
  });

  it('is rebuilt, complete, for a network with another vocabulary', async () => {
    const { folder, files } = smallWorkspace();
    const memoryPath = join(folder, 'workspace.memory');
    const caller = predictor();
    valueOf(await caller.call('remember', params({ files })));
    const loading = caller.call('load', { bytes: await otherModel() });
    // What is saved and deleted while the memory is rebuilt counts too.
    const saving = caller.call('rememberSaved', saved('src/log.ts', log));
    const forgetting = caller.call('forget', { paths: [files[0].path] });
    expect(valueOf(await loading).vocabulary).toBe(400);
    valueOf(await saving);
    valueOf(await forgetting);
    expect(valueOf(await caller.call('score', { texts: ['a'] }))).toHaveLength(1);

    const kept = [...files.slice(1), write(folder, 'src/log.ts', log)];
    const again = await caller.call('remember', params({ files: kept }));
    expect(valueOf(again)).toMatchObject({ changed: 0, forgotten: 0, memory: { files: kept.length } });
    // One more file, so that there is something to store.
    kept.push(write(folder, 'src/quay.ts', sourceOf('quay')));
    valueOf(await caller.call('remember', params({ files: kept, memoryPath })));
    const stored = decodeMemory(new Uint8Array(readFileSync(memoryPath)));
    if (!stored.ok) throw new Error(stored.failure.message);
    const { tokenizer, texts } = held(stored.memory);
    expect(tokenizer.size).toBe(400);
    expect(texts).toEqual(new Map(kept.map(({ path }) => [path, readFileSync(join(folder, path), 'utf8')])));
  });

  it('answers while it is being filled, and reports how far it is', async () => {
    const { folder, files } = smallWorkspace();
    const caller = predictor();
    valueOf(await caller.call('remember', params({ files })));
    const notices: MemorySummary[] = [];
    caller.on('memory', (summary) => notices.push(summary));
    const large = madeUpFiles(folder, 'src/large');
    let isFilled = false;
    const filling = caller.call('remember', params({ files: [...files, ...large] })).then((outcome) => {
      isFilled = true;
      return valueOf(outcome);
    });
    await new Promise<void>((resolve) => {
      caller.on('memory', () => {
        resolve();
      });
    });
    expect(await continued(caller, halfTyped.text)).toMatch(isThrow);
    expect(isFilled).toBe(false);
    const { memory } = await filling;
    expect(memory.files).toBe(files.length + large.length);
    const counts = notices.map(({ files: count }) => count);
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    expect(counts.at(0)).toBeLessThan(memory.files);
  });

  it('answers while it is restored, and is whole in the end', async () => {
    const { folder, files } = smallWorkspace();
    const memoryPath = join(folder, 'workspace.memory');
    // Files are stored in the order in which they were given, so the large ones are restored last.
    const all = [...files, ...madeUpFiles(folder, 'src/zz-large')];
    const { memory: stored } = valueOf(
      await predictor().call('remember', params({ files: all, memoryPath })),
    );
    const caller = predictor();
    let isWhole = false;
    const recalling = caller.call('recall', { memoryPath }).then((outcome) => {
      isWhole = true;
      return valueOf(outcome);
    });
    await new Promise<void>((resolve) => {
      caller.on('memory', () => {
        resolve();
      });
    });
    const forgetting = caller.call('forget', { paths: [all.at(-1).path] });
    const saving = caller.call('rememberSaved', saved('src/log.ts', log));
    // How long the suggestion is depends on how much is restored already.
    expect(await continued(caller, halfTyped.text)).toMatch(/^ow new/);
    expect(isWhole).toBe(false);
    await recalling;
    valueOf(await forgetting);
    valueOf(await saving);
    const kept = [...all.slice(0, -1), write(folder, 'src/log.ts', log)];
    const again = valueOf(await caller.call('remember', params({ files: kept })));
    expect(again).toMatchObject({ changed: 0, forgotten: 0, memory: { files: stored.files } });
  });
});

/** What a memory holds, by path. */
function held({ tokenizer, files }: StoredMemory): { tokenizer: Tokenizer; texts: Map<string, string> } {
  const textOf = ({ tokens }: RememberedFile) => tokenizer.decode(tokens.subarray(textStart(tokens)));
  return { tokenizer, texts: new Map(files.map((file) => [file.path, textOf(file)])) };
}

/**
 * Files of code, of which no two are alike. They are nearly as much as a memory can hold, so that counting them lasts
 * through several notices even on a fast machine.
 */
function madeUpFiles(folder: string, name: string): FileReference[] {
  return Array.from({ length: 12 }, (_, i) => {
    const random = new Random(i);
    let text = '';
    while (text.length < 700_000) {
      const [gull, size, tern] = [random.below(9973), random.below(1e6), random.below(1009)];
      text += `export const gull${gull} = flock(${size}, 'tern${tern}');\n`;
    }
    return write(folder, `${name}${i}.ts`, text);
  });
}
