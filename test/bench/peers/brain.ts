/** brain.js's part in `npm run bench -- --peers`: one string of T tokens a step, since it has no batches. */
import brain from 'brain.js';
import { measure } from '../../../src/cli/bench/measure.ts';
import { readWork, report } from './contender.ts';

const { work, inputs } = readWork();
const { V, E, H, B, T } = work;
const network = new brain.recurrent.GRU({
  // The length of its rows for a token: what others call an embedding.
  inputSize: E,
  inputRange: V,
  outputSize: V,
  hiddenLayers: [H],
});
network.initialize();
// `train` would set these; it also learns its own alphabet, for which a token would have to be a character.
network.trainOpts = { learningRate: 0.01 };
// The first lane of the batch.
const tokens = Array.from({ length: T }, (_, t) => inputs[t * B] ?? 0);
const step = (): void => {
  network.trainPattern(tokens);
};
// As if a step were one of B lanes.
await report(() => measure(step, 2).median * B);
