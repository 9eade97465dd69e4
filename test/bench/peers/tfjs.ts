/**
 * TensorFlow.js in `npm run bench -- --peers`: a GRU of its operations on the WebAssembly backend, one thread.
 * Embedding and targets are products with one-hot rows, because the backend has no kernel for the gradient of a
 * look-up ("UnsortedSegmentSum").
 */
import * as tf from '@tensorflow/tfjs';
import { setThreadsCount } from '@tensorflow/tfjs-backend-wasm';
import { readWork, report } from './contender.ts';
import { measureAsync } from './measure-async.ts';

setThreadsCount(1);
await tf.setBackend('wasm');
await tf.ready();

const { work, inputs, targets } = readWork();
const { V, E, H, B, T } = work;
const weight = (rows: number, columns: number): tf.Variable =>
  tf.variable(tf.randomUniform([rows, columns], -0.05, 0.05));
const bias = (length: number): tf.Variable => tf.variable(tf.zeros([length]));

const embedding = weight(V, E);
const [inputWeight, inputBias] = [weight(E, 3 * H), bias(3 * H)];
const [recurrentWeight, recurrentBias] = [weight(H, 3 * H), bias(3 * H)];
const outputWeight = E === H ? embedding : weight(H, V);
const outputBias = bias(V);
const carried = tf.variable(tf.zeros([B, H]), false);
const optimizer = tf.train.adam(7e-3, 0.9, 0.99, 1e-8);

const oneHot = (tokens: readonly number[]): tf.Tensor =>
  tf.cast(tf.oneHot(tf.tensor1d(tokens, 'int32'), V), 'float32');
const [read, wanted] = [oneHot(inputs), oneHot(targets)]; // (T·B, V)

function loss(): tf.Tensor {
  const x = tf.add(tf.matMul(tf.matMul(read, embedding), inputWeight), inputBias); // (T·B, 3H)
  // A copy: the gradient needs the old state after it has been replaced.
  let h = tf.clone(carried); // (B, H)
  const hidden: tf.Tensor[] = [];
  for (const xt of tf.split(x, T)) {
    const u = tf.add(tf.matMul(h, recurrentWeight), recurrentBias);
    const [xr, xz, xn] = tf.split(xt, 3, 1) as [tf.Tensor, tf.Tensor, tf.Tensor];
    const [ur, uz, un] = tf.split(u, 3, 1) as [tf.Tensor, tf.Tensor, tf.Tensor];
    const r = tf.sigmoid(tf.add(xr, ur));
    const z = tf.sigmoid(tf.add(xz, uz));
    const n = tf.tanh(tf.add(xn, tf.mul(r, un)));
    h = tf.add(n, tf.mul(z, tf.sub(h, n)));
    hidden.push(h);
  }
  carried.assign(h);
  const logits = tf.add(tf.matMul(tf.concat(hidden), outputWeight, false, E === H), outputBias);
  return tf.losses.softmaxCrossEntropy(wanted, logits);
}

function step(): void {
  tf.tidy(() => {
    const { value, grads } = tf.variableGrads(loss);
    const squares = Object.values(grads).map((gradient) => tf.sum(tf.square(gradient)));
    const scale = tf.minimum(1, tf.div(1, tf.sqrt(tf.addN(squares))));
    optimizer.applyGradients(
      Object.fromEntries(Object.entries(grads).map(([name, gradient]) => [name, tf.mul(gradient, scale)])),
    );
    value.dataSync();
  });
}

// Two steps are enough to warm up: each runs every operation hundreds of times.
await report(() => measureAsync(step, 2, { warmUp: 2, samples: 3 }));
