import { expect, it } from 'vitest';
import { fillBatch, newBatch, targetsIn } from '../../../src/core/text/batch.ts';
import { FILE_TOKEN, TEXT_TOKEN } from '../../../src/core/text/tokenizer.ts';

it('a batch takes a window of every lane, step by step, and FILE past the end of a lane', () => {
  const lanes = [
    { inputs: Int32Array.of(9, 8, FILE_TOKEN, 7, 6), targets: Int32Array.of(8, -1, -1, 6, 5) },
    { inputs: Int32Array.of(2, 3, 4), targets: Int32Array.of(3, 4, 5) },
  ];
  const batch = newBatch(2, 2);
  const windows = [0, 2, 4].map((from) => {
    fillBatch(batch, lanes, from);
    return [batch.inputs, batch.targets, batch.clears].map((numbers) => [...numbers]);
  });
  expect(windows).toEqual([
    [[9, 2, 8, 3], [8, 3, -1, 4], [0, 0, 0, 0]],
    [[0, 4, 7, 0], [-1, 5, 6, -1], [1, 0, 0, 1]],
    [[6, 0, 0, 0], [5, -1, -1, -1], [0, 1, 1, 1]],
  ]); // prettier-ignore
});

it('after each token of a file the next one is to be predicted, except in its header', () => {
  expect([...targetsIn(Int32Array.of(FILE_TOKEN, 5, 6, TEXT_TOKEN, 7, 8))]).toEqual([-1, -1, -1, 7, 8]);
  expect([...targetsIn(Int32Array.of(FILE_TOKEN, TEXT_TOKEN))]).toEqual([-1]);
});
