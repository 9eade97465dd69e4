/** brain.js in `npm run bench -- --peers`. It has no batches, so a step is one string of T tokens. */
import brain from 'brain.js';
import { measure } from '../../../src/cli/bench/measure.ts';
import { readWork, report } from './contender.ts';

const { work, inputs } = readWork();
const { V, E, H, B, T } = work;
const network = new brain.recurrent.GRU({
  // The size of what other libraries call an embedding.
  inputSize: E,
  inputRange: V,
  outputSize: V,
  hiddenLayers: [H],
});
network.initialize();
// `train` would set these, but it also learns an alphabet of its own, in which every token is a character.
network.trainOpts = { learningRate: 0.01 };
// The first lane of the batch.
const tokens = Array.from({ length: T }, (_, t) => inputs[t * B] ?? 0);
const step = (): void => {
  network.trainPattern(tokens);
};
// The time for B lanes, of which a step has one.
await report(() => measure(step, 2).median * B);
