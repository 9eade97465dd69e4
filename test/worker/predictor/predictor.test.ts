import { beforeAll, describe, expect, it } from 'vitest';
import type { PredictorContract } from '../../../src/protocol/predictor-contract.ts';
import type { TrainerContract } from '../../../src/protocol/trainer-contract.ts';
import { editor, halfTyped } from './half-typed.ts';
import { smallWorkspace } from '../small-workspace.ts';
import { startWorker, valueOf } from '../start-worker.ts';
import { suiteThreads } from '../suite-threads.ts';

let model: Uint8Array<ArrayBuffer>;

beforeAll(async () => {
  const { caller, worker } = startWorker<TrainerContract>('trainer');
  caller.on('model', ({ bytes }) => (model = bytes));
  const { files } = smallWorkspace();
  const options = {
    hidden: 96,
    embedding: 96,
    batch: 4,
    patience: 100,
    budget: { seconds: undefined, epochs: 30 },
  };
  valueOf(
    await caller.call('train', {
      files,
      preset: 'fast',
      options,
      resume: false,
      modelPath: undefined,
      workspaceName: 'small',
    }),
  );
  await worker.terminate();
}, 120_000);

describe('the predictor thread', () => {
  const start = suiteThreads<PredictorContract>('predictor');
  const predictor = () => start().caller;

  async function loaded() {
    const caller = predictor();
    valueOf(await caller.call('load', { bytes: model.slice() }));
    return caller;
  }

  const { text, cursor } = halfTyped;

  it('suggests what the workspace contains, in a file that it has never seen', async () => {
    const caller = await loaded();
    const { files } = smallWorkspace();
    valueOf(await caller.call('remember', { files, preset: 'fast', memoryPath: undefined }));
    await caller.call('openDocument', { document: 'doc', path: 'src/mooring.ts', version: 1, text });
    const suggestion = valueOf(
      await caller.call('suggest', { document: 'doc', version: 1, ...cursor, ...editor }),
    );
    expect(suggestion).toMatchObject({
      line: cursor.line,
      startCharacter: 6,
      endCharacter: cursor.character,
    });
    expect(suggestion?.insertText).toMatch(/^throw new Error/);
  });

  it('suggests the same after the text was typed key by key', async () => {
    const caller = await loaded();
    await caller.call('openDocument', { document: 'whole', path: 'src/mooring.ts', version: 1, text });
    await caller.call('openDocument', { document: 'typed', path: 'src/mooring.ts', version: 1, text: '' });
    let version = 1;
    let [line, character] = [0, 0];
    for (const key of text) {
      const edit = {
        startLine: line,
        startCharacter: character,
        endLine: line,
        endCharacter: character,
        text: key,
      };
      await caller.call('changeDocument', { document: 'typed', version: ++version, edits: [edit] });
      [line, character] = key === '\n' ? [line + 1, 0] : [line, character + 1];
    }
    const whole = await caller.call('suggest', { document: 'whole', version: 1, ...cursor, ...editor });
    const typed = await caller.call('suggest', { document: 'typed', version, ...cursor, ...editor });
    expect(valueOf(typed)).toEqual(valueOf(whole));
    expect(valueOf(whole)).toBeDefined();
  });

  it('has choices for one who asks, the best first, at any eagerness', async () => {
    const caller = await loaded();
    await caller.call('openDocument', { document: 'doc', path: 'src/mooring.ts', version: 1, text });
    const request = { document: 'doc', version: 1, ...cursor, ...editor };
    const suggestion = valueOf(await caller.call('suggest', request));
    const [best, ...others] = valueOf(await caller.call('choices', request));
    expect(best.ghostText).toBe(suggestion?.ghostText);
    expect(others.length).toBeLessThanOrEqual(2);
    expect(valueOf(await caller.call('suggest', { ...request, eagerness: 1 }))).toBeUndefined();
    expect(valueOf(await caller.call('choices', { ...request, eagerness: 1 }))).not.toEqual([]);
    expect(valueOf(await caller.call('choices', { ...request, version: 2 }))).toEqual([]);
  });

  it('answers nothing for an old version of the document', async () => {
    const caller = await loaded();
    await caller.call('openDocument', { document: 'doc', path: 'src/mooring.ts', version: 2, text });
    expect(
      valueOf(await caller.call('suggest', { document: 'doc', version: 1, ...cursor, ...editor })),
    ).toBeUndefined();
  });

  it('answers in each of many open documents, and in the first one again', async () => {
    const caller = await loaded();
    const names = Array.from({ length: 8 }, (_, i) => `doc${i}`);
    const answers: unknown[] = [];
    for (const document of [...names, 'doc0']) {
      if (answers.length < names.length) {
        await caller.call('openDocument', { document, path: 'src/mooring.ts', version: 1, text });
      }
      answers.push(valueOf(await caller.call('suggest', { document, version: 1, ...cursor, ...editor })));
    }
    expect(answers[0]).toBeDefined();
    expect(answers).toEqual(answers.map(() => answers[0]));
  });

  it('keeps the old model when a new one is refused', async () => {
    const caller = await loaded();
    const damaged = model.slice();
    damaged[damaged.length - 5] = damaged[damaged.length - 5] ^ 255;
    expect(await caller.call('load', { bytes: damaged })).toMatchObject({
      ok: false,
      failure: { code: 'model-damaged' },
    });
    expect(valueOf(await caller.call('score', { texts: ['import'] }))).toHaveLength(1);
  });

  it('finds text of the workspace more probable than other text', async () => {
    const caller = await loaded();
    const [known, unknown] = valueOf(
      await caller.call('score', { texts: ['export interface Anchor {', 'etaoin shrdlu qwertyuiop!'] }),
    );
    expect(known.bitsPerCharacter).toBeLessThan(unknown.bitsPerCharacter - 1);
  });

  it('streams a sample, which is the same for the same seed, and stops when it is cancelled', async () => {
    const caller = await loaded();
    const options = { prompt: 'export ', length: 300, temperature: 0.8, topK: 0, topP: 1, seed: 3 };
    let streamed = '';
    caller.on('sampled', ({ stream, text: piece }) => {
      if (stream === 1) streamed += piece;
    });
    const { text: whole } = valueOf(await caller.call('sample', { ...options, stream: 1 }));
    expect(streamed).toBe(whole);
    expect([...whole]).toHaveLength(300);
    expect(valueOf(await caller.call('sample', { ...options, stream: 2 })).text).toBe(whole);
    let cancel: (() => void) | undefined;
    const endless = caller.call(
      'sample',
      { ...options, length: 1e6, stream: 3 },
      { onCancellable: (by) => (cancel = by) },
    );
    cancel?.();
    expect(await endless).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
  });

  it('answers with a reason before there is a model or a memory', async () => {
    const caller = predictor();
    await caller.call('openDocument', { document: 'doc', path: 'a.ts', version: 1, text });
    for (const outcome of [
      await caller.call('suggest', { document: 'doc', version: 1, ...cursor, ...editor }),
      await caller.call('score', { texts: ['a'] }),
    ]) {
      expect(outcome).toMatchObject({ ok: false, failure: { code: 'no-model' } });
    }
  });
});
