import { join } from 'node:path';

/** Steps of a run, after each of which its model is stored. */
export const STEPS = 10;

/** A run of training that takes a tenth of a second. */
export const tinyRun = {
  preset: 'fast',
  options: { hidden: 8, embedding: 8, vocabulary: 300, budget: { seconds: undefined, steps: STEPS } },
  workspaceName: 'small',
} as const;

/** The files that a window stores in a folder. */
export function storedIn(folder: string): { model: string; memory: string; judge: string } {
  return {
    model: join(folder, 'workspace.safetensors'),
    memory: join(folder, 'workspace.memory'),
    judge: join(folder, 'judge.json'),
  };
}
