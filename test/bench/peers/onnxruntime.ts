/** ONNX Runtime in `npm run bench -- --peers`. It has Tacit's weights and must give Tacit's answers. */
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { ReferenceKernels } from '../../../src/backend/reference-kernels.ts';
import { initialParameters } from '../../../src/core/model/initial-parameters.ts';
import type { ModelShape } from '../../../src/core/model/model-shape.ts';
import { StepModel } from '../../../src/core/model/step-model.ts';
import { readWork, report } from './contender.ts';
import { measureAsync } from './measure-async.ts';
import { onnxGru } from './onnx-gru.ts';

const TOLERANCE = 1e-3;
const COMPARED_TOKENS = 8;

const { work, inputs } = readWork();
const { V, E, H } = work;
const shape: ModelShape = { cell: 'gru', layers: 1, vocabulary: V, embedding: E, hidden: H };
const parameters = initialParameters(shape, 1);
const session = await InferenceSession.create(onnxGru(shape, parameters), {
  executionProviders: ['cpu'],
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: 'sequential',
  graphOptimizationLevel: 'all',
});

const token = BigInt64Array.of(0n);
const feeds = {
  token: new Tensor('int64', token, [1, 1]),
  stateIn: new Tensor('float32', new Float32Array(H), [1, 1, H]),
};

/** The probabilities of the token after `next`. */
async function step(next: number): Promise<Float32Array> {
  token[0] = BigInt(next);
  const { probabilities, stateOut } = await session.run(feeds);
  feeds.stateIn = stateOut;
  return probabilities.data;
}

/** The greatest difference between its log probabilities and those of Tacit's plain loops. */
async function greatestDifference(): Promise<number> {
  const model = new StepModel(new ReferenceKernels('float32'), shape, parameters);
  const expected = new Float32Array(V);
  const memory = model.newState();
  let greatest = 0;
  for (const next of inputs.slice(0, COMPARED_TOKENS)) {
    model.step(memory, next, memory);
    model.probabilities(memory, expected);
    for (const [i, p] of (await step(next)).entries()) {
      greatest = Math.max(greatest, Math.abs(Math.log(p / expected[i])));
    }
  }
  return greatest;
}

async function readAll(): Promise<void> {
  for (const next of inputs) await step(next);
}

const difference = await greatestDifference();
if (!(difference < TOLERANCE)) throw new Error(`Its log probabilities differ from Tacit's by ${difference}.`);
await report(async () => (await measureAsync(readAll, 1)) / inputs.length, difference);
