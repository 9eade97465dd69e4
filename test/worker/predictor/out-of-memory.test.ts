import { expect, it } from 'vitest';
import { WasmKernels } from '../../../src/backend/wasm-kernels.ts';
import { initialParameters } from '../../../src/core/model/initial-parameters.ts';
import { encodeModel } from '../../../src/core/modelfile/model-file.ts';
import { learnTokenizer } from '../../../src/core/text/learn-tokenizer.ts';
import { presets } from '../../../src/core/training/training-options.ts';
import { Caller } from '../../../src/protocol/caller.ts';
import type { FromWorker, ToWorker } from '../../../src/protocol/messages.ts';
import type { PredictorContract } from '../../../src/protocol/predictor-contract.ts';
import { nodePlatform } from '../../../src/worker/platform.node.ts';
import { servePredictor } from '../../../src/worker/predictor/serve-predictor.ts';
import { kernelBuilds } from '../../kernels/backends.ts';
import { valueOf } from '../start-worker.ts';

const none = new Uint8Array();
const tokenizer = learnTokenizer('subword', ['export const gull = 1;\n'.repeat(9)], 300);

/** A model file with a hidden layer of this size. */
function modelOf(hidden: number): Uint8Array<ArrayBuffer> {
  const shape = { cell: 'gru', layers: 1, vocabulary: tokenizer.size, embedding: 16, hidden } as const;
  const provenance = { tacitVersion: '1', workspace: 'small', corpusDigest: '', files: 1 };
  const figures = { seconds: 0, steps: 0, epoch: 0, position: 0, tokens: 0, finished: true };
  const card = { shape, options: presets.fast, tokenizer, provenance, figures };
  return encodeModel({ card, parameters: initialParameters(shape, 1) });
}

/** A predictor on this thread. Each of its networks has 4 MB for its tensors, and so has each document. */
function smallPredictor(): Caller<PredictorContract> {
  const createKernels = () => new WasmKernels(kernelBuilds.simd, { name: 'simd', memoryLimit: 4 * 2 ** 20 });
  const toWorker: ((message: ToWorker<PredictorContract>) => void)[] = [];
  const fromWorker: ((message: FromWorker<PredictorContract>) => void)[] = [];
  servePredictor(
    {
      post: (message) => {
        for (const listener of fromWorker) listener(message);
      },
      listen: (listener) => toWorker.push(listener),
    },
    { ...nodePlatform({ simd: none, relaxed: none }), createKernels },
  );
  return new Caller<PredictorContract>({
    post: (message) => {
      for (const listener of toWorker) listener(message);
    },
    listen: (listener) => fromWorker.push(listener),
  });
}

it('a model that does not fit into memory is refused, and the one before it goes on serving', async () => {
  const caller = smallPredictor();
  valueOf(await caller.call('load', { bytes: modelOf(16) }));
  const texts = ['export const gull'];
  const scores = valueOf(await caller.call('score', { texts }));

  const refused = await caller.call('load', { bytes: modelOf(800) });
  expect(refused).toMatchObject({ ok: false, failure: { code: 'out-of-memory' } });
  expect(JSON.stringify(refused)).toContain('4 MB is the limit');
  expect(valueOf(await caller.call('score', { texts }))).toEqual(scores);
});
