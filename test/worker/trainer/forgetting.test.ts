import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeModel, encodeModel, type StoredModel } from '../../../src/core/modelfile/model-file.ts';
import { digestsOf } from '../../../src/core/text/path-digests.ts';
import type { PredictorContract } from '../../../src/protocol/predictor-contract.ts';
import type { ForgetParams, TrainParams } from '../../../src/protocol/trainer-contract.ts';
import { smallWorkspace } from '../small-workspace.ts';
import { sourceOf } from '../source-of.ts';
import { valueOf } from '../start-worker.ts';
import { suiteThreads } from '../suite-threads.ts';
import { trainers } from './trainers.ts';

const trainer = trainers();
const predictor = suiteThreads<PredictorContract>('predictor');

const secret = 'src/anchor.ts';
const nothing: ForgetParams = { paths: [], barred: '', gone: '', modelPath: undefined };

/** A workspace, where its model is stored, and what to train with. */
function start(epochs = 2) {
  const { folder, files } = smallWorkspace();
  const modelPath = join(folder, 'state', 'workspace.safetensors');
  const params: TrainParams = {
    files,
    preset: 'fast',
    options: { hidden: 64, embedding: 64, batch: 4, budget: { seconds: undefined, epochs } },
    resume: false,
    modelPath,
    workspaceName: 'small',
  };
  const names = (): string[] => (existsSync(join(folder, 'state')) ? readdirSync(join(folder, 'state')) : []);
  return { files, modelPath, params, names, ...trainer() };
}

function stored(modelPath: string): StoredModel {
  const decoded = decodeModel(new Uint8Array(readFileSync(modelPath)));
  if (!decoded.ok) throw new Error(decoded.failure.message);
  return decoded.model;
}

/** The bytes of a model without the record of what was left out. */
function unrecorded({ card, ...model }: StoredModel): Buffer {
  const provenance = { ...card.provenance, withheld: undefined };
  return Buffer.from(encodeModel({ card: { ...card, provenance }, ...model }));
}

describe('a network that has learned from a file', () => {
  it('goes at once when that is forgotten, and the next one is that of a run that never saw it', async () => {
    const { caller, params, modelPath, names } = start();
    valueOf(await caller.call('train', params));
    for (const end of ['damaged', '999999999.tmp', `${process.pid}.tmp`])
      writeFileSync(`${modelPath}.${end}`, 'text');
    const forget = { ...nothing, paths: [secret], modelPath };
    expect(valueOf(await caller.call('forget', forget))).toEqual({ isLost: true });
    expect(names()).toEqual([]);
    expect(valueOf(await caller.call('open', { modelPath }))).toEqual({});
    expect(valueOf(await caller.call('forget', forget))).toEqual({ isLost: false });

    // The caller still lists it.
    valueOf(await caller.call('train', params));
    const { provenance } = stored(modelPath).card;
    expect(provenance.withheld).toBe(1);
    expect(provenance.files).toBe(params.files.length - 1);

    const other = start();
    const files = params.files.filter(({ path }) => path !== secret);
    valueOf(await other.caller.call('train', { ...params, files, modelPath: other.modelPath }));
    expect(unrecorded(stored(modelPath)).equals(unrecorded(stored(other.modelPath)))).toBe(true);
    expect(stored(other.modelPath).card.provenance.withheld).toBeUndefined();
  });

  it('goes with the run that is under way, which stores and sends nothing more', async () => {
    const { caller, params, modelPath, names } = start(500);
    let models = 0;
    const sent = new Promise<void>((resolve) => {
      caller.on('model', () => {
        models++;
        resolve();
      });
    });
    const running = caller.call('train', params);
    await sent;
    valueOf(await caller.call('forget', { ...nothing, paths: [secret], modelPath }));
    const before = models;
    expect(await running).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
    expect(models).toBe(before);
    expect(names()).toEqual([]);
    const learned = await caller.call('learn', { path: 'src/cable.ts', text: 'let a;', ignoreFiles: [] });
    expect(learned).toMatchObject({ ok: false, failure: { code: 'no-model' } });
  });

  it('goes if it has learned it only when it was saved', async () => {
    const { caller, params, modelPath, names } = start();
    const files = params.files.filter(({ path }) => path !== secret);
    valueOf(await caller.call('train', { ...params, files }));
    const forget = { ...nothing, paths: [secret], modelPath };
    expect(valueOf(await caller.call('forget', forget))).toEqual({ isLost: false });
    await caller.call('forget', nothing);
    valueOf(await caller.call('learn', { path: secret, text: sourceOf('anchor'), ignoreFiles: [] }));
    await expect
      .poll(() => stored(modelPath).card.provenance.learned, { timeout: 20_000 })
      .toContain(digestsOf([secret]));
    expect(valueOf(await caller.call('forget', forget))).toEqual({ isLost: true });
    expect(names()).toEqual([]);
  });

  it('learns nothing from a save of a forgotten file', async () => {
    const { caller, params, modelPath } = start();
    const files = params.files.filter(({ path }) => path !== secret);
    valueOf(await caller.call('train', { ...params, files }));
    const before = readFileSync(modelPath);
    await caller.call('forget', { ...nothing, paths: [secret], modelPath });
    const saved = { path: secret, text: sourceOf('anchor'), ignoreFiles: [] };
    expect(valueOf(await caller.call('learn', saved)).lines).toBe(0);
    expect(readFileSync(modelPath).equals(before)).toBe(true);
  });

  it('goes when that is ignored or excluded, also from a thread that never opened it', async () => {
    const { caller, params, modelPath, names } = start();
    valueOf(await caller.call('train', params));
    const again = trainer();
    const barred = digestsOf([secret]);
    expect(valueOf(await again.caller.call('forget', { ...nothing, barred, modelPath })).isLost).toBe(true);
    expect(names()).toEqual([]);
  });

  it('goes if it is of an earlier version, which did not record what it learned, or cannot be read', async () => {
    const { caller, params, modelPath, names } = start();
    valueOf(await caller.call('train', params));
    const { card, ...model } = stored(modelPath);
    const provenance = { ...card.provenance, learned: undefined };
    const old = encodeModel({ card: { ...card, provenance }, ...model });
    for (const bytes of [old, old.slice(0, 999)]) {
      writeFileSync(modelPath, bytes);
      const forget = { ...nothing, paths: ['elsewhere.ts'], modelPath };
      expect(valueOf(await trainer().caller.call('forget', forget)).isLost).toBe(true);
      expect(names()).toEqual([]);
    }
  });

  it('says on its card that a file was deleted, and begins anew instead of going on', async () => {
    const { caller, params, modelPath } = start();
    const budget = { seconds: undefined, epochs: undefined, steps: 6 };
    const bounded = { ...params, options: { ...params.options, budget } };
    const { model } = valueOf(await caller.call('train', bounded));
    const gone = digestsOf([secret]);
    expect(valueOf(await caller.call('forget', { ...nothing, gone, modelPath })).isLost).toBe(false);
    await expect.poll(() => stored(modelPath).card.provenance.gone, { timeout: 20_000 }).toBe(gone);

    const files = params.files.filter(({ path }) => path !== secret);
    const steps: number[] = [];
    caller.on('progress', ({ step }) => steps.push(step));
    const resumed = { ...bounded, resume: true, files };
    expect(valueOf(await caller.call('train', resumed)).model.steps).toBe(model.steps);
    expect(steps[0]).toBe(1);
    expect(stored(modelPath).card.provenance).toMatchObject({
      learned: digestsOf(files.map(({ path }) => path)),
      files: files.length,
    });
    expect(stored(modelPath).card.provenance.gone).toBeUndefined();
  });

  it('is gone from the disk after an erasure, with the run under way', async () => {
    const { caller, params, modelPath, names } = start(500);
    const running = caller.call('train', params);
    await new Promise<void>((resolve) => {
      caller.on('model', () => {
        resolve();
      });
    });
    valueOf(await caller.call('erase', { modelPath }));
    expect((await running).ok).toBe(false);
    expect(names()).toEqual([]);
  });
});

describe('the network of a predictor', () => {
  it('is dropped when a file that it has learned is forgotten or ignored, and not taken again', async () => {
    const { caller, params, modelPath } = start();
    valueOf(await caller.call('train', params));
    const bytes = () => new Uint8Array(readFileSync(modelPath));
    const ways = [
      (thread: ReturnType<typeof predictor>) =>
        thread.caller.call('withhold', { paths: [secret], preset: 'fast' }),
      (thread: ReturnType<typeof predictor>) =>
        thread.caller.call('remember', {
          files: [
            ...params.files,
            { path: '.gitignore', source: { bytes: new TextEncoder().encode('anchor.ts\n') } },
          ],
          preset: 'fast',
          memoryPath: undefined,
        }),
      (thread: ReturnType<typeof predictor>) =>
        thread.caller.call('remember', {
          files: params.files.filter(({ path }) => path !== secret),
          preset: 'fast',
          memoryPath: undefined,
          excludes: true,
        }),
    ];
    for (const way of ways) {
      const thread = predictor();
      const { files } = params;
      valueOf(await thread.caller.call('load', { bytes: bytes() }));
      const held = valueOf(
        await thread.caller.call('remember', { files, preset: 'fast', memoryPath: undefined }),
      );
      expect(held).toMatchObject({ hasNetwork: true, barred: '' });
      expect((await thread.caller.call('score', { texts: ['a'] })).ok).toBe(true);
      expect(valueOf<{ hasNetwork: boolean }>(await way(thread)).hasNetwork).toBe(false);
      expect((await thread.caller.call('score', { texts: ['a'] })).ok).toBe(false);
      const again = await thread.caller.call('load', { bytes: bytes() });
      expect(again).toMatchObject({ ok: false, failure: { code: 'forgotten' } });
    }
  });
});
