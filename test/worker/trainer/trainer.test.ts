import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeModel } from '../../../src/core/modelfile/model-file.ts';
import type { TrainingProgress, TrainParams } from '../../../src/protocol/trainer-contract.ts';
import { smallWorkspace, write } from '../small-workspace.ts';
import { sourceOf } from '../source-of.ts';
import { valueOf } from '../start-worker.ts';
import { unlearnable } from '../unlearnable.ts';
import { trainers } from './trainers.ts';

const trainer = trainers();

function params(more: Partial<TrainParams>): TrainParams {
  return {
    files: [],
    preset: 'fast',
    options: {
      hidden: 64,
      embedding: 64,
      batch: 4,
      patience: 100,
      budget: { seconds: undefined, epochs: 6 },
    },
    resume: false,
    modelPath: undefined,
    workspaceName: 'small',
    ...more,
  };
}

describe('the trainer thread', () => {
  it('learns a folder, stores the model whole, and opens it again', async () => {
    const { folder, files } = smallWorkspace();
    const modelPath = join(folder, 'state', 'model.safetensors');
    const { caller } = trainer();
    const progress: TrainingProgress[] = [];
    const models: number[] = [];
    caller.on('progress', (each) => progress.push(each));
    caller.on('model', ({ bytes }) => models.push(bytes.length));
    const end = valueOf(await caller.call('train', params({ files, modelPath })));
    expect(end.reason).toBe('finished');
    expect(end.model.finished).toBe(true);
    expect(models.length).toBeGreaterThan(1);
    expect(progress.at(-1).epoch).toBeGreaterThanOrEqual(5);
    // Text that repeats itself is soon learned to less than two bits a character. An untrained model needs about five.
    expect(progress.at(-1).trainBitsPerCharacter).toBeLessThan(2);
    // There is no temporary file left in the model's folder.
    expect(readdirSync(join(folder, 'state'))).toEqual(['model.safetensors']);

    const again = trainer();
    const opened = valueOf(await again.caller.call('open', { modelPath }));
    expect(opened.problem).toBeUndefined();
    expect(opened.model).toEqual(end.model);
  });

  it('stops in good order, and continues where it stopped', async () => {
    const { folder, files } = smallWorkspace();
    const modelPath = join(folder, 'model.safetensors');
    const first = trainer();
    const options = { ...params({}).options, budget: { seconds: undefined, epochs: 200 } };
    const running = first.caller.call('train', params({ files, modelPath, options }));
    await new Promise<void>((resolve) => {
      first.caller.on('progress', ({ step }) => {
        if (step > 10) resolve();
      });
    });
    await first.caller.call('stop', null);
    const stopped = valueOf(await running);
    expect(stopped).toMatchObject({ reason: 'stopped', model: { finished: false } });

    const second = trainer();
    expect(valueOf(await second.caller.call('open', { modelPath })).model).toEqual(stopped.model);
    let firstStep: number | undefined;
    second.caller.on('progress', ({ step }) => (firstStep ??= step));
    const budget = { seconds: undefined, epochs: undefined, steps: stopped.model.steps + 5 };
    const end = valueOf(
      await second.caller.call('train', params({ files, modelPath, resume: true, options: { budget } })),
    );
    expect(firstStep).toBe(stopped.model.steps + 1);
    expect(end.model.steps).toBe(stopped.model.steps + 5);
  });

  it('goes back and on with a smaller rate when it breaks down, and continues with that rate', async () => {
    const { folder, files } = smallWorkspace();
    const modelPath = join(folder, 'model.safetensors');
    const { caller } = trainer();
    const rates: number[] = [];
    caller.on('setback', ({ learningRate }) => rates.push(learningRate));
    // Far too high for the first attempts, and low enough for a later one.
    const options = { ...params({}).options, learningRate: 20, clipNorm: 1e9, warmUpSteps: 0 };
    const end = valueOf(await caller.call('train', params({ files, modelPath, options, threads: 2 })));
    expect(end.reason).toBe('finished');
    expect(rates.length).toBeGreaterThan(0);
    expect(rates).toEqual(rates.map((_, i) => 20 * 0.25 ** (i + 1)));
    const stored = decodeModel(new Uint8Array(readFileSync(modelPath)));
    expect(stored).toMatchObject({ ok: true, model: { card: { options: { learningRate: rates.at(-1) } } } });
  });

  it('ends with a failure where no smaller rate helps, and keeps the model that there was', async () => {
    const { folder, files } = smallWorkspace();
    const modelPath = join(folder, 'model.safetensors');
    const { caller } = trainer();
    const { model } = valueOf(await caller.call('train', params({ files, modelPath })));
    const stored = readFileSync(modelPath);
    let [sent, setbacks] = [0, 0];
    caller.on('model', () => sent++);
    caller.on('setback', () => setbacks++);
    const options = { ...params({}).options, learningRate: 1e30, warmUpSteps: 0 };
    const end = await caller.call('train', params({ files, modelPath, options }));
    expect(end).toMatchObject({ ok: false, failure: { code: 'diverged' } });
    expect([sent, setbacks]).toEqual([0, 4]);
    expect(readFileSync(modelPath).equals(stored)).toBe(true);
    expect(valueOf(await trainer().caller.call('open', { modelPath })).model).toEqual(model);
  });

  it('makes no step while it is paused', async () => {
    const { files } = smallWorkspace();
    const { caller } = trainer();
    const options = { ...params({}).options, budget: { seconds: undefined, epochs: 500 } };
    let steps = 0;
    caller.on('progress', ({ step }) => (steps = step));
    const running = caller.call('train', params({ files, options }));
    await expect.poll(() => steps, { timeout: 30_000 }).toBeGreaterThan(0);
    await caller.call('pause', null);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const paused = steps;
    await new Promise((resolve) => setTimeout(resolve, 1200));
    expect(steps).toBe(paused);
    await caller.call('resume', null);
    await expect.poll(() => steps, { timeout: 30_000 }).toBeGreaterThan(paused);
    await caller.call('stop', null);
    expect(valueOf(await running).reason).toBe('stopped');
  });

  it('learns a saved change at once, and only what changed', async () => {
    const { files } = smallWorkspace();
    const { caller } = trainer();
    valueOf(await caller.call('train', params({ files })));
    let sent = 0;
    caller.on('model', () => sent++);
    const text = sourceOf('anchor');
    expect(
      valueOf(await caller.call('learn', { path: 'src/anchor.ts', text, ignoreFiles: [] })),
    ).toMatchObject({ lines: 0 });
    expect(sent).toBe(0);
    const added = `${text}\nexport const deepestAnchorage = soundings.zurich;\n`;
    const learned = valueOf(
      await caller.call('learn', { path: 'src/anchor.ts', text: added, ignoreFiles: [] }),
    );
    expect(learned.lines).toBeLessThanOrEqual(2);
    expect(learned.bitsAfter).toBeLessThan(learned.bitsBefore);
    expect(sent).toBe(1);
  });

  it('answers every save that arrives while a run ends', async () => {
    const { files } = smallWorkspace();
    const { caller } = trainer();
    const served = new Promise<void>((resolve) => {
      caller.on('model', () => {
        resolve();
      });
    });
    const options = { ...params({}).options, budget: { seconds: undefined, epochs: 200 } };
    const run = { hasEnded: false };
    const running = caller.call('train', params({ files, options })).finally(() => (run.hasEnded = true));
    await served;
    void caller.call('stop', null);
    const answers: Promise<{ readonly ok: boolean }>[] = [];
    while (!run.hasEnded) {
      const text = `${sourceOf('anchor')}// ${answers.length}\n`;
      answers.push(caller.call('learn', { path: 'src/anchor.ts', text, ignoreFiles: [] }));
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(valueOf(await running).reason).toBe('stopped');
    for (const { ok } of await Promise.all(answers)) expect(ok).toBe(true);
  });

  it('learns the same from saves that arrive together as from saves that arrive one after another', async () => {
    const { files } = smallWorkspace();
    const models = [];
    for (const together of [true, false]) {
      const { caller } = trainer();
      valueOf(await caller.call('train', params({ files })));
      let last: string | undefined;
      caller.on('model', ({ bytes }) => (last = createHash('sha256').update(bytes).digest('hex')));
      const answers = [];
      for (const noun of ['anchor', 'beacon', 'cable']) {
        const text = `${sourceOf(noun)}\nexport const deepest = soundings.${noun};\n`;
        const answer = caller.call('learn', { path: `src/${noun}.ts`, text, ignoreFiles: [] });
        answers.push(answer);
        if (!together) await answer;
      }
      for (const answer of answers) expect(valueOf(await answer).lines).toBeGreaterThan(0);
      models.push(last);
    }
    expect(models[0]).toBeDefined();
    expect(models[0]).toEqual(models[1]);
  });

  it('learns a save with the model of the new run, or not before there is one', async () => {
    const { files } = smallWorkspace();
    const { caller } = trainer();
    valueOf(await caller.call('train', params({ files })));
    const text = `${sourceOf('anchor')}\nexport const deepest = soundings.zurich;\n`;
    const saved = { path: 'src/anchor.ts', text, ignoreFiles: [] };
    const early = new Promise<string>((resolve) => {
      caller.on('corpus', () => {
        void caller.call('learn', saved).then((outcome) => {
          resolve(outcome.ok ? 'learned' : outcome.failure.code);
        });
      });
    });
    const served = new Promise<void>((resolve) => {
      caller.on('model', () => {
        resolve();
      });
    });
    const options = { ...params({}).options, hidden: 32, budget: { seconds: undefined, epochs: 200 } };
    const running = caller.call('train', params({ files, options }));
    expect(['no-model', 'learned']).toContain(await early);
    await served;
    const again = { ...saved, text: `${text}export const deeper = soundings.geneva;\n` };
    expect(valueOf(await caller.call('learn', again)).lines).toBeGreaterThan(0);
    await caller.call('stop', null);
    expect(valueOf(await running).reason).toBe('stopped');
  });

  it('learns nothing from a saved file that may hold secrets or that .gitignore excludes', async () => {
    const { folder, files } = smallWorkspace();
    const { caller } = trainer();
    valueOf(await caller.call('train', params({ files })));
    const models: unknown[] = [];
    caller.on('model', (model) => models.push(model));
    const text = 'PASSWORD=correct-horse-battery\n';
    const ignoreFiles = [write(folder, 'deploy/.gitignore', '*.ini\n')];
    for (const path of ['deploy/.env', 'deploy/local.ini']) {
      expect(valueOf(await caller.call('learn', { path, text, ignoreFiles }))).toMatchObject({ lines: 0 });
    }
    expect(models).toEqual([]);
  });

  it('learns nothing from a saved file whose content is not to be learned from', async () => {
    const { files } = smallWorkspace();
    const { caller } = trainer();
    valueOf(await caller.call('train', params({ files })));
    const models: unknown[] = [];
    caller.on('model', (model) => models.push(model));
    for (const [path, text] of Object.entries(unlearnable)) {
      const nothing = { lines: 0, milliseconds: 0, bitsBefore: 0, bitsAfter: 0 };
      expect(valueOf(await caller.call('learn', { path, text, ignoreFiles: [] }))).toEqual(nothing);
    }
    expect(models).toEqual([]);
  });

  it('says why each file is left out', async () => {
    const { folder, files } = smallWorkspace();
    const odd = [
      write(folder, '.gitignore', 'ignored/\n'),
      write(folder, 'ignored/a.ts', 'const a = 1;'),
      write(folder, 'picture.dat', new Uint8Array([1, 0, 2, 0, 255, 254])),
      write(folder, '.env', 'PASSWORD=hunter2'),
      write(folder, 'package-lock.json', '{}'),
      write(folder, 'huge.txt', ''),
      write(folder, 'copy.ts', sourceOf('anchor')),
      { path: 'gone.ts', source: { diskPath: join(folder, 'gone.ts') } },
    ];
    truncateSync(join(folder, 'huge.txt'), 300 * 1024 * 1024);
    const { caller } = trainer();
    const reasons = new Map<string, string>();
    caller.on('corpus', ({ omissions }) => {
      for (const { path, reason } of omissions) reasons.set(path, reason);
    });
    await caller.call('train', params({ files: [...files, ...odd] }));
    expect(Object.fromEntries(reasons)).toMatchObject({
      'ignored/a.ts': 'ignored',
      'picture.dat': 'binary',
      '.env': 'secret',
      'package-lock.json': 'lock-file',
      'huge.txt': 'too-large',
      'gone.ts': 'unreadable',
    });
    expect([...reasons.values()].filter((reason) => reason === 'duplicate')).toHaveLength(1);
  });

  it('says so clearly when a workspace has no text', async () => {
    const { caller } = trainer();
    expect(await caller.call('train', params({}))).toMatchObject({
      ok: false,
      failure: { code: 'nothing-to-learn' },
    });
  });

  it('sets a damaged model aside, reports it, and learns anew', async () => {
    const { folder, files } = smallWorkspace();
    const modelPath = join(folder, 'model.safetensors');
    const first = trainer();
    valueOf(await first.caller.call('train', params({ files, modelPath })));
    const bytes = readFileSync(modelPath);
    bytes[bytes.length - 100] = bytes[bytes.length - 100] ^ 1;
    writeFileSync(modelPath, bytes);

    const { caller } = trainer();
    const opened = valueOf(await caller.call('open', { modelPath }));
    expect(opened).toMatchObject({ model: undefined, problem: { code: 'model-damaged', path: modelPath } });
    expect(statSync(`${modelPath}.damaged`).size).toBe(bytes.length);
    valueOf(await caller.call('train', params({ files, modelPath })));
    expect(valueOf(await caller.call('open', { modelPath })).model).toBeDefined();
  });

  it('continues to learn when the model cannot be stored, and reports it', async () => {
    const { folder, files } = smallWorkspace();
    // There is a file in the place of the folder, which stops even root.
    write(folder, 'blocked', '');
    const { caller } = trainer();
    const problems: string[] = [];
    caller.on('problem', ({ code }) => problems.push(code));
    const end = valueOf(
      await caller.call('train', params({ files, modelPath: join(folder, 'blocked', 'model') })),
    );
    expect(end.reason).toBe('finished');
    expect(problems).toContain('store-failed');
  });

  it('learns the same whatever share of the time it may take', async () => {
    const { files } = smallWorkspace();
    const learned = async (shares: readonly number[]) => {
      const { caller } = trainer();
      const models: Uint8Array[] = [];
      const left = [...shares];
      const setNext = (): void => {
        for (const share of left.splice(0, 1)) void caller.call('setShare', { share });
      };
      caller.on('model', ({ bytes }) => models.push(bytes));
      caller.on('progress', setNext);
      setNext();
      valueOf(await caller.call('train', params({ files })));
      return models.at(-1);
    };
    expect(await learned([0.3, 0.8, 0.5])).toEqual(await learned([]));
  });

  it('stops soon even if it rests most of the time', async () => {
    const { files } = smallWorkspace();
    const { caller } = trainer();
    await caller.call('setShare', { share: 0.05 });
    const ended = caller.call('train', params({ files, options: { budget: { seconds: 600 } } }));
    await new Promise<void>((resolve) => {
      caller.on('progress', () => {
        resolve();
      });
    });
    await caller.call('stop', null);
    expect(valueOf(await ended).reason).toBe('stopped');
  });

  it('says so clearly when a model does not fit into memory, and can train a smaller one after it', async () => {
    const { files } = smallWorkspace();
    const { caller } = trainer();
    const huge = { hidden: 4096, embedding: 4096, layers: 3, budget: { steps: 1 } };
    for (const threads of [1, 2]) {
      const ended = await caller.call('train', params({ files, options: huge, threads }));
      expect(ended).toMatchObject({ ok: false, failure: { code: 'out-of-memory' } });
    }
    expect(valueOf(await caller.call('train', params({ files }))).reason).toBe('finished');
  });

  it('refuses a second run while there is one', async () => {
    const { files } = smallWorkspace();
    const { caller } = trainer();
    const first = caller.call('train', params({ files }));
    expect(await caller.call('train', params({ files }))).toMatchObject({
      ok: false,
      failure: { code: 'busy' },
    });
    valueOf(await first);
  });
});
