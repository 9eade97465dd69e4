import { resolve } from 'node:path';
import { loadModel, type LoadedModel } from '../worker/predictor/loaded-model.ts';
import { commandFailed } from './exit.ts';
import { cliPlatform } from './platform.ts';

/** The model of a file named on the command line, or a clear end. */
export async function loadModelArgument(path: string): Promise<LoadedModel> {
  const loaded = await loadModel({ diskPath: resolve(path) }, cliPlatform());
  if (!loaded.ok) throw commandFailed(loaded.failure);
  return loaded.value;
}
