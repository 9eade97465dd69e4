import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import type { Failure } from '../../src/protocol/failure.ts';
import type { PredictorContract } from '../../src/protocol/predictor-contract.ts';
import type { FileReference, TrainerContract } from '../../src/protocol/trainer-contract.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { editor, halfTyped } from '../worker/predictor/half-typed.ts';
import { smallWorkspace, write } from '../worker/small-workspace.ts';
import { sourceOf } from '../worker/source-of.ts';
import { startWorker, valueOf } from '../worker/start-worker.ts';
import { type Fault, failingScript } from './failing-file-system.ts';
import { reportFault } from './fault-report.ts';
import { STEPS, storedIn, tinyRun } from './stored-window.ts';

/** Both threads of a window on a small workspace, and what they said went wrong. */
class Window {
  readonly #fault = join(temporaryFolder(), 'fault.json');
  readonly problems: Failure[] = [];
  readonly workspace = smallWorkspace();
  readonly storage = join(temporaryFolder(), 'storage', 'of-this-workspace');
  readonly stored = storedIn(this.storage);
  readonly predictor = startWorker<PredictorContract>('predictor', this.#watched());
  readonly trainer = startWorker<TrainerContract>('trainer', this.#watched());
  files: readonly FileReference[] = this.workspace.files;
  #saves = 0;

  constructor() {
    const note = (failure: Failure): void => void this.problems.push(failure);
    this.predictor.caller.on('problem', note);
    this.trainer.caller.on('problem', note);
  }

  #watched() {
    const script = encodeURIComponent(failingScript(this.#fault));
    return { execArgv: ['--import', `data:text/javascript,${script}`] };
  }

  fail(fault: Fault): void {
    writeFileSync(this.#fault, JSON.stringify(fault));
  }

  work(): void {
    rmSync(this.#fault, { force: true });
  }

  train(resume: boolean) {
    const run = { ...tinyRun, files: this.files, resume, modelPath: this.stored.model };
    return this.trainer.caller.call('train', run);
  }

  async remember(): Promise<void> {
    const { files, stored } = this;
    const params = { files, preset: 'fast', memoryPath: stored.memory } as const;
    valueOf(await this.predictor.caller.call('remember', params));
  }

  /** Changes a file, so that there is something to store. */
  async save(): Promise<void> {
    write(this.workspace.folder, 'src/anchor.ts', sourceOf(`anchor${++this.#saves}`));
    await this.remember();
  }

  async suggestion(): Promise<string | undefined> {
    const document = `document ${Math.random()}`;
    const { caller } = this.predictor;
    const { text, cursor } = halfTyped;
    await caller.call('openDocument', { document, path: 'src/mooring.ts', version: 1, text });
    const request = { ...editor, eagerness: 0.02, document, version: 1, ...cursor };
    return valueOf(await caller.call('suggest', request))?.ghostText;
  }

  async end(): Promise<void> {
    await Promise.all([this.predictor, this.trainer].map(({ worker }) => worker.terminate()));
  }
}

let window: Window;
afterEach(() => window.end());
const newWindow = (): Window => (window = new Window());

const survived = new Set<Fault>();
const faults: readonly Fault[] = [
  { operation: 'writeFile', code: 'ENOSPC' },
  { operation: 'writeFile', code: 'EDQUOT' },
  { operation: 'open', code: 'EROFS' },
  { operation: 'open', code: 'EMFILE' },
  { operation: 'mkdir', code: 'EACCES' },
  { operation: 'sync', code: 'EIO' },
  { operation: 'rename', code: 'EPERM' },
  { operation: 'rename', code: 'EBUSY' },
];

describe.each(faults)('while $operation fails as $code', (fault) => {
  it('what was stored stays, each thread says so once, and all goes on', async () => {
    const { stored, storage, problems } = newWindow();
    await window.remember();
    valueOf(await window.train(false));
    const names = readdirSync(storage).toSorted();
    const before = [stored.memory, stored.model].map((path) => readFileSync(path));
    const suggestion = await window.suggestion();
    expect(suggestion).toBeDefined();
    expect(problems).toEqual([]);

    window.fail(fault);
    for (let i = 0; i < 4; i++) await window.save();
    const { reason, unstored } = valueOf(await window.train(false));
    expect(reason).toBe('finished');
    const isFull = ['ENOSPC', 'EDQUOT'].includes(fault.code);
    const code = isFull ? 'disk-full' : 'store-failed';
    expect(unstored?.code).toBe(code);
    expect(problems.map((problem) => problem.code)).toEqual([code, code]);
    for (const { message } of problems) expect(message).toMatch(/could not be written.* (Free|Check) /);
    expect([stored.memory, stored.model].map((path) => readFileSync(path))).toEqual(before);
    expect(readdirSync(storage).toSorted()).toEqual(names);
    expect(await window.suggestion()).toBe(suggestion);

    window.work();
    await window.save();
    expect(valueOf(await window.train(false)).unstored).toBeUndefined();
    expect(readFileSync(stored.memory).equals(before[0])).toBe(false);
    expect(readdirSync(storage).toSorted()).toEqual(names);
    window.fail(fault);
    await window.save();
    expect(problems).toHaveLength(3);
    survived.add(fault);
  });
});

afterAll(() => {
  const fault = 'full disk, folder that is read-only, failing sync or rename, while both threads store';
  reportFault({
    fault,
    tried: faults.length,
    survived: survived.size,
    lost: 'nothing; what fails is said once',
  });
});

it('a storage folder that is moved away or removed is made anew', async () => {
  const { storage, problems } = newWindow();
  await window.remember();
  valueOf(await window.train(false));
  for (const away of [
    () => {
      renameSync(storage, `${storage}.moved`);
    },
    () => {
      rmSync(storage, { recursive: true });
    },
  ]) {
    away();
    await window.save();
    valueOf(await window.train(false));
    expect(readdirSync(storage).toSorted()).toEqual(['workspace.memory', 'workspace.safetensors']);
  }
  expect(problems).toEqual([]);
});

describe('a workspace folder that goes away', () => {
  const ways: Record<string, (folder: string) => void> = {
    moved: (folder) => {
      renameSync(folder, `${folder}.moved`);
    },
    removed: (folder) => {
      rmSync(folder, { recursive: true });
    },
    'replaced by a file': (folder) => {
      rmSync(folder, { recursive: true });
      writeFileSync(folder, 'no folder');
    },
  };

  it.each(Object.keys(ways))('while it is read ends in a model or in a plain refusal: %s', async (way) => {
    const { stored, workspace } = newWindow();
    await window.remember();
    valueOf(await window.train(false));
    const before = readFileSync(stored.model);
    const src = join(workspace.folder, 'src');
    const many = Array.from({ length: 400 }, (_, i) =>
      write(workspace.folder, `src/a${i}.ts`, sourceOf(`a${i}`)),
    );
    window.files = [...workspace.files, ...many];
    let isAway = false;
    window.trainer.caller.on('reading', ({ files }) => {
      if (!isAway && files > 0) ways[way](src);
      isAway = true;
    });
    const [end] = await Promise.all([window.train(false), window.remember()]);
    if (!end.ok) {
      expect(end.failure.code).toBe('nothing-to-learn');
      expect(readFileSync(stored.model).equals(before)).toBe(true);
    }
    // It comes back.
    rmSync(src, { recursive: true, force: true });
    mkdirSync(src);
    for (const noun of ['anchor', 'beacon', 'cable'])
      write(workspace.folder, `src/${noun}.ts`, sourceOf(noun));
    await window.remember();
    await vi.waitFor(async () => {
      expect(await window.suggestion()).toBeDefined();
    });
    expect(valueOf(await window.train(false)).model.steps).toBe(STEPS);
  });

  it('while it is trained does not disturb the run', async () => {
    const { workspace } = newWindow();
    window.trainer.caller.on('corpus', () => {
      rmSync(workspace.folder, { recursive: true });
    });
    expect(valueOf(await window.train(false)).reason).toBe('finished');
  });
});
