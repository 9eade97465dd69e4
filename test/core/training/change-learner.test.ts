import { expect, it } from 'vitest';
import { ReferenceKernels } from '../../../src/backend/reference-kernels.ts';
import { finish } from '../../../src/core/base/bounded-work.ts';
import { initialParameters } from '../../../src/core/model/initial-parameters.ts';
import { areSound, LARGEST_PARAMETER } from '../../../src/core/model/parameters.ts';
import { ChangeLearner } from '../../../src/core/training/change-learner.ts';

it('a saved change never takes parameters beyond what a model file may hold', () => {
  const shape = { cell: 'gru', layers: 1, vocabulary: 8, embedding: 4, hidden: 4 } as const;
  const parameters = initialParameters(shape, 1);
  // Softmax does not see what all biases have in common, so this model learns as any other does.
  parameters.get('output.bias')!.data.fill(LARGEST_PARAMETER);
  expect(areSound(parameters)).toBe(true);
  const change = { tokens: Int32Array.from({ length: 200 }, () => 3), from: 1, characters: 199 };
  const learned = finish(new ChangeLearner(new ReferenceKernels(), shape).learn(parameters, change));
  expect(areSound(learned.parameters)).toBe(true);
});
